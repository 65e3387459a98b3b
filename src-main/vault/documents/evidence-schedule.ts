// Every exhibit with what identifies it, then the picture itself, and after them every address that was opened. A sealed exhibit is
// counted and never read: its picture must not reach this process's memory, let alone paper.
import { createHash } from 'node:crypto'
import type { Exhibit } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseRecord } from './case-record'
import { tellAddress, tellPerson } from './case-record'
import { tellBoth, tellUtc } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell } from './form-table'
import { planSlices, renderSlice, type SlicePlan } from './picture-slices'
import { colors, contentWidthPt, sheet, styles } from './typography'

const captionPt = 16
/** A picture is begun under its details only where this much of it can stand there. */
const leastFirstSlicePt = 190

export interface Progress {
  /** Told with a share of the work from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Draws the evidence schedule from a new page on.
 * @throws `exhibit.altered`, `exhibit.unreadable`; the signal's reason where it is aborted
 */
export async function drawEvidence(flow: Flow, record: CaseRecord, progress: Progress): Promise<void> {
  const shown = record.state.exhibits.filter((exhibit) => !exhibit.sealed)
  const withheld = record.state.exhibits.length - shown.length
  flow.nextPage()
  await flow.within('Sect', async () => {
    flow.heading(1, 'Evidence schedule')
    drawIntroduction(flow, shown, withheld)
    for (const [at, exhibit] of shown.entries()) {
      progress.signal?.throwIfAborted()
      await flow.within('Sect', () => drawExhibit(flow, record, exhibit, progress))
      progress.onProgress?.((at + 1) / shown.length)
    }
  })
}

function drawIntroduction(flow: Flow, shown: readonly Exhibit[], withheld: number): void {
  if (shown.length === 0) flow.text(withheld === 0 ? 'No screenshot was kept in this case.' : 'No screenshot is shown in this schedule.')
  else {
    flow.text(
      'The evidence is the original PNG of each screenshot, kept unchanged in the case file and in every bundle that is handed over. What is ' +
        'printed here is a copy for reading: on white, at 150 dots an inch, and cut where it is longer than a page. Every row of the ' +
        'original is in exactly one slice. To check an original, compare its SHA-256 with the one given here.',
    )
  }
  if (withheld > 0) {
    const what = withheld === 1 ? '1 screenshot is' : `${String(withheld)} screenshots are`
    flow.text(
      `${what} withheld: sealed in the case file because of a category that halts a review, and never shown, printed or copied.`,
      styles.strong,
    )
  }
  if (shown.length === 0) return
  flow.gap(4)
  drawTable(
    flow,
    { columns: [0.1, 0.62, 0.28], head: ['Exhibit', 'Address and title', 'Taken (UTC)'], frame: 'rules' },
    shown.map((exhibit) => [
      String(exhibit.number),
      [
        { text: tellAddress(exhibit.url, 300), style: styles.address },
        ...(exhibit.title ? [{ text: exhibit.title, style: styles.note }] : []),
      ],
      tellUtc(exhibit.takenAt).replace(/ UTC$/, ''),
    ]),
  )
}

async function drawExhibit(flow: Flow, record: CaseRecord, exhibit: Exhibit, { signal }: Progress): Promise<void> {
  flow.nextPage()
  flow.heading(2, `Exhibit ${String(exhibit.number)}`)
  drawTable(flow, { columns: [0.2, 0.8], frame: 'rules', rowHeads: true }, exhibitRows(record, exhibit))
  const pagePt = sheet.bottomPt - sheet.topPt - captionPt
  const roomPt = flow.roomPt - captionPt
  const whole = planSlices(exhibit, { widthPt: contentWidthPt, firstHeightPt: pagePt, heightPt: pagePt })
  const startsHere = roomPt >= leastFirstSlicePt || (whole.length === 1 && (whole[0]?.heightPt ?? 0) <= roomPt)
  const slices = startsHere ? planSlices(exhibit, { widthPt: contentWidthPt, firstHeightPt: roomPt, heightPt: pagePt }) : whole
  const png = readOriginal(record, exhibit)
  for (const [at, slice] of slices.entries()) {
    signal?.throwIfAborted()
    if (at > 0 || !startsHere) flow.nextPage()
    drawSlice(flow, exhibit, slice, { at, of: slices.length }, await renderSlice(png, exhibit, slice))
  }
}

/** @throws `exhibit.altered` where the bytes are not those that both kept */
function readOriginal(record: CaseRecord, exhibit: Exhibit): Uint8Array {
  const png = record.readExhibit(exhibit.blob)
  if (createHash('sha256').update(png).digest('hex') !== exhibit.blob) {
    throw coded(
      'exhibit.altered',
      `The screenshot of exhibit ${String(exhibit.number)} is not the one that was kept: its hash differs from the log. Do not sign. Restore the case file from a backup and verify it.`,
    )
  }
  return png
}

function exhibitRows(record: CaseRecord, exhibit: Exhibit): Cell[][] {
  const count = (value: number): string => value.toLocaleString('en-GB')
  const agreement = record.agreements.get(exhibit.captureId)
  return [
    ['Address', [{ text: tellAddress(exhibit.url), style: styles.address }]],
    ['Title', exhibit.title || 'The page has no title'],
    ['Taken', tellBoth(exhibit.takenAt)],
    ['SHA-256', [{ text: exhibit.blob, style: styles.hash }]],
    [
      'Original',
      `PNG, ${count(exhibit.widthPx)} × ${count(exhibit.heightPx)} pixels, ${count(exhibit.sizeBytes)} bytes. Log entry ${count(exhibit.seq)}.`,
    ],
    ['Agreed by both', tellAgreement(record, exhibit, agreement)],
  ]
}

function tellAgreement(record: CaseRecord, exhibit: Exhibit, agreement: ReturnType<CaseRecord['agreements']['get']>): Cell {
  if (!agreement) return exhibit.keptBy.map((personId) => ({ text: tellPerson(record, personId) }))
  return [
    ...agreement.agreements.map(({ personId, at }) => ({ text: `${tellPerson(record, personId)}: ${tellBoth(at)}` })),
    { text: `Each stated: “${agreement.statement}”`, style: styles.note },
  ]
}

function drawSlice(flow: Flow, exhibit: Exhibit, slice: SlicePlan, { at, of }: { at: number; of: number }, jpeg: Uint8Array): void {
  const { doc } = flow
  const name = `Exhibit ${String(exhibit.number)}`
  const part = of === 1 ? 'whole page' : `slice ${String(at + 1)} of ${String(of)}`
  const rows = `pixel rows ${slice.topPx.toLocaleString('en-GB')} to ${(slice.topPx + slice.heightPx - 1).toLocaleString('en-GB')}`
  const top = flow.y
  const bbox: [number, number, number, number] = [sheet.leftPt, top, sheet.leftPt + slice.widthPt, top + slice.heightPt]
  const figure = flow.open('Figure', { alt: `${name}, ${part}: screenshot of ${exhibit.title || 'a page without a title'}`, bbox })
  // Buffer: pdfkit tells a picture from a file name by its type.
  figure.add(() =>
    doc.image(Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength), sheet.leftPt, top, {
      width: slice.widthPt,
      height: slice.heightPt,
    }),
  )
  figure.end()
  flow.drawArtifact(() => doc.lineWidth(0.5).rect(sheet.leftPt, top, slice.widthPt, slice.heightPt).stroke(colors.rule))
  flow.y = top + slice.heightPt + 3
  flow.text(of === 1 ? `${name}, ${part}` : `${name}, ${part}, ${rows}`, styles.note, { tag: 'Caption', afterPt: 0 })
}
