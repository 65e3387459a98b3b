// Counts as bars: a table to a screen reader, a chart to the eye, drawn as lines so that it prints sharp at any size. Bars carry their number
// beside them and differ by length alone, so nothing depends on colour.
import type { Flow } from './flow'
import { breakLines, plainLine } from './line-breaking'
import { colors, contentWidthPt, sheet, styles } from './typography'

export interface Bar {
  readonly title: string
  /** Null where it is withheld. */
  readonly count: number | null
}

const titleShare = 0.44
const rowPadPt = 3.5
const barPt = 9
const numberPt = 62
const headPt = 20
/** A short chart is never cut in two. */
const keptTogether = 6
const withheld = 'not shown'

/** Draws one row for each bar, the longest as long as there is room; never a row over two pages. */
export function drawBars(flow: Flow, headings: readonly [string, string], bars: readonly Bar[]): void {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0))
  flow.ensureRoom(Math.min(bars.length, keptTogether) * (styles.cell.leadingPt + 2 * rowPadPt) + headPt)
  const table = flow.open('Table')
  const titlePt = titleShare * contentWidthPt
  const barLeftPt = sheet.leftPt + titlePt + 8
  const barRoomPt = contentWidthPt - titlePt - 8 - numberPt
  const head = flow.open('TR', {}, table)
  headings.forEach((heading, at) => {
    const cell = flow.open('TH', { scope: 'Column' }, head)
    cell.add(() => {
      flow.drawLine(plainLine(heading), styles.label, at === 0 ? sheet.leftPt : barLeftPt, flow.y, titlePt)
    })
    cell.end()
  })
  head.end()
  flow.y += styles.label.leadingPt + 2
  flow.rule(colors.ink, 0.8)
  for (const { title, count } of bars) {
    const lines = breakLines(flow.shelf, title, styles.cell, titlePt)
    const heightPt = lines.length * styles.cell.leadingPt + 2 * rowPadPt
    flow.ensureRoom(heightPt)
    const top = flow.y + rowPadPt
    const lengthPt = count === null ? 0 : (count / most) * barRoomPt
    const row = flow.open('TR', {}, table)
    const name = flow.open('TH', { scope: 'Row' }, row)
    name.add(() => {
      lines.forEach((line, at) => {
        flow.drawLine(line, styles.cell, sheet.leftPt, top + at * styles.cell.leadingPt, titlePt)
      })
    })
    name.end()
    const value = flow.open('TD', {}, row)
    const style = count === null ? styles.note : styles.label
    value.add(() => {
      flow.drawLine(
        plainLine(count === null ? withheld : count.toLocaleString('en-GB')),
        style,
        barLeftPt + lengthPt + (count === null ? 0 : 6),
        top,
        numberPt,
      )
    })
    value.end()
    row.end()
    flow.drawArtifact((doc) => {
      if (lengthPt > 0) doc.rect(barLeftPt, top + (styles.cell.leadingPt - barPt) / 2, lengthPt, barPt).fill(colors.accent)
      const bottom = flow.y + heightPt
      doc
        .moveTo(sheet.leftPt, bottom)
        .lineTo(sheet.leftPt + contentWidthPt, bottom)
        .lineWidth(0.5)
        .stroke(colors.hairline)
    })
    flow.y += heightPt
  }
  table.end()
  flow.y += 10
}
