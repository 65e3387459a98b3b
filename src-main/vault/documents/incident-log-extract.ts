// The reporting log as the policy prints it: date, time, incident, action taken and by whom, reported by, signature.
import type { Incident } from '../domain/incidents'
import type { IncidentNames } from '../domain/incident-search'
import type { Policy } from 'shared/policy'
import { optional, tellBeginning } from './case-record'
import { tellBoth, tellDay, tellLondonClock } from './dates'
import { drawTable, type Cell } from './form-table'
import { openDocument } from './furniture'
import { isolate } from './printable-text'
import { styles } from './typography'

export interface ExtractSource {
  readonly incidents: readonly Incident[]
  readonly names: IncidentNames
  /** In words: what was searched for. */
  readonly selection: string
  readonly policy: Policy
  readonly school: string
  readonly logHead: { readonly seq: number; readonly hash: string }
  readonly resourcesFolder: string
  readonly now: Date
}

const inFull = 'Entries in full'
/** Characters; longer entries go on over the whole width below the table. */
const longWords = 500
const concerns = { pupil: 'Pupil', staff: 'Staff', unknown: '' } as const

/** @throws `resources.missing` */
export async function makeIncidentExtract(source: ExtractSource): Promise<{ pdf: Uint8Array; pages: number }> {
  const { incidents, policy, school, logHead, now } = source
  const wording = policy.forms.incidentLog
  const { flow, finish } = openDocument(
    { title: wording.title, reference: null, about: 'Incident log', school, logHead, madeAt: now },
    source.resourcesFolder,
  )
  await flow.within('Sect', () => {
    flow.heading(1, wording.title)
    flow.text(
      `${source.selection} ${incidents.length === 1 ? '1 entry' : `${String(incidents.length)} entries`}, made ${tellBoth(now)}.`,
      styles.note,
    )
    if (incidents.length === 0) {
      flow.text('No entry fits.')
      return
    }
    drawTable(
      flow,
      {
        columns: [0.13, 0.31, 0.17, 0.13, 0.13, 0.13],
        head: [
          `${wording.date}, ${wording.time.toLowerCase()}`,
          wording.incident,
          wording.actionWhat,
          wording.actionBy,
          wording.reportedBy,
          wording.signature,
        ],
        frame: 'grid',
      },
      incidents.map((incident) => rowOf(incident, source.names)),
    )
    const long = incidents.filter(({ what }) => tellBeginning(what, inFull, longWords) !== what)
    if (long.length > 0) flow.heading(2, inFull)
    for (const { number, kindTitle, what } of long) {
      flow.heading(3, `Entry ${String(number)}: ${kindTitle}`)
      flow.text(what)
    }
  })
  return finish()
}

function rowOf(incident: Incident, names: IncidentNames): Cell[] {
  const { happenedAt, number, kindTitle, what, deviceOrAccount, subject, actionTaken, actionBy, reportedBy, amendments, cases, loggedBy } =
    incident
  const who = [concerns[subject.kind], isolate(subject.name)].filter(Boolean).join(': ')
  return [
    [
      { text: tellDay(happenedAt) },
      { text: tellLondonClock(happenedAt).replace(/:\d\d(?= )/, '') },
      { text: `Entry ${String(number)}`, style: styles.note },
    ],
    [
      { text: kindTitle, style: styles.label },
      { text: tellBeginning(what, inFull, longWords) },
      ...[who, deviceOrAccount, cases.map(names.case).join(', ')].flatMap(optional).map(({ text }) => ({ text, style: styles.note })),
      ...amendments
        .filter(({ words }) => words !== '')
        .map(({ at, by, words }) => ({
          text: `Added ${tellDay(at)} by ${by.map(names.person).join(' and ')}: ${words}`,
          style: styles.note,
        })),
    ],
    [actionTaken, ...amendments.map((added) => added.actionTaken)].flatMap(optional),
    [actionBy, ...amendments.map((added) => added.actionBy)].flatMap(optional),
    [{ text: reportedBy || 'See the case' }, { text: `Logged by ${loggedBy.map(names.person).join(' and ')}`, style: styles.note }],
    '',
  ]
}
