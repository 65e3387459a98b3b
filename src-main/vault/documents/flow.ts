// Puts text on pages, one below the other, and tells a screen reader what each piece is: every mark on the paper is either in the
// structure tree (ISO 32000-1, 14.8) or an artifact. A page is begun when the last is full.
import type { FontShelf } from './font-shelf'
import { breakLines, type Line } from './line-breaking'
import { drawWithActualText } from './pdfkit-internals'
import { isReordered } from './printable-text'
import { splitRuns } from './script-runs'
import { colors, contentWidthPt, sheet, styles, type TextStyle } from './typography'

export type Element = PDFKit.PDFStructureElement
type Document = PDFKit.PDFDocument
/** pdfkit writes a table heading's scope and a figure's place too; its types do not say so. */
export type ElementOptions = PDFKit.Mixins.StructureElementOptions & {
  readonly scope?: 'Column' | 'Row'
  /** Left, top, right and bottom on the current page. */
  readonly bbox?: readonly [number, number, number, number]
}

export interface TextPlace {
  /** From the left edge of the text area. */
  readonly indentPt?: number
  readonly widthPt?: number
  readonly afterPt?: number
  readonly tag?: string
}

interface Heading {
  readonly level: 1 | 2 | 3
  readonly lines: Line[]
  readonly style: TextStyle
  readonly beforePt: number
  readonly afterPt: number
}

const headingStyles = { 1: styles.title, 2: styles.heading, 3: styles.subheading } as const

export class Flow {
  readonly doc: Document
  readonly shelf: FontShelf
  /** Top of what comes next, from the top of the page. */
  y: number = sheet.topPt
  #parents: Element[] = []
  /** Headings that wait for what they head, so that none stands alone at the foot of a page. */
  #waiting: Heading[] = []
  readonly #registered = new Set<string>()

  constructor(doc: Document, shelf: FontShelf) {
    this.doc = doc
    this.shelf = shelf
    const root = doc.struct('Document')
    doc.addStructure(root)
    this.#parents.push(root)
  }

  get roomPt(): number {
    return sheet.bottomPt - this.y
  }

  nextPage(): void {
    this.#drawWaiting()
    this.#turnPage()
  }

  /** Begins a page where less than so many points are left; then draws the headings that were waiting. Call it before drawing. */
  ensureRoom(heightPt: number): void {
    const headingsPt = this.#waiting.reduce(
      (sum, { beforePt, lines, style, afterPt }) => sum + beforePt + lines.length * style.leadingPt + afterPt,
      0,
    )
    if (this.roomPt < headingsPt + heightPt && this.y > sheet.topPt) this.#turnPage()
    this.#drawWaiting()
  }

  gap(heightPt: number): void {
    if (this.y > sheet.topPt) this.y += heightPt
  }

  /** A new element of the structure tree inside the one being written. Call `end()` when it is full. */
  open(tag: string, options: ElementOptions = {}, parent: Element | undefined = this.#parents.at(-1)): Element {
    const element = this.doc.struct(tag, options)
    parent?.add(element)
    return element
  }

  /** Writes a part of the document as one element. */
  async within(tag: string, write: () => void | Promise<void>): Promise<void> {
    this.#drawWaiting()
    const element = this.open(tag)
    this.#parents.push(element)
    await write()
    this.#drawWaiting()
    this.#parents.pop()
    element.end()
  }

  /** Ends the document's structure. */
  close(): void {
    this.#drawWaiting()
    this.#parents.pop()?.end()
  }

  /** Draws what carries no meaning: rules, fills, borders. */
  drawArtifact(draw: (doc: Document) => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    this.doc.save()
    draw(this.doc)
    this.doc.restore()
    this.doc.endMarkedContent()
  }

  /** Announces a heading, drawn together with what comes next. `style` where it has to look like another level's. */
  heading(level: 1 | 2 | 3, text: string, style: TextStyle = headingStyles[level]): void {
    const lines = breakLines(this.shelf, text, style, contentWidthPt)
    this.#waiting.push({ level, lines, style, beforePt: { 1: 0, 2: 16, 3: 10 }[level], afterPt: level === 1 ? 8 : 5 })
  }

  text(text: string, style: TextStyle = styles.body, place: TextPlace = {}): void {
    this.#write(breakLines(this.shelf, text, style, place.widthPt ?? contentWidthPt - (place.indentPt ?? 0)), style, place)
  }

  /** Draws one line with its top at `topPt`, for use inside `element.add(() => ...)`. */
  drawLine(line: Line, style: TextStyle, leftPt: number, topPt: number, widthPt: number): void {
    const runs = splitRuns(this.shelf, style.role, line.text, line.fromRight)
    const widths = runs.map((run) => run.face.widthOf(run.text) * style.sizePt)
    const width = widths.reduce((sum, one) => sum + one, 0)
    // The baseline stands where the main font's would, so that lines of several scripts stand level.
    const baseline = topPt + (style.leadingPt + style.sizePt * 0.68) / 2
    let x = line.alignRight ? leftPt + widthPt - width : leftPt
    runs.forEach((run, at) => {
      this.#useFont(run.face.fileName, run.face.bytes, style)
      const ownFont = run.face === this.shelf.primary(style.role)
      if (run.thicken) this.doc.lineWidth(style.sizePt * 0.035).strokeColor(style.color)
      const options = { lineBreak: false, baseline: 'alphabetic' as const, ...(run.thicken && { fill: true, stroke: true }) }
      const text = at === runs.length - 1 ? run.text + line.joint : run.text
      // A script that is shaped is given to the font in one piece, not word by word.
      const draw = (): unknown => this.doc.text(text, x, baseline, ownFont ? options : { ...options, features: [] })
      if (isReordered(text)) drawWithActualText(this.doc, text, draw)
      else draw()
      x += widths[at] ?? 0
    })
  }

  /** A rule over the whole width. */
  rule(color: string = colors.hairline, weightPt = 0.75): void {
    this.drawArtifact((doc) =>
      doc
        .moveTo(sheet.leftPt, this.y)
        .lineTo(sheet.leftPt + contentWidthPt, this.y)
        .lineWidth(weightPt)
        .stroke(color),
    )
  }

  #turnPage(): void {
    this.doc.addPage()
    this.y = sheet.topPt
  }

  #drawWaiting(): void {
    const headings = this.#waiting
    this.#waiting = []
    for (const { level, lines, style, beforePt, afterPt } of headings) {
      this.gap(beforePt)
      if (level < 3) this.doc.outline.addItem(lines.map((line) => line.text).join(' '))
      this.#write(lines, style, { tag: `H${String(level)}`, afterPt })
    }
  }

  #write(lines: Line[], style: TextStyle, { indentPt = 0, widthPt = contentWidthPt - indentPt, afterPt = 6, tag = 'P' }: TextPlace): void {
    // Two lines at least stay together at the foot of a page and at the head of the next.
    this.ensureRoom(Math.min(lines.length, 2) * style.leadingPt)
    const element = this.open(tag)
    let rest = lines
    while (rest.length > 0) {
      let fit = Math.max(1, Math.min(rest.length, Math.floor(this.roomPt / style.leadingPt + 1e-6)))
      if (rest.length - fit === 1 && fit > 2) fit -= 1
      const here = rest.slice(0, fit)
      const top = this.y
      element.add(() =>
        here.forEach((line, at) => this.drawLine(line, style, sheet.leftPt + indentPt, top + at * style.leadingPt, widthPt)),
      )
      this.y += fit * style.leadingPt
      rest = rest.slice(fit)
      if (rest.length > 0) this.#turnPage()
    }
    element.end()
    this.y += afterPt
  }

  #useFont(fileName: string, bytes: Uint8Array, style: TextStyle): void {
    if (!this.#registered.has(fileName)) {
      this.doc.registerFont(fileName, bytes)
      this.#registered.add(fileName)
    }
    this.doc.font(fileName).fontSize(style.sizePt).fillColor(style.color)
  }
}
