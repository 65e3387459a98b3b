// What a case is at a given moment: a fold over its log, never stored. Screens, task list, documents and the rules of the
// Vault all read this one shape. `evolve` is pure; the order of events is the log's.
import { z } from 'zod'
import { recognisedBlockPage } from './block-pages'
import type { CaseEntry, CaseEventBody } from './events'
import { caseEventBodies } from './events'
import { emptyFollowUp, evolveFollowUp, followUpState } from './follow-up'
import { checkpointStatement, instant, personId, sha256 } from './parts'
import type { VisitRecord } from './parts'

const { shape: visitShape } = caseEventBodies['visit.recorded']
const by = z.array(personId)

/** One address that was opened, or was about to be. `record` is null until the page answered or failed. */
const visit = z.object({
  visitId: caseEventBodies['visit.requested'].shape.visitId,
  url: caseEventBodies['visit.requested'].shape.url,
  cause: caseEventBodies['visit.requested'].shape.cause,
  at: instant,
  record: visitShape.record.nullable(),
  /** Set where the page is one that is shown in place of a blocked one. */
  blockPage: recognisedBlockPage.exactOptional(),
})
const exhibit = caseEventBodies['exhibit.kept'].extend({ seq: z.int(), keptBy: by, sealed: z.boolean() })
const halt = caseEventBodies['halt.recorded'].extend({
  at: instant,
  by,
  stepsDone: z.array(z.object({ stepId: z.string(), note: z.string(), at: instant, by })),
  police: caseEventBodies['police.contacted'].extend({ at: instant, by }).nullable(),
  releasedAt: instant.nullable(),
})

export const caseState = z.object({
  opened: caseEventBodies['case.opened'].extend({ at: instant, by }).nullable(),
  report: caseEventBodies['report.recorded'].extend({ at: instant, by }).nullable(),
  triage: caseEventBodies['triage.answered'].extend({ at: instant, by }).nullable(),
  authorisation: caseEventBodies['case.authorised'].extend({ at: instant, by }).nullable(),
  computerCheck: caseEventBodies['computer.checked'].extend({ at: instant, by }).nullable(),
  visits: z.array(visit),
  refusals: z.int(),
  concerns: z.array(caseEventBodies['concern.described'].extend({ at: instant, by })),
  exhibits: z.array(exhibit),
  /** Every halt, oldest first; the last is in force while its `releasedAt` is null. */
  halts: z.array(halt),
  reviewFinishedAt: instant.nullable(),
  judgement: caseEventBodies['judgement.made'].extend({ at: instant, by }).nullable(),
  actions: caseEventBodies['actions.decided'].extend({ at: instant, by }).nullable(),
  documents: z.array(caseEventBodies['document.made'].extend({ at: instant })),
  closed: caseEventBodies['case.closed'].extend({ at: instant, by }).nullable(),
  dslReviews: z.array(caseEventBodies['dsl.reviewed'].extend({ at: instant, by })),
  disclosures: z.array(caseEventBodies['case.disclosed'].extend({ at: instant, by })),
  followUp: followUpState,
  /** Everybody who holds a share of the key, as last authorised. */
  holders: by,
  /** People of the last session, while it is open. */
  present: by,
  keyEpoch: z.int(),
  /** What everybody present last stated about the log. */
  checkpoint: checkpointStatement.extend({ by }).nullable(),
  clock: z.object({
    /** Each time the wall clock was set or the computer slept; `byMs` is negative where it was set back. */
    jumps: z.array(z.object({ at: instant, byMs: z.int() })),
    /** How far the servers' clocks were from ours, over all pages that told their own time; positive where ours is behind. */
    servers: z.object({ count: z.int(), leastMs: z.int(), mostMs: z.int() }).nullable(),
  }),
  head: z.object({ seq: z.int(), hash: z.union([sha256, z.literal('')]), at: z.union([instant, z.literal('')]) }),
})
export type CaseState = z.infer<typeof caseState>
export type Visit = CaseState['visits'][number]
export type Exhibit = CaseState['exhibits'][number]
export type Halt = CaseState['halts'][number]

/** The state of a log with nothing in it. */
export function emptyCase(): CaseState {
  return {
    opened: null,
    report: null,
    triage: null,
    authorisation: null,
    computerCheck: null,
    visits: [],
    refusals: 0,
    concerns: [],
    exhibits: [],
    halts: [],
    reviewFinishedAt: null,
    judgement: null,
    actions: null,
    documents: [],
    closed: null,
    dslReviews: [],
    disclosures: [],
    followUp: emptyFollowUp(),
    holders: [],
    present: [],
    keyEpoch: 1,
    checkpoint: null,
    clock: { jumps: [], servers: null },
    head: { seq: 0, hash: '', at: '' },
  }
}

/** The halt in force, if any: nothing may be opened or captured while there is one. */
export function haltInForce(state: CaseState): Halt | null {
  const last = state.halts.at(-1)
  return last && last.releasedAt === null ? last : null
}

/** The name that the log itself knows a person by. */
export function nameOf(state: CaseState, id: string): string {
  return state.opened?.people.find((person) => person.personId === id)?.name ?? 'somebody not on record'
}

function replaceLast<T>(items: readonly T[], change: (last: T) => T): T[] {
  const last = items.at(-1)
  return last === undefined ? [...items] : [...items.slice(0, -1), change(last)]
}

function sealExhibits(exhibits: Exhibit[], numbers: readonly number[]): Exhibit[] {
  return exhibits.map((item) => (numbers.includes(item.number) ? { ...item, sealed: true } : item))
}

/** The state after one more event. Pure; copies what it changes. */
export function evolve(before: CaseState, entry: CaseEntry): CaseState {
  const state = { ...before, head: { seq: entry.seq, hash: entry.hash, at: entry.at } }
  const signed = { at: entry.at, by: entry.actors as CaseState['present'] }
  switch (entry.type) {
    case 'case.opened':
      return { ...state, opened: { ...entry.body, ...signed } }
    case 'report.recorded':
      return { ...state, report: { ...entry.body, ...signed } }
    case 'triage.answered':
      return { ...state, triage: { ...entry.body, ...signed } }
    case 'case.authorised':
      return { ...state, authorisation: { ...entry.body, ...signed }, holders: entry.body.holders }
    case 'case.holders-changed':
      return { ...state, holders: entry.body.holders }
    case 'case.rekeyed':
      return { ...state, keyEpoch: entry.body.keyEpoch }
    case 'computer.checked':
      return { ...state, computerCheck: { ...entry.body, ...signed } }
    case 'person.noted':
      return state.opened ? { ...state, opened: { ...state.opened, people: [...state.opened.people, entry.body.person] } } : state
    case 'session.opened':
      return { ...state, present: entry.body.people, keyEpoch: entry.body.keyEpoch }
    case 'session.closed':
      return { ...state, present: [] }
    case 'checkpoint.signed':
      return { ...state, checkpoint: { ...entry.body.statement, by: signed.by } }
    case 'case.copy-accepted':
      return state
    case 'clock.jumped':
      return { ...state, clock: { ...state.clock, jumps: [...state.clock.jumps, { at: entry.at, byMs: entry.body.byMs }] } }
    case 'recovery.sealed':
      return state
    case 'visit.requested':
      return { ...state, visits: [...state.visits, { ...entry.body, at: entry.at, record: null }] }
    case 'visit.recorded':
      return {
        ...state,
        visits: recordVisit(state.visits, entry.body),
        clock: { ...state.clock, servers: compareServer(state.clock.servers, entry.body.record) },
      }
    case 'visit.refused':
      return { ...state, refusals: state.refusals + 1 }
    case 'block-page.recognised': {
      const { visitId, ...blockPage } = entry.body
      return { ...state, visits: state.visits.map((item) => (item.visitId === visitId ? { ...item, blockPage } : item)) }
    }
    case 'concern.described':
      return { ...state, concerns: [...state.concerns, { ...entry.body, ...signed }] }
    case 'visit.allowed':
    case 'capture.agreed':
    case 'capture.failed':
      return state
    case 'exhibit.kept':
      return {
        ...state,
        exhibits: [...state.exhibits, { ...entry.body, seq: entry.seq, keptBy: signed.by, sealed: false }],
      }
    case 'review.finished':
      return { ...state, reviewFinishedAt: entry.at }
    case 'halt.recorded':
      return {
        ...state,
        exhibits: sealExhibits(state.exhibits, entry.body.sealedExhibits),
        halts: [...state.halts, { ...entry.body, ...signed, stepsDone: [], police: null, releasedAt: null }],
      }
    case 'halt.categorised':
      return {
        ...state,
        exhibits: sealExhibits(state.exhibits, entry.body.sealedExhibits),
        halts: replaceLast(state.halts, (last) => ({
          ...last,
          categoryId: entry.body.categoryId,
          guidanceId: entry.body.guidanceId,
          sealedExhibits: [...new Set([...last.sealedExhibits, ...entry.body.sealedExhibits])],
        })),
      }
    case 'police.step-done':
      return {
        ...state,
        halts: replaceLast(state.halts, (last) => ({
          ...last,
          stepsDone: [...last.stepsDone.filter((step) => step.stepId !== entry.body.stepId), { ...entry.body, ...signed }],
        })),
      }
    case 'police.contacted':
      return { ...state, halts: replaceLast(state.halts, (last) => ({ ...last, police: { ...entry.body, ...signed } })) }
    case 'halt.released':
      return { ...state, halts: replaceLast(state.halts, (last) => ({ ...last, releasedAt: entry.at })) }
    case 'judgement.made':
      return { ...state, judgement: { ...entry.body, ...signed } }
    case 'actions.decided':
      return { ...state, actions: { ...entry.body, ...signed } }
    case 'document.made':
      return { ...state, documents: [...state.documents, { ...entry.body, at: entry.at }] }
    case 'case.closed':
      return { ...state, closed: { ...entry.body, ...signed } }
    case 'dsl.reviewed':
      return { ...state, dslReviews: [...state.dslReviews, { ...entry.body, ...signed }] }
    case 'case.disclosed':
      return { ...state, disclosures: [...state.disclosures, { ...entry.body, ...signed }] }
    case 'contact.recorded':
    case 'action.done':
    case 'exception.ended':
    case 'retention.set':
    case 'case.set-aside':
    case 'paper.made':
    case 'conflict.found':
    case 'reviewer.replaced':
      return { ...state, followUp: evolveFollowUp(state.followUp, entry) }
  }
}

function recordVisit(visits: Visit[], body: CaseEventBody<'visit.recorded'>): Visit[] {
  return visits.map((item) => (item.visitId === body.visitId ? { ...item, record: body.record } : item))
}

/** A Date header has whole seconds and may be as old as the answer took; what is not a date tells nothing. */
function compareServer(before: CaseState['clock']['servers'], record: VisitRecord): CaseState['clock']['servers'] {
  const differenceMs = Date.parse(record.serverDate ?? '') - Date.parse(record.finishedAt)
  if (!Number.isSafeInteger(differenceMs)) return before
  return {
    count: (before?.count ?? 0) + 1,
    leastMs: Math.min(before?.leastMs ?? differenceMs, differenceMs),
    mostMs: Math.max(before?.mostMs ?? differenceMs, differenceMs),
  }
}

/** Folds a whole log. */
export function foldCase(entries: Iterable<CaseEntry>): CaseState {
  let state = emptyCase()
  for (const entry of entries) state = evolve(state, entry)
  return state
}
