// The figures for the governors: incidents of a period, and the cases that ended in it, counted from the school's log alone and with small
// counts withheld. Pure; no name, reference or free text goes in, so none can come out.
import { londonDate } from 'shared/london-time'
import type { Policy } from 'shared/policy'
import { outcomes } from 'shared/summary-events'
import { countSlips } from './incidents'
import type { SchoolState } from './school'
import { leastShown, withholdEach, withholdSmall } from './suppression'

export interface Figure {
  readonly id: string
  readonly title: string
  /** Null where it is withheld. */
  readonly count: number | null
}
export interface FigureTable {
  readonly id: 'kind' | 'concerns' | 'became' | 'outcome' | 'time' | 'filter' | 'category'
  readonly figures: readonly Figure[]
}
export interface GovernorsFigures {
  readonly from: string
  readonly to: string
  readonly incidents: { readonly total: number | null; readonly slips: number | null; readonly tables: readonly FigureTable[] }
  readonly cases: { readonly total: number | null; readonly tables: readonly FigureTable[] }
}

interface Counted<T> {
  readonly id: FigureTable['id']
  readonly rows: readonly { readonly id: string; readonly title: string; readonly fits: (item: T) => boolean }[]
}

const outcomeTitles = {
  'no-substance': 'No substance found',
  school: 'Dealt with by the school',
  outside: 'Another body was told',
  police: 'Police were told',
  'set-aside': 'Set aside without a review',
} as const
const concerns = [
  { id: 'pupil', title: 'Pupils' },
  { id: 'staff', title: 'Staff' },
  { id: 'unknown', title: 'Not known' },
] as const
const bands = [
  { id: 'week', title: 'Within a week', from: 0, to: 7 },
  { id: 'fortnight', title: 'Within two weeks', from: 8, to: 14 },
  { id: 'month', title: 'Within four weeks', from: 15, to: 28 },
  { id: 'longer', title: 'Longer', from: 29, to: Infinity },
] as const
const filterAnswers = [
  { id: 'failed', title: 'The filter let something through', value: true },
  { id: 'held', title: 'The filter was not at fault', value: false },
  { id: 'unsaid', title: 'Not said', value: null },
] as const

/** @param from first and @param to last day of the period in London, both included */
export function countForGovernors(
  school: Pick<SchoolState, 'incidents' | 'summaries'>,
  policy: Policy,
  from: string,
  to: string,
): GovernorsFigures {
  const within = (date: string): boolean => date >= from && date <= to
  const incidents = school.incidents.filter(({ happenedAt }) => within(londonDate(new Date(happenedAt))))
  const cases = school.summaries.filter(({ closedOn }) => within(closedOn))
  const slips = incidents.reduce((sum, incident) => sum + countSlips(incident), 0)
  const ofIncidents = countTables(incidents, [
    {
      id: 'kind',
      rows: titlesOf(policy.incidentKinds, incidents).map((kind) => ({ ...kind, fits: (incident) => incident.kind === kind.id })),
    },
    { id: 'concerns', rows: concerns.map((one) => ({ ...one, fits: ({ subject }) => subject.kind === one.id })) },
    {
      id: 'became',
      rows: [
        { id: 'case', title: 'Became a case', fits: (incident) => incident.cases.length > 0 },
        { id: 'no-case', title: 'Dealt with without a case', fits: (incident) => incident.cases.length === 0 },
      ],
    },
  ])
  const ofCases = countTables(cases, [
    { id: 'outcome', rows: outcomes.map((id) => ({ id, title: outcomeTitles[id], fits: ({ outcome }) => outcome === id })) },
    { id: 'concerns', rows: concerns.map((one) => ({ ...one, fits: ({ subjectKind }) => subjectKind === one.id })) },
    { id: 'time', rows: bands.map((band) => ({ ...band, fits: ({ daysToClose: days }) => days >= band.from && days <= band.to })) },
    { id: 'filter', rows: filterAnswers.map((answer) => ({ ...answer, fits: ({ filterFailed }) => filterFailed === answer.value })) },
  ])
  const categories = withholdEach(policy.categories.map(({ id }) => cases.filter(({ categoryIds }) => categoryIds.includes(id)).length))
  const ofCategories: FigureTable = {
    id: 'category',
    figures: policy.categories.map(({ id, title }, at) => ({ id, title, count: categories[at] ?? null })),
  }
  return {
    from,
    to,
    incidents: { ...ofIncidents, slips: ofIncidents.total !== null && slips >= leastShown ? slips : null },
    cases: { ...ofCases, tables: ofCases.total === null ? ofCases.tables : [...ofCases.tables, ofCategories] },
  }
}

function countTables<T>(items: readonly T[], tables: readonly Counted<T>[]): { total: number | null; tables: FigureTable[] } {
  const published = withholdSmall(tables.map(({ rows }) => rows.map(({ fits }) => items.filter(fits).length)))
  return {
    total: published.total,
    tables: tables.map(({ id, rows }, table) => ({
      id,
      figures: rows.map((row, at) => ({ id: row.id, title: row.title, count: published.tables[table]?.[at] ?? null })),
    })),
  }
}

/** Kinds of the policy in force, and those of an earlier one that the log still holds. */
function titlesOf(kinds: Policy['incidentKinds'], incidents: SchoolState['incidents']): { id: string; title: string }[] {
  const titles = new Map(kinds.map(({ id, title }) => [id, title]))
  for (const { kind, kindTitle } of incidents) if (!titles.has(kind)) titles.set(kind, kindTitle)
  return [...titles].map(([id, title]) => ({ id, title }))
}
