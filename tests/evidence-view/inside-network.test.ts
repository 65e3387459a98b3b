// Which hosts are inside, however they are written, and when a request for one is asked about first.
import { describe, expect, test, vi } from 'vitest'
import { isInsideHost, openInsideGuard } from '../../src-main/evidence-view/inside-network'
import { findLookalike } from '../../src-main/evidence-view/lookalike'

const hostOf = (url: string) => new URL(url).hostname

describe('a host inside this computer or its network', () => {
  test.each([
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost:81/',
    'http://127.0.0.1/',
    'http://127.9.9.9/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://0/',
    'http://10.0.0.138/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[::ffff:192.168.1.1]/',
    'http://printer.local/',
    'http://intranet/',
    'http://sims.internal/',
  ])('%s', (url) => expect(isInsideHost(hostOf(url))).toBe(true))

  test.each([
    'https://www.gov.uk/',
    'http://8.8.8.8/',
    'http://172.32.0.1/',
    'http://172.15.0.1/',
    'http://100.128.0.1/',
    'http://[2606:4700::1111]/',
    'https://localhost.example.org/',
    'https://local.example/',
    'https://10.0.0.1.nip.io/',
  ])('but not %s', (url) => expect(isInsideHost(hostOf(url))).toBe(false))
})

describe('the guard', () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    'rebound.example': ['93.184.215.14', '192.168.1.1'],
    'news.example': ['93.184.215.14'],
  }
  const resolve = vi.fn((host: string) => (names[host] ? Promise.resolve(names[host]) : Promise.reject(new Error('not found'))))
  const from = 'https://news.example/'

  test('asks about what a public page leads to inside, by its name or by what it resolves to', async () => {
    const guard = openInsideGuard(resolve)
    expect(await guard.judge('http://192.168.1.1/', from)).toBe('192.168.1.1')
    expect(await guard.judge('ws://printer.local/', from)).toBe('printer.local')
    expect(await guard.judge('https://rebound.example/a', from)).toBe('rebound.example (192.168.1.1)')
    expect(await guard.judge('https://news.example/b', 'https://other.example/')).toBeNull()
    expect(await guard.judge('https://nobody.example/', from)).toBeNull()
  })

  test('asks nothing of the two themselves, of pages inside, and of what they have allowed', async () => {
    const guard = openInsideGuard(resolve)
    expect(await guard.judge('http://192.168.1.1/', '')).toBeNull()
    expect(await guard.judge('http://192.168.1.1/', 'http://intranet/')).toBeNull()
    guard.allow('http://192.168.1.1/start')
    expect(await guard.judge('http://192.168.1.1/other', from)).toBeNull()
    expect(await guard.judge('http://192.168.1.2/', from)).toBe('192.168.1.2')
  })

  test('looks a name up once', async () => {
    resolve.mockClear()
    const guard = openInsideGuard(resolve)
    for (let i = 0; i < 5; i += 1) await guard.judge(`https://rebound.example/${String(i)}`, from)
    expect(resolve).toHaveBeenCalledTimes(1)
  })
})

describe('a look-alike host', () => {
  test('is told in its coded form with what it reads like', () => {
    expect(findLookalike('https://www.p\u0430ypal.com/')).toEqual({ host: 'www.xn--pypal-4ve.com', reads: 'www.p\u0430ypal.com' })
    expect(findLookalike('https://www.paypal.com/xn--a')).toBeNull()
    expect(findLookalike('')).toBeNull()
  })
})
