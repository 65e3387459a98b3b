// What the documents use of two libraries that ship no types.

declare module 'fontkit' {
  interface GlyphRun {
    /** In font units. */
    readonly advanceWidth: number
  }
  interface Font {
    readonly postscriptName: string
    readonly unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string): GlyphRun
  }
  function create(bytes: Uint8Array): Font
}

declare module 'linebreak' {
  /** UAX 14. Yields each place where a line may end, in UTF-16 code units, and last the length of the text. */
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { position: number; required: boolean } | null
  }
}
