// Tables and forms: cells of running text under or beside their headings. A row that does not fit is carried over to the next page,
// even in the middle of a cell, because what people wrote is printed whole however long it is.
import type { Element, Flow } from './flow'
import { layRow, padding, placeColumns, rowHeight, takeLines, type Cell, type CellLine, type Column } from './cell-lines'
import { colors, contentWidthPt, sheet, styles } from './typography'

export type { Cell, CellText } from './cell-lines'

export interface TableShape {
  /** Width of each column as a share of the whole. */
  readonly columns: readonly number[]
  /** Column headings, repeated on every page; none where the first column heads each row. */
  readonly head?: readonly string[]
  /** `grid`: a box around every cell, as on a form. `rules`: lines between the rows only. */
  readonly frame: 'grid' | 'rules'
  /** True where the first cell of a row is its heading. */
  readonly rowHeads?: boolean
  /** Space below the table, in points. */
  readonly afterPt?: number
}

/** A row is begun on a page only where so much of it can stand there. */
const leastStretchPt = 40
/** A row up to this tall is moved to the next page rather than divided. */
const largestKeptPt = 0.35 * (sheet.bottomPt - sheet.topPt)

/** Draws a table over the width of the page. An empty one draws its head alone: say in words that there is nothing. */
export function drawTable(flow: Flow, shape: TableShape, rows: readonly (readonly Cell[])[]): void {
  const columns = placeColumns(shape.columns, shape.frame === 'grid')
  const head = shape.head?.map((text) => [{ text, style: styles.label }])
  // The head, and the heading above the table, stay with the first row.
  const headPt = head ? rowHeight(layRow(flow.shelf, columns, head, () => styles.label)) : 0
  const firstPt = rowHeight(layRow(flow.shelf, columns, rows[0] ?? [], styleOf(shape)))
  flow.ensureRoom(headPt + (firstPt < largestKeptPt ? firstPt : leastStretchPt))
  const table = flow.open('Table')
  if (head) drawRow(flow, { shape, columns, table }, head, 'Column')
  for (const row of rows) drawRow(flow, { shape, columns, table }, row, 'body', head)
  table.end()
  flow.y += shape.afterPt ?? 10
}

function styleOf({ rowHeads }: TableShape) {
  return (column: number) => (rowHeads === true && column === 0 ? styles.label : styles.cell)
}

interface Drawing {
  readonly shape: TableShape
  readonly columns: readonly Column[]
  readonly table: Element
}

function drawRow(flow: Flow, drawing: Drawing, cells: readonly Cell[], kind: 'Column' | 'body', head?: readonly Cell[]): void {
  const { shape, columns, table } = drawing
  let rest = layRow(flow.shelf, columns, cells, kind === 'Column' ? () => styles.label : styleOf(shape))
  const heading = (at: number): boolean => kind === 'Column' || (shape.rowHeads === true && at === 0)
  const row = flow.open('TR', {}, table)
  const elements = columns.map((_, at) =>
    heading(at) ? flow.open('TH', { scope: kind === 'Column' ? 'Column' : 'Row' }, row) : flow.open('TD', {}, row),
  )
  const cellsOfRow = elements.map((element) => openParagraphs(flow, element))
  const repeatHead = (): void => {
    flow.nextPage()
    if (head) drawRepeatedHead(flow, columns, shape, head)
  }
  if (rowHeight(rest) > flow.roomPt && flow.y > sheet.topPt) {
    if (flow.roomPt < leastStretchPt || rowHeight(rest) < largestKeptPt) repeatHead()
  }
  for (;;) {
    const here = rest.map((lines) => takeLines(lines, flow.roomPt - 2 * padding.yPt))
    const heightPt = rowHeight(here)
    drawFrame(flow, columns, shape, heightPt, heading)
    cellsOfRow.forEach((paragraphs, at) => drawCell(flow, columns[at], here[at] ?? [], flow.y, paragraphs))
    flow.y += heightPt
    rest = rest.map((lines, at) => lines.slice(here[at]?.length ?? 0))
    if (rest.every((lines) => lines.length === 0)) break
    repeatHead()
  }
  elements.forEach((element) => element.end())
  row.end()
}

/** The heading of a page that goes on with a table: there for the eye, and told to a screen reader only once. */
function drawRepeatedHead(flow: Flow, columns: readonly Column[], shape: TableShape, head: readonly Cell[]): void {
  const cells = layRow(flow.shelf, columns, head, () => styles.label)
  drawFrame(flow, columns, shape, rowHeight(cells), () => true)
  flow.drawArtifact(() => cells.forEach((lines, at) => drawCell(flow, columns[at], lines, flow.y)))
  flow.y += rowHeight(cells)
}

/** The element of each paragraph of a cell, opened when its first line is drawn. */
function openParagraphs(flow: Flow, cell: Element): (paragraph: number) => Element {
  const opened = new Map<number, Element>()
  return (paragraph) => {
    const element = opened.get(paragraph) ?? flow.open('P', {}, cell)
    opened.set(paragraph, element)
    return element
  }
}

/** Draws lines of one cell; into the elements of their paragraphs, or as an artifact where none are given. */
function drawCell(
  flow: Flow,
  column: Column | undefined,
  lines: readonly CellLine[],
  topPt: number,
  paragraphs?: (paragraph: number) => Element,
): void {
  if (!column) return
  let y = topPt + padding.yPt
  for (const stretch of groupByParagraph(lines)) {
    const draw = (): void => {
      for (const { line, style, beforePt } of stretch) {
        y += beforePt
        flow.drawLine(line, style, column.textLeftPt, y, column.textWidthPt)
        y += style.leadingPt
      }
    }
    if (paragraphs) paragraphs(stretch[0]?.paragraph ?? 0).add(draw)
    else draw()
  }
}

function groupByParagraph(lines: readonly CellLine[]): CellLine[][] {
  const groups: CellLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last && last[0]?.paragraph === line.paragraph) last.push(line)
    else groups.push([line])
  }
  return groups
}

function drawFrame(flow: Flow, columns: readonly Column[], shape: TableShape, heightPt: number, heading: (at: number) => boolean): void {
  const top = flow.y
  flow.drawArtifact((doc) => {
    if (shape.frame === 'grid') {
      columns.forEach(({ leftPt, widthPt }, at) => {
        doc.lineWidth(0.6).rect(leftPt, top, widthPt, heightPt)
        if (heading(at)) doc.fillAndStroke(colors.panel, colors.rule)
        else doc.stroke(colors.rule)
      })
      return
    }
    const bottom = top + heightPt
    const isHead = heading(columns.length - 1)
    doc.moveTo(sheet.leftPt, bottom).lineTo(sheet.leftPt + contentWidthPt, bottom)
    doc.lineWidth(isHead ? 1 : 0.5).stroke(isHead ? colors.ink : colors.hairline)
  })
}
