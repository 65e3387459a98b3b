// What is printed must be seen: a control character, an invisible one or one that turns the reading direction round can make an
// address or a name read as another (Unicode TR 36, TR 39). Such characters are printed as their numbers.

/**
 * Invisible, but needed: joiners and variation selectors to write some scripts and emoji, and the isolate that keeps a name in
 * another script from turning the sentence around it (U+2068, U+2069; it cannot turn anything by itself).
 */
const shaping = /[\u200c\u200d\u2068\u2069\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Never drawn as themselves: controls, formatting, lone surrogates, private use, unassigned, and blank look-alikes. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]/u
const anyHidden = new RegExp(hidden, 'gu')

/** True where some of a text is written from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text)
}

/** True for scripts whose vowels are drawn before the consonant they follow: Indic ones, Burmese, Khmer. */
export function isReordered(text: string): boolean {
  return /[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]/.test(text)
}

/** A name or phrase as part of a sentence of ours: set apart where it could change the order of the words around it (UAX 9, 2.4). */
export function isolate(text: string): string {
  return hasRightToLeft(text) ? `\u2068${text}\u2069` : text
}

/** True for the joiners and selectors that may be left out where a font does not have them. */
export function isShaping(character: string): boolean {
  return shaping.test(character)
}

/**
 * Text as it can be printed: composed (NFC), one kind of line end, tabs as spaces, and every hidden character as `[U+202E]`.
 * What comes back holds no control character but `\n`.
 */
export function makePrintable(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', '    ')
  return plain.replace(anyHidden, (character) => (character === '\n' || shaping.test(character) ? character : numberOf(character)))
}

/** `[U+1F600]`: how a character is printed that cannot be drawn. */
export function numberOf(character: string): string {
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
}
