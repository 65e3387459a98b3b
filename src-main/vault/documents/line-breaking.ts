// Breaks text into lines that fit a width. Words break where the language allows it (UAX 14); an address breaks anywhere, by
// preference after a mark that belongs to addresses, because an address without spaces must never leave the paper.
import LineBreaker from 'linebreak'
import type { FontShelf } from './font-shelf'
import { makePrintable } from './printable-text'
import { readsFromRight, widthOf } from './script-runs'
import type { TextStyle } from './typography'

/** One line in logical order, without the spaces it was broken at. */
export interface Line {
  readonly text: string
  /** True in a paragraph that reads from the right. */
  readonly fromRight: boolean
  /** True where such a paragraph has several lines: a single value stays where a form's reader looks for it. */
  readonly alignRight: boolean
  /** What stands between this line and the next in the running text: read aloud and copied, not seen. */
  readonly joint: ' ' | ''
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const afterMark = /[/?&=.\-_#:;,+\s)\]]$/
/** How much of a line may stay empty for the sake of a break after a mark. */
const raggedShare = 0.25

/** A line as it is, for what is never broken. */
export function plainLine(text: string): Line {
  return { text, fromRight: false, alignRight: false, joint: '' }
}

/** The lines of a text, any text: at least one, empty where the text is. */
export function breakLines(shelf: FontShelf, text: string, style: TextStyle, widthPt: number): Line[] {
  const limit = widthPt / style.sizePt
  return makePrintable(text)
    .split('\n')
    .flatMap((paragraph) => {
      const fromRight = readsFromRight(paragraph)
      const lines = style.role === 'mono' ? cutAnywhere(shelf, paragraph, style, limit) : fillLines(shelf, paragraph, style, limit)
      return lines.map((line, at): Line => ({
        text: line.trimEnd(),
        fromRight,
        alignRight: fromRight && lines.length > 1,
        joint: at === lines.length - 1 || line.endsWith(' ') ? ' ' : '',
      }))
    })
}

function fillLines(shelf: FontShelf, paragraph: string, style: TextStyle, limit: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const piece of splitPieces(paragraph)) {
    const width = widthOf(shelf, style.role, piece)
    const visible = /\s$/.test(piece) ? widthOf(shelf, style.role, piece.trimEnd()) : width
    if (used + visible > limit && line !== '') {
      lines.push(line)
      line = ''
      used = 0
    }
    if (used + visible <= limit) {
      line += piece
      used += width
    } else {
      const parts = cutAnywhere(shelf, piece, style, limit)
      line = parts.pop() ?? ''
      used = widthOf(shelf, style.role, line)
      lines.push(...parts)
    }
  }
  return [...lines, line]
}

function* splitPieces(paragraph: string): Generator<string> {
  const breaker = new LineBreaker(paragraph)
  let from = 0
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    yield paragraph.slice(from, next.position)
    from = next.position
  }
}

function cutAnywhere(shelf: FontShelf, text: string, style: TextStyle, limit: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  let mark = { at: 0, used: 0 }
  for (const { segment } of graphemes.segment(text)) {
    const width = widthOf(shelf, style.role, segment)
    if (used + width > limit && line !== '') {
      const at = mark.used > limit * (1 - raggedShare) ? mark.at : line.length
      lines.push(line.slice(0, at))
      line = line.slice(at)
      used = widthOf(shelf, style.role, line)
      mark = { at: 0, used: 0 }
    }
    line += segment
    used += width
    if (afterMark.test(segment)) mark = { at: line.length, used }
  }
  return [...lines, line]
}
