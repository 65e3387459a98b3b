// What every document of a case is made from: the folded case and what only its log tells, read once.
import { nameOf, type CaseState } from 'shared/case-state'
import type { CaseEntry, CaseEventBody } from 'shared/events'
import { coded } from 'shared/errors'
import type { BlobHash, PersonId, PersonOnRecord } from 'shared/parts'
import type { Policy } from 'shared/policy'
import { isolate } from './printable-text'

type Opened = NonNullable<CaseState['opened']>

/** A stretch of time with the same people in the room. `to` is null while it lasts. */
export interface Session {
  readonly people: readonly PersonId[]
  readonly from: string
  readonly to: string | null
  readonly end: CaseEventBody<'session.closed'>['cause'] | null
}

export type Agreement = CaseEventBody<'capture.agreed'>

export interface CaseRecord {
  readonly state: CaseState
  readonly opened: Opened
  readonly policy: Policy
  readonly sessions: readonly Session[]
  /** By the id of the capture that both agreed to. */
  readonly agreements: ReadonlyMap<string, Agreement>
  readonly readExhibit: (blob: BlobHash) => Uint8Array
  readonly madeAt: Date
}

/**
 * Gathers a case for printing.
 * @throws `document.too-early` where the log does not say yet which case it is
 */
export function gatherCase(source: {
  state: CaseState
  entries: Iterable<CaseEntry>
  policy: Policy
  readExhibit: (blob: BlobHash) => Uint8Array
  now: Date
}): CaseRecord {
  const { state, policy, readExhibit, now } = source
  if (!state.opened) throw coded('document.too-early', 'This case holds nothing that could be printed yet. Record the report first.')
  const sessions: Session[] = []
  const agreements = new Map<string, Agreement>()
  for (const entry of source.entries) {
    if (entry.type === 'capture.agreed') agreements.set(entry.body.captureId, entry.body)
    else if (entry.type === 'session.opened') sessions.push({ people: entry.body.people, from: entry.at, to: null, end: null })
    else if (entry.type === 'session.closed') closeLast(sessions, entry.at, entry.body.cause)
  }
  return { state, opened: state.opened, policy, sessions, agreements, readExhibit, madeAt: now }
}

function closeLast(sessions: Session[], at: string, end: Session['end']): void {
  const last = sessions.pop()
  if (last) sessions.push(last.to === null ? { ...last, to: at, end } : last)
}

export function personOf(record: CaseRecord, personId: string): PersonOnRecord | null {
  return record.opened.people.find((person) => person.personId === personId) ?? null
}

/** `Priya Sharma, Deputy head`. */
export function tellPerson(record: CaseRecord, personId: string): string {
  const person = personOf(record, personId)
  return person ? `${isolate(person.name)}, ${isolate(person.position)}` : nameOf(record.state, personId)
}

export function tellPeople(record: CaseRecord, people: readonly string[]): string {
  const names = people.map((personId) => isolate(nameOf(record.state, personId)))
  return names.length === 0 ? 'Nobody' : names.join(' and ')
}

export function categoryTitle(record: CaseRecord, categoryId: string): string {
  return record.policy.categories.find((category) => category.id === categoryId)?.title ?? categoryId
}

/** An address as it is printed: whole up to what a reader can use, then cut, and said so. The log holds all of it. */
export function tellAddress(url: string, limit = 1_500): string {
  return url.length <= limit ? url : `${url.slice(0, limit)}… [cut: ${url.length.toLocaleString('en-GB')} characters, whole in the log]`
}

/** The beginning of a text that is printed whole elsewhere, cut between words, and where to find the rest. */
export function tellBeginning(text: string, where: string, limit = 900): string {
  if (text.length <= limit) return text
  const beginning = text.slice(0, limit)
  return `${beginning.slice(0, Math.max(beginning.search(/\s+\S*$/), limit - 80))} … [continued under “${where}”]`
}

/** Concerns that are too long for the form and so are printed whole behind it. */
export function longConcerns({ state }: CaseRecord): CaseState['concerns'] {
  return state.concerns.filter(({ words }) => tellBeginning(words, '') !== words)
}

/** A text as a paragraph of its own, or nothing where it is empty. */
export function optional(text: string): { text: string }[] {
  return text === '' ? [] : [{ text }]
}
