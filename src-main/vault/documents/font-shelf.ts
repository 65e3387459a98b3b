// The fonts that documents are set in. Each is read from the resources folder when the first character needs it and then kept,
// because the Chinese, Japanese and Korean one alone is 8 MB. Which script is set in which font is a table here and nowhere else.
import { create, type Font } from 'fontkit'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { coded } from 'shared/errors'

/** The three voices of a document. */
export type FontRole = 'regular' | 'bold' | 'mono'

const roleFiles: Readonly<Record<FontRole, string>> = {
  regular: 'AtkinsonHyperlegibleNext-Regular.ttf',
  bold: 'AtkinsonHyperlegibleNext-Bold.ttf',
  mono: 'AtkinsonHyperlegibleMono-Regular.ttf',
}

/** Asked in this order for whatever the role's own font does not have. Emoji and CJK last: their Latin is not wanted. */
const fallbackFiles = [
  'NotoSans-Regular.ttf',
  'NotoSansArabic-Regular.ttf',
  'NotoSansHebrew-Regular.ttf',
  'NotoSansDevanagari-Regular.ttf',
  'NotoSansBengali-Regular.ttf',
  'NotoSansGurmukhi-Regular.ttf',
  'NotoSansGujarati-Regular.ttf',
  'NotoSansTamil-Regular.ttf',
  'NotoSansTelugu-Regular.ttf',
  'NotoSansKannada-Regular.ttf',
  'NotoSansMalayalam-Regular.ttf',
  'NotoSansSinhala-Regular.ttf',
  'NotoSansThai-Regular.ttf',
  'NotoSansLao-Regular.ttf',
  'NotoSansKhmer-Regular.ttf',
  'NotoSansMyanmar-Regular.ttf',
  'NotoSansEthiopic-Regular.ttf',
  'NotoSansGeorgian-Regular.ttf',
  'NotoSansArmenian-Regular.ttf',
  'NotoSansThaana-Regular.ttf',
  'NotoSansSymbols-Regular.ttf',
  'NotoSansSymbols2-Regular.ttf',
  'NotoEmoji-Regular.ttf',
  'NotoSansCJKsc-Regular.otf',
] as const

const cachedWidthsLimit = 20_000

/** One font: whether it has a character, and how wide a text is in it. */
export class Face {
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly #font: Font
  readonly #covers = new Map<number, boolean>()
  readonly #widths = new Map<string, number>()

  constructor(folder: string, fileName: string) {
    this.fileName = fileName
    this.bytes = readFont(folder, fileName)
    this.#font = create(this.bytes)
  }

  covers(codePoint: number): boolean {
    const known = this.#covers.get(codePoint)
    if (known !== undefined) return known
    const found = this.#font.hasGlyphForCodePoint(codePoint)
    this.#covers.set(codePoint, found)
    return found
  }

  /** Width at a size of one point, shaped as it will be drawn. */
  widthOf(text: string): number {
    const known = this.#widths.get(text)
    if (known !== undefined) return known
    if (this.#widths.size >= cachedWidthsLimit) this.#widths.clear()
    const width = this.#font.layout(text).advanceWidth / this.#font.unitsPerEm
    this.#widths.set(text, width)
    return width
  }
}

/** All fonts of one resources folder. */
export class FontShelf {
  readonly #folder: string
  readonly #faces = new Map<string, Face>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The font of a role, and after it those that stand in for what it lacks, read one by one as they are asked for. */
  *facesFor(role: FontRole): Generator<Face> {
    yield this.primary(role)
    for (const fileName of fallbackFiles) yield this.#take(fileName)
  }

  primary(role: FontRole): Face {
    return this.#take(roleFiles[role])
  }

  #take(fileName: string): Face {
    const known = this.#faces.get(fileName)
    if (known) return known
    const face = new Face(this.#folder, fileName)
    this.#faces.set(fileName, face)
    return face
  }
}

const shelves = new Map<string, FontShelf>()

/**
 * The shelf of an application's resources folder (absolute path), made once.
 * Its fonts throw `resources.missing` when a file that is needed cannot be read.
 */
export function openFontShelf(resourcesFolder: string): FontShelf {
  const known = shelves.get(resourcesFolder)
  if (known) return known
  const shelf = new FontShelf(join(resourcesFolder, 'fonts'))
  shelves.set(resourcesFolder, shelf)
  return shelf
}

function readFont(folder: string, fileName: string): Uint8Array {
  try {
    return readFileSync(join(folder, fileName))
  } catch {
    throw coded(
      'resources.missing',
      `The font ${fileName} of this application cannot be read, so no document can be made. Install Incident Room again; the case is not touched.`,
    )
  }
}
