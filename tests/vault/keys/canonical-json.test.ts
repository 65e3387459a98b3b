import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from '../../../src-main/vault/keys/base64'
import { canonicalBytes, writeCanonical, type Json } from '../../../src-main/vault/keys/canonical-json'

describe('canonical JSON', () => {
  it('is what RFC 8785 section 3.2.2 and 3.2.3 print', () => {
    const numbers = [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001]
    const value: Json = { numbers, string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }
    expect(writeCanonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect(writeCanonical(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
  })

  it('has one spelling whatever the order, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = writeCanonical(value as Json)
        expect(writeCanonical(JSON.parse(text) as Json)).toBe(text)
        expect(Buffer.from(canonicalBytes(value as Json)).toString()).toBe(text)
      }),
    )
  })

  it.each([undefined, NaN, Infinity, new Date(), [undefined], { a: undefined }, new Map(), 1n, () => 1, '\ud800'])(
    'refuses %s',
    (value) => {
      expect(() => writeCanonical(value as Json)).toThrow()
    },
  )
})

describe('base64', () => {
  it('gives back any bytes, from one spelling only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes), bytes.length)).toEqual(bytes)
        expect(fromBase64(toBase64(bytes))).toEqual(bytes)
        expect(fromBase64Url(toBase64Url(bytes), bytes.length + 1)).toBe(null)
      }),
    )
    for (const text of ['A', 'AB', 'AAA=', 'AA==', 'A A=', '-_+/', 'AAA\n', 'é']) expect(fromBase64Url(text), text).toBe(null)
    for (const text of ['A', 'AA', 'AB==', 'AAA', 'AAAA\n', '-_==', ' AAAA']) expect(fromBase64(text), text).toBe(null)
  })
})
