// The known list's own rules: which texts of an address are digested (as docs/known-list.md says, read from there), and that the search finds
// exactly what is in it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { isOnKnownList, listKnownTexts } from 'shared/known-list'
import { describe, expect, it } from 'vitest'
import { packList } from '../../src-main/vault/known-list'

const digest = (text: string): Uint8Array => createHash('sha256').update(text, 'utf8').digest()
const hex = (text: string): string => Buffer.from(digest(text)).toString('hex')
const listOf = (hosts: readonly string[], urls: readonly string[]) => {
  const sorted = { hosts: hosts.map(hex).sort(), urls: urls.map(hex).sort() }
  return { bytes: packList(sorted), hosts: hosts.length }
}

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'known-list.md'), 'utf8')
const rows = [...page.matchAll(/^\| `([a-zA-Z]+:\/\/[^`]+)` \| `([^`]+)` \| `([^`]+)` \|$/gm)].map(
  ([, address = '', host = '', text = '']) => ({ address, host, text }),
)

describe('what is digested', () => {
  it('is documented with examples', () => {
    expect(rows.length).toBeGreaterThan(5)
    expect(page).toContain(`host:${hex('example.com')}`)
    expect(page).toContain(`url:${hex('example.org/b?x=1')}`)
  })

  it.each(rows)('$address', ({ address, host, text }) => {
    const texts = listKnownTexts(address)
    expect(texts.hosts[0]).toBe(host)
    expect(texts.urls[0]).toBe(text)
  })

  it('is every domain above a name but the last label, and nothing above an IP address', () => {
    expect(listKnownTexts('https://a.b.example.com/').hosts).toEqual(['a.b.example.com', 'b.example.com', 'example.com'])
    expect(listKnownTexts('https://192.0.2.7/').hosts).toEqual(['192.0.2.7'])
    expect(listKnownTexts('https://[2001:db8::1]:8443/').hosts).toEqual(['[2001:db8::1]'])
    expect(listKnownTexts('https://localhost/').hosts).toEqual(['localhost'])
  })

  it.each(['', 'example.com', 'about:blank', 'data:text/html,<p>', 'blob:https://example.com/x', 'file:///etc/hosts'])(
    'is nothing of %s',
    (address) => {
      expect(listKnownTexts(address)).toEqual({ hosts: [], urls: [] })
    },
  )
})

describe('looking up', () => {
  it('finds a host, what lies below it, an address, and the address with another query', () => {
    const list = listOf(['example.com'], ['other.org/b', 'other.org/c?x=1'])
    const known = (url: string): boolean => isOnKnownList(list, url, digest)
    for (const url of [
      'http://example.com',
      'https://deep.www.example.com/x?y',
      'wss://example.com/live',
      'https://other.org/b?q=2#z',
      'http://other.org/c?x=1',
    ])
      expect(known(url), url).toBe(true)
    for (const url of [
      'http://example.com.evil.net',
      'https://notexample.com',
      'https://other.org/',
      'https://other.org/c',
      'https://other.org/c?x=2',
      'https://other.org:8443/b',
    ])
      expect(known(url), url).toBe(false)
  })

  it('takes a digest of a host for no address, and the other way round', () => {
    const list = { bytes: packList({ hosts: [hex('example.com/')], urls: [hex('example.org')] }), hosts: 1 }
    expect(isOnKnownList(list, 'https://example.com/', digest)).toBe(false)
    expect(isOnKnownList(list, 'https://example.org/', digest)).toBe(false)
  })

  it('finds exactly what a set of the same would', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}\.(org|net)$/), { maxLength: 40 })
    fc.assert(
      fc.property(names, names, fc.stringMatching(/^[a-z]{1,6}\.(org|net)$/), (hosts, urls, asked) => {
        const list = listOf(
          hosts,
          urls.map((name) => `${name}/`),
        )
        for (const name of [...hosts, ...urls, asked])
          expect(isOnKnownList(list, `https://${name}/`, digest)).toBe(hosts.includes(name) || urls.includes(name))
      }),
    )
  })
})
