// The incident log and its rules: what may be entered, what may be added, and the entry that a case makes by itself. Pure.
import { coded } from 'shared/errors'
import type { SchoolEntry, SchoolEventBody, SchoolFact } from 'shared/events'
import type { AmendmentSaid, IncidentSaid } from 'shared/incident-events'
import type { CaseId } from 'shared/parts'
import type { Policy } from 'shared/policy'

export interface Amendment extends AmendmentSaid {
  readonly at: string
  readonly by: readonly string[]
}

export interface Incident extends SchoolEventBody<'incident.logged'> {
  readonly loggedAt: string
  readonly loggedBy: readonly string[]
  readonly amendments: readonly Amendment[]
  /** Cases that were started from this entry, and the one that entered it by itself. */
  readonly cases: readonly CaseId[]
}

const clockToleranceMs = 5 * 60_000
const reportedKind = 'suspected-misuse'

/** The incidents after one more event of the school's log. */
export function evolveIncidents(incidents: readonly Incident[], entry: SchoolEntry): readonly Incident[] {
  switch (entry.type) {
    case 'incident.logged': {
      const cases = entry.body.caseId === null ? [] : [entry.body.caseId]
      return [...incidents, { ...entry.body, loggedAt: entry.at, loggedBy: entry.actors, amendments: [], cases }]
    }
    case 'incident.amended': {
      const { incidentId, ...said } = entry.body
      const added = { ...said, at: entry.at, by: entry.actors }
      return change(incidents, incidentId, (incident) => ({ ...incident, amendments: [...incident.amendments, added] }))
    }
    case 'case.registered': {
      const { incidentId, caseId } = entry.body
      return incidentId === undefined
        ? incidents
        : change(incidents, incidentId, (incident) => ({ ...incident, cases: [...incident.cases, caseId] }))
    }
    default:
      return incidents
  }
}

function change(incidents: readonly Incident[], incidentId: string, make: (incident: Incident) => Incident): readonly Incident[] {
  return incidents.map((incident) => (incident.incidentId === incidentId ? make(incident) : incident))
}

/** Slips given for an incident, at first and since. */
export function countSlips(incident: Incident): number {
  return incident.amendments.reduce((sum, { slips }) => sum + slips, incident.slips)
}

/** @throws `incident.unknown` */
export function findIncident(incidents: readonly Incident[], incidentId: string): Incident {
  const found = incidents.find((incident) => incident.incidentId === incidentId)
  if (!found) throw coded('incident.unknown', 'This entry is not in the incident log. Choose one from the list.')
  return found
}

/**
 * One more entry.
 * @throws `policy.unknown`, `incident.future`, `incident.reporter`
 */
export function decideLogging(
  incidents: readonly Incident[],
  policy: Policy,
  incidentId: string,
  said: IncidentSaid,
  now: Date,
): SchoolFact {
  if (Date.parse(said.happenedAt) > now.getTime() + clockToleranceMs)
    throw coded('incident.future', 'The time of the incident lies in the future. Check the date and the time.')
  if (said.reportedBy === '') throw coded('incident.reporter', 'Say who reported it. If nobody wants to be named, write that.')
  return enter(incidents, policy, incidentId, said, null)
}

/**
 * What is learnt or done later is added; what stands stays.
 * @throws `incident.unknown`, `incident.nothing-added`
 */
export function decideAmendment(incidents: readonly Incident[], incidentId: string, said: AmendmentSaid): SchoolFact {
  findIncident(incidents, incidentId)
  if (said.words === '' && said.actionTaken === '' && said.slips === 0)
    throw coded('incident.nothing-added', 'Write what you want to add to this entry: words, an action or a slip.')
  return { type: 'incident.amended', body: { ...said, incidentId } }
}

/**
 * The report of a case enters the log by itself, without name, words or reporter: those lie in the case file, which no one person opens
 * alone, while the incident log is read by everybody who may log.
 */
export function enterCaseReport(
  incidents: readonly Incident[],
  policy: Policy,
  incidentId: string,
  report: {
    readonly caseId: CaseId
    readonly reference: string
    readonly reportedAt: string
    readonly subjectKind: IncidentSaid['subject']['kind']
  },
): SchoolFact {
  const kind = policy.incidentKinds.find(({ id }) => id === reportedKind) ?? policy.incidentKinds[0]
  const said: IncidentSaid = {
    kind: kind?.id ?? reportedKind,
    happenedAt: report.reportedAt,
    reportedBy: '',
    subject: { kind: report.subjectKind, name: '' },
    what: `Reported, and investigated as case ${report.reference}. What was reported is in the case file.`,
    deviceOrAccount: '',
    actionTaken: '',
    actionBy: '',
    slips: 0,
  }
  return enter(incidents, policy, incidentId, said, report.caseId)
}

function enter(incidents: readonly Incident[], policy: Policy, incidentId: string, said: IncidentSaid, caseId: CaseId | null): SchoolFact {
  const kind = policy.incidentKinds.find(({ id }) => id === said.kind)
  if (!kind) throw coded('policy.unknown', "This kind of incident is not in the school's policy pack. Choose one from the list.")
  const number = (incidents.at(-1)?.number ?? 0) + 1
  return { type: 'incident.logged', body: { ...said, incidentId, number, kindTitle: kind.title, caseId } }
}
