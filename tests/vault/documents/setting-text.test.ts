// Which font, which direction, which line.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openFontShelf } from '../../../src-main/vault/documents/font-shelf'
import { breakLines } from '../../../src-main/vault/documents/line-breaking'
import { isolate, makePrintable } from '../../../src-main/vault/documents/printable-text'
import { splitRuns, widthOf } from '../../../src-main/vault/documents/script-runs'
import { styles } from '../../../src-main/vault/documents/typography'
import { resourcesFolder } from './sample-case'

const shelf = openFontShelf(resourcesFolder)
const anyText = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }))

describe('makePrintable', () => {
  it.each([
    ['a\u0000b', 'a[U+0000]b'],
    ['\u202Etfel\u202C', '[U+202E]tfel[U+202C]'],
    ['pay\u200Bpal', 'pay[U+200B]pal'],
    ['one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
    ['a\tb', 'a    b'],
    ['e\u0301', 'é'],
    ['\ud83d!', '[U+D83D]!'],
    ['\u{e000}', '[U+E000]'],
    ['👩‍👧', '👩‍👧'],
  ])('%j is printed as %j', (text, printed) => expect(makePrintable(text)).toBe(printed))

  it('leaves no control character but the line end, and changes nothing twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const printed = makePrintable(text)
        expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/u)
        expect(makePrintable(printed)).toBe(printed)
      }),
    )
  })
})

describe('splitRuns', () => {
  const fontsOf = (text: string): string[] =>
    splitRuns(shelf, 'regular', text).map((run) => `${run.face.fileName.replace(/-Regular.*/, '')}: ${run.text}`)

  it('keeps a word in one font where one has all of it', () => {
    expect(fontsOf('Herr Nguyễn kam')).toEqual(['AtkinsonHyperlegibleNext: Herr ', 'NotoSans: Nguyễn ', 'AtkinsonHyperlegibleNext: kam'])
  })

  it('puts Arabic and Hebrew in visual order and mirrors their brackets', () => {
    expect(fontsOf('See שלום (עולם) now')).toEqual([
      'AtkinsonHyperlegibleNext: See ',
      'AtkinsonHyperlegibleNext: (',
      'NotoSansHebrew: עולם',
      'AtkinsonHyperlegibleNext: )',
      'NotoSansHebrew: שלום ',
      'AtkinsonHyperlegibleNext:  now',
    ])
    const [first] = splitRuns(shelf, 'regular', 'محمد 12', true)
    expect(first?.text.trim()).toBe('12')
  })

  it('does not let an isolated name turn the sentence around it', () => {
    const text = splitRuns(shelf, 'regular', `${isolate('محمد')}, 24 November`).map((run) => run.text)
    expect(text.join('')).toBe('محمد, 24 November')
  })

  it('prints the number of what no font has', () => {
    expect(fontsOf('\u{13000}')).toEqual(['AtkinsonHyperlegibleNext: [U+13000]'])
  })

  it('gives every run a font that has all of its characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of makePrintable(text).split('\n'))
          for (const run of splitRuns(shelf, 'bold', line))
            for (const character of run.text) expect(run.face.covers(character.codePointAt(0) ?? 0)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('breakLines', () => {
  it('fits every line into its width and loses nothing but the spaces it was broken at', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(styles.body, styles.address, styles.label),
        fc.integer({ min: 60, max: 400 }),
        (text, style, widthPt) => {
          const lines = breakLines(shelf, text, style, widthPt)
          for (const line of lines) {
            const isOneGrapheme = [...new Intl.Segmenter('en').segment(line.text)].length <= 1
            if (!isOneGrapheme) expect(widthOf(shelf, style.role, line.text) * style.sizePt).toBeLessThanOrEqual(widthPt * 1.02)
          }
          const squeeze = (words: string): string => words.replace(/\s+/g, '')
          expect(squeeze(lines.map((line) => line.text).join(''))).toBe(squeeze(makePrintable(text)))
        },
      ),
      { numRuns: 80 },
    )
  })

  it('breaks an address without spaces, by preference after its own marks', () => {
    const url = `https://example.org/${'path/'.repeat(40)}?q=${'x'.repeat(200)}`
    const lines = breakLines(shelf, url, styles.address, 200)
    expect(lines.length).toBeGreaterThan(8)
    expect(lines.map((line) => line.text).join('')).toBe(url)
    expect(lines[0]?.text).toMatch(/\/$/)
    expect(lines.every((line, at) => line.joint === (at === lines.length - 1 ? ' ' : ''))).toBe(true)
  })

  it('keeps an empty line empty', () => {
    expect(breakLines(shelf, 'a\n\nb', styles.body, 300).map((line) => line.text)).toEqual(['a', '', 'b'])
  })
})
