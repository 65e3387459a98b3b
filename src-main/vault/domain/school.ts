// What the school is at a given moment: a fold over the school's own log. People, the designated computer, the policy in force, and the
// register of cases; and the rules for adding to them.
import { coded } from 'shared/errors'
import type { SchoolEntry, SchoolEventBody, SchoolFact } from 'shared/events'
import type { CaseId, LogPlace, PersonSummary, RecoveryKits } from 'shared/parts'
import { mayDo } from 'shared/roles'
import { evolveIncidents, type Incident } from './incidents'

type Noted = SchoolEventBody<'case.noted'>['status']
export type EnrolledPerson = SchoolEventBody<'person.enrolled'>['person']

export interface RegisteredCase {
  readonly caseId: CaseId
  readonly reference: string
  readonly openedAt: string
  readonly openedBy: readonly string[]
  readonly subjectKind: 'pupil' | 'staff' | 'unknown'
  /** The decision to dispose of it; `doneAt` once its keys and its file are gone. */
  readonly disposal: { readonly decidedAt: string; readonly doneAt: string | null; readonly reason: string } | null
  /** How far its log had come when that was last noted. */
  readonly checkpoint: LogPlace | null
  readonly notes: readonly { readonly status: Noted; readonly at: string }[]
}

export interface SchoolState {
  readonly founded: SchoolEventBody<'school.founded'> | null
  readonly people: readonly EnrolledPerson[]
  /** Of those who are not simply enrolled. People who were removed stay among `people`: cases know their names. */
  readonly standings: Readonly<Record<string, 'suspended' | 'removed'>>
  readonly policy: SchoolEventBody<'policy.published'> | null
  readonly cases: readonly RegisteredCase[]
  readonly knownList: (SchoolEventBody<'known-list.imported'> & { readonly importedAt: string }) | null
  readonly backup: { readonly everyDays: number | null; readonly lastMadeAt: string | null }
  /** The last move to another computer. */
  readonly replacement: (SchoolEventBody<'computer.replaced'> & { readonly at: string }) | null
  /** Everybody's last declaration. */
  readonly declarations: Readonly<Record<string, SchoolEventBody<'declaration.accepted'>>>
  /** The kits that cases are sealed to. */
  readonly recovery: RecoveryKits | null
  /** The last two, newest first: the file of wrong passphrases is renewed just after the newest was recorded. */
  readonly watches: readonly SchoolEventBody<'tries.watched'>[]
  /** Wrong passphrases on record. */
  readonly failedSignIns: readonly SchoolEventBody<'sign-in.failed'>[]
  readonly incidents: readonly Incident[]
  /** What cases that ended left behind for the figures. */
  readonly summaries: readonly SchoolEventBody<'case.summarised'>[]
  readonly governorsReports: readonly GovernorsReport[]
}

export interface GovernorsReport {
  readonly from: string
  readonly to: string
  readonly at: string
  /** The entry of the school's log that records it. */
  readonly seq: number
}

export const emptySchool: SchoolState = {
  founded: null,
  people: [],
  standings: {},
  policy: null,
  cases: [],
  declarations: {},
  recovery: null,
  watches: [],
  failedSignIns: [],
  incidents: [],
  summaries: [],
  governorsReports: [],
  backup: { everyDays: null, lastMadeAt: null },
  replacement: null,
  knownList: null,
}

/** The school after one more event. Pure. */
export function evolveSchool(state: SchoolState, entry: SchoolEntry): SchoolState {
  switch (entry.type) {
    case 'school.founded':
      return { ...state, founded: entry.body }
    case 'person.enrolled':
      return { ...state, people: [...state.people, entry.body.person] }
    case 'person.suspended':
      return { ...state, standings: { ...state.standings, [entry.body.personId]: 'suspended' } }
    case 'person.removed':
      return { ...state, standings: { ...state.standings, [entry.body.personId]: 'removed' } }
    case 'person.reinstated':
      return { ...state, standings: omit(state.standings, entry.body.personId) }
    case 'policy.published':
      return { ...state, policy: entry.body }
    case 'known-list.imported':
      return { ...state, knownList: { ...entry.body, importedAt: entry.at } }
    case 'case.registered':
      return {
        ...state,
        cases: [...state.cases, { ...entry.body, openedAt: entry.at, disposal: null, checkpoint: null, notes: [] }],
        incidents: evolveIncidents(state.incidents, entry),
      }
    case 'incident.logged':
    case 'incident.amended':
      return { ...state, incidents: evolveIncidents(state.incidents, entry) }
    case 'case.summarised':
      return { ...state, summaries: [...state.summaries, entry.body] }
    case 'governors.reported':
      return {
        ...state,
        governorsReports: [...state.governorsReports, { from: entry.body.from, to: entry.body.to, at: entry.at, seq: entry.seq }],
      }
    case 'case.noted': {
      const { caseId, status } = entry.body
      return changeCase(state, caseId, (item) => ({ ...item, notes: [...item.notes, { status, at: entry.at }] }))
    }
    case 'case.disposal-decided':
      return changeCase(state, entry.body.caseId, (item) => ({
        ...item,
        disposal: { decidedAt: entry.at, doneAt: null, reason: entry.body.reason },
      }))
    case 'case.disposed':
      return changeCase(state, entry.body.caseId, (item) => ({
        ...item,
        disposal: item.disposal && { ...item.disposal, doneAt: entry.at },
      }))
    case 'case.checkpointed': {
      const { caseId, seq, hash } = entry.body
      return changeCase(state, caseId, (item) => ({ ...item, checkpoint: { seq, hash } }))
    }
    case 'backup.scheduled':
      return { ...state, backup: { ...state.backup, everyDays: entry.body.everyDays } }
    case 'backup.made':
      return { ...state, backup: { ...state.backup, lastMadeAt: entry.at } }
    case 'computer.replaced':
      return { ...state, replacement: { ...entry.body, at: entry.at } }
    case 'recovery.made':
      return { ...state, recovery: entry.body.kits }
    case 'sign-in.failed':
      return { ...state, failedSignIns: [...state.failedSignIns, entry.body] }
    case 'tries.watched':
      return { ...state, watches: [entry.body, ...state.watches.slice(0, 1)] }
    case 'declaration.accepted':
      return { ...state, declarations: { ...state.declarations, [entry.body.personId]: entry.body } }
    case 'backup.failed':
    case 'case.copy-accepted':
    case 'passphrase.changed':
    case 'tries.altered':
    case 'person.signed-in':
      return state
  }
}

function changeCase(state: SchoolState, caseId: string, change: (item: RegisteredCase) => RegisteredCase): SchoolState {
  return { ...state, cases: state.cases.map((item) => (item.caseId === caseId ? change(item) : item)) }
}

function omit<T>(all: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([other]) => other !== name))
}

/** What must be there before a case can be: a head, two seniors who can review together, a DSL. The head may be one of the two. */
export function findMissing(people: readonly Pick<PersonSummary, 'role'>[]): ('head' | 'senior' | 'dsl')[] {
  const missing: ('head' | 'senior' | 'dsl')[] = []
  if (!people.some((person) => person.role === 'head')) missing.push('head')
  if (people.filter((person) => mayDo(person.role, 'review') && person.role !== 'head' && person.role !== 'dsl').length < 2)
    missing.push('senior')
  if (!people.some((person) => person.role === 'dsl')) missing.push('dsl')
  return missing
}

/** @throws `person.head` for a second head; `person.same` where name and position are both taken, so that no two people look alike */
export function requireEnrollable(people: readonly PersonSummary[], person: Omit<PersonSummary, 'personId'>): void {
  if (person.role === 'head' && people.some((other) => other.role === 'head'))
    throw coded('person.head', 'A head is enrolled already. A school has one head at a time.')
  if (people.some((other) => other.name === person.name && other.position === person.position))
    throw coded(
      'person.same',
      `${person.name}, ${person.position}, is enrolled already. Two people with the same name need different positions, so that they can be told apart.`,
    )
}

/** INC-YYYY-NNNN, numbered within the calendar year in the school's time zone. */
export function nextReference(cases: readonly Pick<RegisteredCase, 'reference'>[], now: Date): string {
  const year = new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: 'Europe/London' }).format(now)
  const numbers = cases
    .map((item) => /^INC-(\d{4})-(\d+)$/.exec(item.reference))
    .filter((match) => match?.[1] === year)
    .map((match) => Number(match?.[2]))
  return `INC-${year}-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}`
}

/** @throws `case.unknown`, `case.disposed` */
export function findCase(state: SchoolState, caseId: string): RegisteredCase {
  const found = state.cases.find((item) => item.caseId === caseId)
  if (!found) throw coded('case.unknown', 'This case is not in the register of this computer.')
  if (found.disposal)
    throw coded(
      'case.disposed',
      'This case was disposed of. Its reference, dates and the reason are in the register; nothing else is left.',
    )
  return found
}

export type CaseStatus = 'open' | 'halted' | 'closed' | 'accepted' | 'returned' | 'set-aside'

/** Where a case stands, by what the register was told last. */
export function statusOfCase(item: RegisteredCase): CaseStatus {
  const last = item.notes.filter((note) => note.status !== 'disclosed').at(-1)?.status
  return last === undefined || last === 'released' || last === 'disclosed' ? 'open' : last
}

/** The note that the register still lacks, judged by the case itself; null where both agree. Heals a crash between two files. */
export function findMissingNote(item: RegisteredCase, actual: CaseStatus): SchoolFact | null {
  const told = statusOfCase(item)
  if (told === actual) return null
  const status: Noted = actual === 'open' ? 'released' : actual
  return { type: 'case.noted', body: { caseId: item.caseId, status } }
}
