// The sheet that every document is written on: A4, the case reference above, page n of m and the state of the log below, tagged
// for screen readers, in British English, and with nothing in its properties but a title, a date and the product's name.
import PDFDocument from 'pdfkit'
import { openFontShelf, type FontShelf } from './font-shelf'
import { Flow } from './flow'
import { plainLine } from './line-breaking'
import { makePrintable } from './printable-text'
import { widthOf } from './script-runs'
import { collectPdf } from './pdf-sink'
import { colors, contentWidthPt, sheet, styles, type TextStyle } from './typography'

export interface SheetHeading {
  /** As the file's properties and the reader's window name it. */
  readonly title: string
  /** Of the case; null for a paper that belongs to none. */
  readonly reference: string | null
  readonly school: string
  /** Above each page in place of the case, where a document is not about one. */
  readonly about?: string
  /** SHA-256 of the last entry of the log that the document was made from, and its number; null where there is no log behind it. */
  readonly logHead: { readonly seq: number; readonly hash: string } | null
  readonly madeAt: Date
}

export interface OpenDocument {
  readonly doc: PDFKit.PDFDocument
  readonly flow: Flow
  /** Writes header and footer on every page, ends the document and hands its bytes over. */
  finish: () => Promise<{ pdf: Uint8Array; pages: number }>
}

/**
 * Opens a document at the top of its first page.
 * @param resourcesFolder absolute path of the application's `resources`
 * @throws `resources.missing` where its fonts cannot be read
 */
export function openDocument(heading: SheetHeading, resourcesFolder: string): OpenDocument {
  const shelf = openFontShelf(resourcesFolder)
  const doc = new PDFDocument({
    size: [sheet.widthPt, sheet.heightPt],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    // The number of pages is known at the end only; what waits is text, never a picture.
    bufferPages: true,
    font: '',
    info: {
      Title: makeXmlSafe(makePrintable(heading.title)),
      Producer: 'Incident Room',
      Creator: 'Incident Room',
      CreationDate: heading.madeAt,
    },
  })
  const collected = collectPdf(doc)
  const flow = new Flow(doc, shelf)
  return {
    doc,
    flow,
    async finish() {
      flow.close()
      const { count: pages } = doc.bufferedPageRange()
      for (let page = 0; page < pages; page += 1) {
        doc.switchToPage(page)
        drawFurniture(flow, heading, page + 1, pages)
      }
      doc.end()
      return { pdf: await collected, pages }
    },
  }
}

const small: TextStyle = { role: 'regular', sizePt: 8.5, leadingPt: 11, color: colors.quiet }
const reference: TextStyle = { role: 'bold', sizePt: 8.5, leadingPt: 11, color: colors.ink }
const headerTopPt = 38
const footerTopPt = 784

function drawFurniture(flow: Flow, heading: SheetHeading, page: number, pages: number): void {
  const { doc, shelf } = flow
  const right = (text: string, style: TextStyle, topPt: number): void => {
    const width = widthOf(shelf, style.role, text) * style.sizePt
    flow.drawLine(plainLine(text), style, sheet.leftPt + contentWidthPt - width, topPt, width)
  }
  doc.markContent('Artifact', { type: 'Pagination' })
  doc.save()
  doc
    .moveTo(sheet.leftPt, headerTopPt + 17)
    .lineTo(sheet.leftPt + contentWidthPt, headerTopPt + 17)
    .lineWidth(1.4)
    .stroke(colors.ink)
  doc
    .moveTo(sheet.leftPt, footerTopPt - 6)
    .lineTo(sheet.leftPt + contentWidthPt, footerTopPt - 6)
    .lineWidth(0.5)
    .stroke(colors.rule)
  const left = heading.about ?? (heading.reference === null ? heading.title : `Case ${heading.reference}`)
  flow.drawLine(plainLine(fit(shelf, left, reference, 170)), reference, sheet.leftPt, headerTopPt, 170)
  right(fit(shelf, `${heading.school}  ·  Confidential`, small, contentWidthPt - 180), small, headerTopPt)
  if (heading.logHead) {
    const log = `Log entry ${heading.logHead.seq.toLocaleString('en-GB')}  SHA-256 ${heading.logHead.hash}`
    flow.drawLine(plainLine(log), styles.tinyHash, sheet.leftPt, footerTopPt + 1.5, contentWidthPt)
  }
  right(`Page ${String(page)} of ${String(pages)}`, reference, footerTopPt)
  doc.restore()
  doc.endMarkedContent()
}

/** pdfkit writes the title into XML as it is. */
function makeXmlSafe(text: string): string {
  return text.replaceAll('&', 'and').replaceAll('<', '‹').replaceAll('>', '›').replaceAll('\n', ' ')
}

/** Shortens a line that is wider than its place, at its beginning whole. */
function fit(shelf: FontShelf, text: string, style: TextStyle, widthPt: number): string {
  const line = makePrintable(text).replaceAll('\n', ' ')
  const isTooWide = (candidate: string): boolean => widthOf(shelf, style.role, candidate) * style.sizePt > widthPt
  if (!isTooWide(line)) return line
  let characters = Array.from(line)
  while (characters.length > 1 && isTooWide(`${characters.join('')}…`)) characters = characters.slice(0, -Math.ceil(characters.length / 20))
  return `${characters.join('')}…`
}
