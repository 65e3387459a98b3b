// Turns a line of text into pieces that one font can draw, in the order in which they stand on the paper. A name is never split
// between two fonts where one font has all its letters, and Arabic and Hebrew are put in visual order (UAX 9).
import bidiFactory from 'bidi-js'
import type { Face, FontRole, FontShelf } from './font-shelf'
import { hasRightToLeft, isShaping, numberOf } from './printable-text'

/** A piece of text in one font and one direction. */
export interface Run {
  readonly face: Face
  readonly text: string
  /** True where a stand-in font has to look bold: it is drawn with an outline. */
  readonly thicken: boolean
}

const bidi = bidiFactory()
const words = /(\s+)/
const isolates = /[\u2068\u2069]/g
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** True where a paragraph begins, and so reads, from the right. */
export function readsFromRight(paragraph: string): boolean {
  return hasRightToLeft(paragraph) && (bidi.getEmbeddingLevels(paragraph, 'auto').paragraphs[0]?.level ?? 0) % 2 === 1
}

/**
 * The runs of one line from left to right.
 * @param line without line ends, as `makePrintable` leaves it
 */
export function splitRuns(shelf: FontShelf, role: FontRole, line: string, fromRight = false): Run[] {
  if (!fromRight && !hasRightToLeft(line)) return splitFonts(shelf, role, line)
  return orderVisually(line, fromRight).flatMap(({ text, reversed }) => {
    const runs = splitFonts(shelf, role, text)
    return reversed ? runs.reverse().map((run) => (hasRightToLeft(run.text) ? run : { ...run, text: reverseGraphemes(run.text) })) : runs
  })
}

/** Width of a text of one line at a size of one point. */
export function widthOf(shelf: FontShelf, role: FontRole, text: string): number {
  return splitFonts(shelf, role, text).reduce((sum, run) => sum + run.face.widthOf(run.text), 0)
}

/** The pieces of equal direction in visual order (UAX 9, L2), with brackets mirrored (L4). */
function orderVisually(line: string, fromRight: boolean): { text: string; reversed: boolean }[] {
  const { levels } = bidi.getEmbeddingLevels(line, fromRight ? 'rtl' : 'ltr')
  const mirrored = bidi.getMirroredCharactersMap(line, levels)
  const pieces: { text: string; level: number }[] = []
  for (let at = 0; at < line.length; at += 1) {
    const level = levels[at] ?? 0
    const character = mirrored.get(at) ?? line.charAt(at)
    const last = pieces.at(-1)
    if (last && last.level === level) last.text += character
    else pieces.push({ text: character, level })
  }
  const highest = Math.max(0, ...pieces.map(({ level }) => level))
  for (let level = highest; level >= 1; level -= 1) reverseStretches(pieces, (piece) => piece.level >= level)
  return pieces.map(({ text, level }) => ({ text, reversed: level % 2 === 1 }))
}

function reverseStretches<T>(items: T[], belongs: (item: T) => boolean): void {
  for (let from = 0; from < items.length; from += 1) {
    let to = from
    while (to < items.length && belongs(items[to] as T)) to += 1
    items.splice(from, to - from, ...items.slice(from, to).reverse())
    from = Math.max(from, to - 1)
  }
}

function reverseGraphemes(text: string): string {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
    .reverse()
    .join('')
}

function splitFonts(shelf: FontShelf, role: FontRole, line: string): Run[] {
  // Isolates have done their work by now, and some fonts draw them as boxes.
  const text = line.replace(isolates, '')
  const primary = shelf.primary(role)
  if (coversAll(primary, text)) return text === '' ? [] : [{ face: primary, text, thicken: false }]
  const runs: Run[] = []
  const append = (face: Face, piece: string): void => {
    const last = runs.at(-1)
    if (last && last.face === face) runs[runs.length - 1] = { ...last, text: last.text + piece }
    else runs.push({ face, text: piece, thicken: role === 'bold' && face !== primary })
  }
  for (const word of text.split(words)) {
    if (word === '') continue
    const before = runs.at(-1)?.face
    // A space between two words of one script stays in their font, so that they are shaped and ordered as one piece.
    const whole = before !== undefined && coversAll(before, word) && !coversAll(primary, word) ? before : findFace(shelf, role, word)
    if (whole)
      append(
        whole === primary && /^\s+$/.test(word) && before !== undefined && coversAll(before, word) ? before : whole,
        dropUnknownShaping(whole, word),
      )
    else for (const { segment } of graphemes.segment(word)) appendGrapheme(shelf, role, segment, append)
  }
  return runs
}

function appendGrapheme(shelf: FontShelf, role: FontRole, grapheme: string, append: (face: Face, piece: string) => void): void {
  const face = findFace(shelf, role, grapheme)
  if (face) {
    append(face, dropUnknownShaping(face, grapheme))
    return
  }
  for (const character of grapheme) {
    const own = findFace(shelf, role, character)
    if (own) append(own, dropUnknownShaping(own, character))
    else append(shelf.primary(role), numberOf(character))
  }
}

function findFace(shelf: FontShelf, role: FontRole, text: string): Face | null {
  for (const face of shelf.facesFor(role)) if (coversAll(face, text)) return face
  return null
}

function coversAll(face: Face, text: string): boolean {
  for (const character of text) {
    if (!face.covers(character.codePointAt(0) ?? 0) && !isShaping(character)) return false
  }
  return true
}

function dropUnknownShaping(face: Face, text: string): string {
  return Array.from(text)
    .filter((character) => face.covers(character.codePointAt(0) ?? 0) || !isShaping(character))
    .join('')
}
