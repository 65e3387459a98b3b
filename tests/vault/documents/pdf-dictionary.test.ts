// The little PDF syntax that signing needs, read and written.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  PdfSyntaxError,
  readDate,
  readDictionary,
  readReferences,
  readText,
  writeDate,
  writeDictionary,
  writeText,
} from '../../../src-main/vault/documents/pdf-dictionary'

describe('dictionaries', () => {
  it('keep every value as it was written', () => {
    const text = '<< /A 12 0 R /B [1 2 (a\\)]) <</C /D>>] % a remark >>\n/E <FE FF> /F(x(y)z)/G -1.5/H true/I#20J null >>'
    const { entries, end } = readDictionary(text)
    expect(Object.fromEntries(entries)).toEqual({
      A: '12 0 R',
      B: '[1 2 (a\\)]) <</C /D>>]',
      E: '<FE FF>',
      F: '(x(y)z)',
      G: '-1.5',
      H: 'true',
      'I J': 'null',
    })
    expect(end).toBe(text.length)
    expect(readDictionary(writeDictionary(entries)).entries).toEqual(entries)
  })

  it.each(['<< /A 1', '<< /A (x >>', '<< A 1 >>', '<< /A >>', '<< /A 1 /A 2 >>', '[1]', '', '<< /A <12', '<< /A [1 2 >>'])(
    '%j is refused',
    (text) => {
      expect(() => readDictionary(text)).toThrow(PdfSyntaxError)
    },
  )

  it('read nothing but refusals out of noise', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '[', ']', '(', ')', '/', ' ', '%', '\\', '0', 'R', '1', 'a', '\n') }),
        (noise) => {
          try {
            readDictionary(`<<${noise}`)
          } catch (error) {
            expect(error).toBeInstanceOf(PdfSyntaxError)
          }
        },
      ),
    )
  })
})

describe('values', () => {
  it('texts are read back as they were written, and are one value to a reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = writeText(text)
        expect(readText(written)).toBe(text)
        expect(readDictionary(`<< /T ${written} /U 1 >>`).entries).toEqual(
          new Map([
            ['T', written],
            ['U', '1'],
          ]),
        )
      }),
    )
  })

  it('dates are whole seconds in UTC', () => {
    expect(writeDate(new Date('2026-11-24T15:12:09.987Z'))).toBe('(D:20261124151209Z)')
    expect(readDate('(D:20261124151209Z)')?.toISOString()).toBe('2026-11-24T15:12:09.000Z')
    expect(readDate('(D:20261324151209Z)')).toBeNull()
    expect(readDate('(D:2026)')).toBeNull()
  })

  it('references are read only where there is nothing else', () => {
    expect(readReferences('[12 0 R 7 0 R]')).toEqual([12, 7])
    expect(readReferences('[]')).toEqual([])
    expect(readReferences('[12 0 R /X]')).toBeNull()
    expect(readReferences('12 0 R')).toBeNull()
  })
})
