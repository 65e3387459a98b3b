import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeBag } from '../../../src-main/vault/handover/bag'
import { isBagPath, readManifest, sha256Of, writeBagInfo, writeManifest } from '../../../src-main/vault/handover/bag-text'
import { exhibitPath, nameCertificates } from '../../../src-main/vault/handover/bundle-layout'
import { makeWrittenPassphrase } from '../../../src-main/vault/keys/written-passphrase'

const paths = fc.uniqueArray(fc.stringMatching(/^data\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,20}[A-Za-z0-9_-]$/), { maxLength: 20 })

describe('a manifest', () => {
  it('is read back as it was written, in whatever order it was given', () => {
    fc.assert(
      fc.property(paths, (names) => {
        const files = names.map((path) => ({ path, sha256: sha256Of(path) }))
        const text = writeManifest(files)
        const read = readManifest(text)
        expect(read.badLines).toEqual([])
        expect(Object.fromEntries(read.files)).toEqual(Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])))
        expect(writeManifest(files.toReversed())).toBe(text)
      }),
    )
  })

  it.each([
    ['capitals in a hash', `${'A'.repeat(64)}  data/x\n`],
    ['one space', `${'a'.repeat(64)} data/x\n`],
    ['a binary mark', `${'a'.repeat(64)} *data/x\n`],
    ['no end of line', `${'a'.repeat(64)}  data/x`],
    ['a carriage return', `${'a'.repeat(64)}  data/x\r\n`],
    ['an empty line', `\n${'a'.repeat(64)}  data/x\n`],
    ['a name that climbs', `${'a'.repeat(64)}  data/../x\n`],
    ['one name twice', `${'a'.repeat(64)}  data/x\n${'b'.repeat(64)}  data/x\n`],
  ])('with %s is not as it must be', (_, text) => {
    expect(readManifest(text).badLines.length).toBeGreaterThan(0)
  })
})

describe('names', () => {
  it.each(['data/exhibits/exhibit-001.png', 'bagit.txt', 'a', 'A-b_c.d'])('%s may stand in a bag', (path) => {
    expect(isBagPath(path)).toBe(true)
  })

  it.each(['', '/', '/a', 'a/', 'a//b', '.', '..', 'a/../b', '.hidden', 'a b', 'ä', 'a\\b', 'C:a', 'a\n', 'a.', 'x'.repeat(201)])(
    '%j may not',
    (path) => {
      expect(isBagPath(path)).toBe(false)
    },
  )

  it('of exhibits sort as they are numbered', () => {
    expect([1, 12, 123, 1234].map(exhibitPath)).toEqual([
      'data/exhibits/exhibit-001.png',
      'data/exhibits/exhibit-012.png',
      'data/exhibits/exhibit-123.png',
      'data/exhibits/exhibit-1234.png',
    ])
  })

  it('of certificates tell who is who, in plain letters, each certificate once', () => {
    const person = (name: string, certificatePem: string) => ({ name, role: 'senior', certificatePem })
    const named = nameCertificates([
      person('Zoë O’Neil', 'a'),
      person('Zoe ONeil', 'b'),
      person('李', 'c'),
      person('王', 'd'),
      person('Zoë', 'a'),
    ])
    expect([...named]).toEqual([
      ['data/certificates/senior-zoe-oneil.pem', 'a'],
      ['data/certificates/senior-zoe-oneil-2.pem', 'b'],
      ['data/certificates/senior-person.pem', 'c'],
      ['data/certificates/senior-person-2.pem', 'd'],
    ])
  })

  it('of anybody may stand in a bag', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 }), (names) => {
        const files = nameCertificates(names.map((name, place) => ({ name, role: 'head', certificatePem: String(place) })))
        expect(files.size).toBe(names.length)
        for (const path of files.keys()) expect(isBagPath(path)).toBe(true)
      }),
    )
  })
})

describe('bag-info.txt', () => {
  it('keeps each value on its line, whatever a school is called', () => {
    const facts = { reference: 'INC-1', recipient: 'LA', madeAt: '2026-11-22T10:00:00.000Z', payloadBytes: 5, payloadFiles: 2 }
    const text = writeBagInfo({ ...facts, school: 'A\nPayload-Oxum: 0.0\r\n B' })
    expect(text.split('\n')).toHaveLength(7)
    expect(text).toContain('Source-Organization: A Payload-Oxum: 0.0 B\n')
    expect(text.match(/^Payload-Oxum: .*$/gm)).toEqual(['Payload-Oxum: 5.2'])
  })
})

describe('a bag', () => {
  const sealing = {
    facts: { school: 'S', reference: 'R', recipient: 'L', madeAt: '2026-11-22T10:00:00.000Z' },
    signManifest: (manifest: Uint8Array) => createHash('sha256').update(manifest).digest(),
    page: null,
  }

  it('refuses a name that may not stand in it, a name twice, and a file that nobody read', async () => {
    const drain = async (names: string[], isRead = true) => {
      for (const { bytes } of makeBag(
        names.map((path) => ({ path, bytes: [Buffer.from('x')] })),
        sealing,
      )) {
        if (isRead) for await (const piece of bytes) expect(piece.length).toBeGreaterThan(0)
      }
    }
    await expect(drain(['data/a', 'data/b'])).resolves.toBeUndefined()
    await expect(drain(['a'])).rejects.toThrow('Not a payload path')
    await expect(drain(['data/../a'])).rejects.toThrow('Not a payload path')
    await expect(drain(['data/a', 'data/a'])).rejects.toThrow('Twice')
    await expect(drain(['data/a'], false)).rejects.toThrow('not read')
  })
})

describe('a passphrase for a handover', () => {
  it('is six groups of four that can be read out, never the same', () => {
    const made = Array.from({ length: 500 }, makeWrittenPassphrase)
    for (const passphrase of made) expect(passphrase).toMatch(/^[2-9cdfhjkmnpqrtvwxy]{4}(-[2-9cdfhjkmnpqrtvwxy]{4}){5}$/)
    expect(new Set(made).size).toBe(made.length)
  })

  it('uses every one of its 24 characters equally: 110 bits', () => {
    const counts = new Map<string, number>()
    const total = 2_000 * 24
    for (let i = 0; i < 2_000; i++)
      for (const letter of makeWrittenPassphrase().replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    expect(counts.size).toBe(24)
    // Six standard deviations: fails by chance once in a hundred million runs.
    const expected = total / 24
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(6 * Math.sqrt(expected))
    expect(24 * Math.log2(counts.size)).toBeGreaterThan(110)
  })
})
