// The report that governors receive: figures and charts of one period. It is made from counted, already withheld figures alone, so that no
// name, reference or word of anybody can be in it.
import type { FigureTable, GovernorsFigures } from '../domain/governors-statistics'
import { leastShown } from '../domain/suppression'
import { drawBars } from './bar-chart'
import { tellBoth, tellCalendarDay } from './dates'
import type { Flow } from './flow'
import { drawTable } from './form-table'
import { openDocument } from './furniture'
import { styles } from './typography'

export interface GovernorsReportSource {
  readonly figures: GovernorsFigures
  readonly school: string
  /** The last entry of the school's log that was counted. */
  readonly logHead: { readonly seq: number; readonly hash: string }
  readonly countedAt: Date
  readonly resourcesFolder: string
  readonly now: Date
}

const title = 'Online-safety incidents: report to governors'
const headings: Readonly<Record<FigureTable['id'], { readonly title: string; readonly column: string }>> = {
  kind: { title: 'What was reported', column: 'Kind of incident' },
  concerns: { title: 'Whom it concerned', column: 'Concerned' },
  became: { title: 'What became of it', column: 'Dealt with' },
  outcome: { title: 'How cases ended', column: 'Outcome' },
  time: { title: 'How long cases took', column: 'From report to closing' },
  filter: { title: 'Filtering', column: 'In the judgement of the two' },
  category: { title: 'What cases were about', column: 'Category (a case can have several)' },
}

/** @throws `resources.missing` */
export async function makeGovernorsReport(source: GovernorsReportSource): Promise<{ pdf: Uint8Array; pages: number }> {
  const { figures, school, logHead, now, countedAt } = source
  const { flow, finish } = openDocument(
    { title, reference: null, about: 'Governors', school, logHead, madeAt: now },
    source.resourcesFolder,
  )
  const { incidents, cases } = figures
  await flow.within('Sect', () => {
    flow.heading(1, title)
    drawTable(flow, { columns: [0.32, 0.68], frame: 'rules', rowHeads: true }, [
      ['Period', `${tellCalendarDay(figures.from)} to ${tellCalendarDay(figures.to)}, both included`],
      ['Incidents logged', tellCount(incidents.total)],
      ['Slips given', incidents.total === null ? 'Not shown' : tellCount(incidents.slips)],
      ['Cases closed', tellCount(cases.total)],
      ['Counted', `From the school's own log as it stood on ${tellBoth(countedAt)}`],
    ])
    flow.text(
      `Numbers under ${String(leastShown)} are not shown, so that nobody can be recognised by them. Some larger numbers are not shown either: ` +
        'with them the small ones could be worked out. Zero counts as a small number. Only whole periods that do not overlap are reported.',
      styles.note,
    )
  })
  await flow.within('Sect', () => {
    drawPart(flow, 'Incidents', incidents, 'Too few incidents were logged in this period to show how they divide.')
  })
  await flow.within('Sect', () => {
    drawPart(flow, 'Cases', cases, 'Too few cases were closed in this period to show how they divide.')
  })
  return finish()
}

function drawPart(
  flow: Flow,
  name: string,
  part: { readonly total: number | null; readonly tables: readonly FigureTable[] },
  tooFew: string,
): void {
  flow.heading(2, name)
  if (part.total === null) {
    flow.text(tooFew)
    return
  }
  for (const table of part.tables) {
    flow.heading(3, headings[table.id].title)
    drawFigures(flow, table)
  }
}

/** A long list goes by number, and names what is not shown in a line below; one with an order of its own is drawn whole. */
function drawFigures(flow: Flow, { id, figures }: FigureTable): void {
  const columns = [headings[id].column, 'Number'] as const
  if (id !== 'kind' && id !== 'category') {
    drawBars(flow, columns, figures)
    return
  }
  const shown = figures.filter(({ count }) => count !== null).sort((one, other) => (other.count ?? 0) - (one.count ?? 0))
  const withheld = figures.filter(({ count }) => count === null).map(({ title }) => title)
  if (shown.length > 0) drawBars(flow, columns, shown)
  if (withheld.length > 0) flow.text(`Not shown: ${withheld.join('; ')}.`, styles.note)
}

function tellCount(count: number | null): string {
  return count === null ? `Fewer than ${String(leastShown)}, or not shown` : count.toLocaleString('en-GB')
}
