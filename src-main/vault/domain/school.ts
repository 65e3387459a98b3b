// What the school is at a given moment: a fold over the school's own log. People, the designated computer, the policy in force, and the
// register of cases; and the rules for adding to them.
import { coded } from 'shared/errors'
import type { SchoolEntry, SchoolEventBody, SchoolFact } from 'shared/events'
import type { CaseId, PersonSummary } from 'shared/parts'
import { mayDo } from 'shared/roles'

type Noted = SchoolEventBody<'case.noted'>['status']
export type EnrolledPerson = SchoolEventBody<'person.enrolled'>['person']

export interface RegisteredCase {
  readonly caseId: CaseId
  readonly reference: string
  readonly openedAt: string
  readonly openedBy: readonly string[]
  readonly subjectKind: 'pupil' | 'staff' | 'unknown'
  readonly notes: readonly { readonly status: Noted; readonly at: string }[]
}

export interface SchoolState {
  readonly founded: SchoolEventBody<'school.founded'> | null
  readonly people: readonly EnrolledPerson[]
  readonly policy: SchoolEventBody<'policy.published'> | null
  readonly cases: readonly RegisteredCase[]
  readonly knownList: (SchoolEventBody<'known-list.imported'> & { readonly importedAt: string }) | null
}

export const emptySchool: SchoolState = { founded: null, people: [], policy: null, cases: [], knownList: null }

/** The school after one more event. Pure. */
export function evolveSchool(state: SchoolState, entry: SchoolEntry): SchoolState {
  switch (entry.type) {
    case 'school.founded':
      return { ...state, founded: entry.body }
    case 'person.enrolled':
      return { ...state, people: [...state.people, entry.body.person] }
    case 'policy.published':
      return { ...state, policy: entry.body }
    case 'known-list.imported':
      return { ...state, knownList: { ...entry.body, importedAt: entry.at } }
    case 'case.registered':
      return { ...state, cases: [...state.cases, { ...entry.body, openedAt: entry.at, notes: [] }] }
    case 'case.noted':
      return {
        ...state,
        cases: state.cases.map((item) =>
          item.caseId === entry.body.caseId ? { ...item, notes: [...item.notes, { status: entry.body.status, at: entry.at }] } : item,
        ),
      }
    case 'person.signed-in':
    case 'sign-in.failed':
      return state
  }
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

export function findCase(state: SchoolState, caseId: string): RegisteredCase {
  const found = state.cases.find((item) => item.caseId === caseId)
  if (!found) throw coded('case.unknown', 'This case is not in the register of this computer.')
  return found
}

/** Where a case stands, by what the register was told last. */
export function statusOfCase(item: RegisteredCase): 'open' | 'halted' | 'closed' | 'accepted' | 'returned' {
  const last = item.notes.filter((note) => note.status !== 'disclosed').at(-1)?.status
  return last === undefined || last === 'released' || last === 'disclosed' ? 'open' : last
}

/** The note that the register still lacks, judged by the case itself; null where both agree. Heals a crash between two files. */
export function findMissingNote(item: RegisteredCase, actual: 'open' | 'halted' | 'closed' | 'accepted' | 'returned'): SchoolFact | null {
  const told = statusOfCase(item)
  if (told === actual) return null
  const status: Noted = actual === 'open' ? 'released' : actual
  return { type: 'case.noted', body: { caseId: item.caseId, status } }
}
