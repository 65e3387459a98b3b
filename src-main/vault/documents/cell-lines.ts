// The text of table cells, broken into the lines that their columns hold: what a row is measured by before any of it is drawn.
import type { FontShelf } from './font-shelf'
import { breakLines, type Line } from './line-breaking'
import { contentWidthPt, sheet, type TextStyle } from './typography'

export interface CellText {
  readonly text: string
  readonly style?: TextStyle
}
/** What stands in a cell: paragraphs, each in its own style. */
export type Cell = string | readonly CellText[]

export interface CellLine {
  /** Which of the cell's paragraphs it belongs to, from 0. */
  readonly paragraph: number
  readonly line: Line
  readonly style: TextStyle
  readonly beforePt: number
}
export interface Column {
  readonly leftPt: number
  readonly widthPt: number
  readonly textLeftPt: number
  readonly textWidthPt: number
}

/** Between the edge of a cell and its text. */
export const padding = { xPt: 6, yPt: 5 } as const
const betweenParagraphsPt = 2

export function placeColumns(shares: readonly number[], isBoxed: boolean): Column[] {
  let leftPt: number = sheet.leftPt
  return shares.map((share, at) => {
    const widthPt = share * contentWidthPt
    // Without a box around it, the first column stands flush with the text above.
    const insetPt = !isBoxed && at === 0 ? 0 : padding.xPt
    const column = { leftPt, widthPt, textLeftPt: leftPt + insetPt, textWidthPt: widthPt - insetPt - padding.xPt }
    leftPt += widthPt
    return column
  })
}

/** The lines of each cell of a row. `styleOf` is the standard style of a column; a paragraph may have its own. */
export function layRow(
  shelf: FontShelf,
  columns: readonly Column[],
  cells: readonly Cell[],
  styleOf: (column: number) => TextStyle,
): CellLine[][] {
  return columns.map(({ textWidthPt }, at) => {
    const cell = cells[at] ?? ''
    const paragraphs: readonly CellText[] = typeof cell === 'string' ? [{ text: cell }] : cell
    return paragraphs.flatMap(({ text, style = styleOf(at) }, paragraph) =>
      breakLines(shelf, text, style, textWidthPt).map((line, row) => ({
        paragraph,
        line,
        style,
        beforePt: paragraph > 0 && row === 0 ? betweenParagraphsPt : 0,
      })),
    )
  })
}

/** The first lines that fit; at least one, so that a table always goes on. */
export function takeLines(lines: readonly CellLine[], roomPt: number): CellLine[] {
  let used = 0
  let fit = 0
  for (const { style, beforePt } of lines) {
    used += style.leadingPt + beforePt
    if (used > roomPt + 1e-6 && fit > 0) break
    fit += 1
  }
  return lines.slice(0, fit)
}

/** Of the tallest cell, with its padding. */
export function rowHeight(cells: readonly (readonly CellLine[])[]): number {
  const tallest = Math.max(0, ...cells.map((lines) => lines.reduce((sum, { style, beforePt }) => sum + style.leadingPt + beforePt, 0)))
  return tallest + 2 * padding.yPt
}
