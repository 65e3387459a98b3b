// THE procedure: one table from a report to the DSL's review, as the policy asks (product.md, seed 001 "Responding to incidents
// of misuse"). What is done, what can start and what comes next is derived from the case state; nothing stores a current step.
import type { CaseState } from './case-state'
import { haltInForce, nameOf } from './case-state'

export const stepIds = ['report', 'triage', 'authorise', 'computer', 'review', 'judge', 'act', 'close', 'dsl-review', 'handover'] as const
export type StepId = (typeof stepIds)[number]
export type StepStatus = 'done' | 'in-progress' | 'ready' | 'cannot-start' | 'not-needed'

export interface Step {
  readonly id: StepId
  /** As the task list names it. */
  readonly title: string
  readonly group: 'Before anything is opened' | 'Review' | 'Decide and act' | 'After closing'
  /** The numbered step of the policy that this carries out. */
  readonly policyStep: string
  /** Steps that must be done before this one can start. */
  readonly requires: readonly StepId[]
  /** Who must be in the room to take it. */
  readonly room: 'pair' | 'dsl' | 'head'
  readonly isDone: (state: CaseState) => boolean
  readonly isBegun?: (state: CaseState) => boolean
  /** One line for the task list: what was said or done, or what will be asked. */
  readonly tell: (state: CaseState) => string
}

const count = (n: number, one: string, many = `${one}s`): string => `${String(n)} ${n === 1 ? one : many}`

export const procedure: readonly Step[] = [
  {
    id: 'report',
    title: 'Report',
    group: 'Before anything is opened',
    policyStep: '1 Report',
    requires: [],
    room: 'pair',
    isDone: (state) => state.report !== null,
    tell: (state) => (state.report ? firstLine(state.report.what) : 'What was reported, by whom and when'),
  },
  {
    id: 'triage',
    title: 'Could it be illegal?',
    group: 'Before anything is opened',
    policyStep: '2 Triage before anything is opened',
    requires: ['report'],
    room: 'pair',
    isDone: (state) => state.triage !== null,
    tell: (state) =>
      state.triage === null
        ? 'Asked before any site is opened'
        : state.triage.suspectedIllegal
          ? 'Suspected: police route, nothing is opened'
          : 'No suspicion of illegal material, stated by both',
  },
  {
    id: 'authorise',
    title: 'Authorisation',
    group: 'Before anything is opened',
    policyStep: '3 Authorise',
    requires: ['triage'],
    room: 'pair',
    isDone: (state) => state.authorisation !== null,
    tell: (state) =>
      state.authorisation
        ? `By ${nameOf(state, state.authorisation.authorisedBy)} · ${firstLine(state.authorisation.scope)}`
        : 'The head authorises in writing: who, why and how far',
  },
  {
    id: 'computer',
    title: 'This computer',
    group: 'Before anything is opened',
    policyStep: '5 One designated computer',
    requires: ['authorise'],
    room: 'pair',
    isDone: (state) => state.computerCheck !== null,
    tell: (state) =>
      state.computerCheck === null
        ? 'Is this the designated computer?'
        : state.computerCheck.same
          ? 'Same as when the case was opened'
          : 'A different computer, with a reason',
  },
  {
    id: 'review',
    title: 'Review the sites',
    group: 'Review',
    policyStep: '6 Monitored and recorded, 7 Record',
    requires: ['authorise', 'computer'],
    room: 'pair',
    isDone: (state) => state.reviewFinishedAt !== null,
    isBegun: (state) => state.visits.length > 0,
    tell: (state) =>
      state.visits.length === 0
        ? 'Every address is recorded by itself'
        : `${count(state.visits.length, 'address', 'addresses')} · ${count(state.concerns.length, 'concern')} · ${count(state.exhibits.length, 'exhibit')} · ${count(state.head.seq, 'log entry', 'log entries')}`,
  },
  {
    id: 'judge',
    title: 'Does the concern have substance?',
    group: 'Decide and act',
    policyStep: '10 Judge',
    requires: ['review'],
    room: 'pair',
    isDone: (state) => state.judgement !== null,
    tell: (state) =>
      state.judgement === null
        ? 'You judge together, in writing, with reasons'
        : state.judgement.substance
          ? 'Yes, both, with reasons'
          : 'No, both, with reasons',
  },
  {
    id: 'act',
    title: 'Actions',
    group: 'Decide and act',
    policyStep: '11 Act',
    requires: ['judge'],
    room: 'pair',
    isDone: (state) => state.actions !== null,
    tell: (state) => (state.actions ? count(state.actions.chosen.length, 'action') + ' decided' : "Proposed from the school's own table"),
  },
  {
    id: 'close',
    title: 'Sign and close',
    group: 'Decide and act',
    policyStep: '12 Sign and close',
    requires: ['act'],
    room: 'pair',
    isDone: (state) => state.closed !== null,
    tell: (state) => (state.closed ? 'Signed by both' : 'You both sign the form and the evidence schedule'),
  },
  {
    id: 'dsl-review',
    title: 'DSL review',
    group: 'After closing',
    policyStep: '12 DSL reviews',
    requires: ['close'],
    room: 'dsl',
    isDone: (state) => state.dslReviews.at(-1)?.outcome === 'accepted',
    isBegun: (state) => state.dslReviews.length > 0,
    tell: (state) => {
      const last = state.dslReviews.at(-1)
      if (!last) return 'The DSL reads the closed case alone and signs'
      return last.outcome === 'accepted' ? `Signed by ${nameOf(state, last.by[0] ?? '')}` : 'Sent back with questions'
    },
  },
  {
    id: 'handover',
    title: 'Handover',
    group: 'After closing',
    policyStep: '11 Local Authority or police',
    requires: ['close'],
    room: 'head',
    isDone: (state) => state.disclosures.length > 0,
    tell: (state) => {
      const last = state.disclosures.at(-1)
      return last ? `To ${last.recipient}, ${last.organisation}` : 'The head exports a signed, encrypted copy if it is needed'
    },
  },
]

/** The first line of a longer text, cut to what a task list can hold. */
export function firstLine(text: string, limit = 90): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return line.length > limit ? `${line.slice(0, limit - 1).trimEnd()}…` : line
}

export function stepOf(id: StepId): Step {
  const step = procedure.find((candidate) => candidate.id === id)
  if (!step) throw new RangeError(`no step ${id}`)
  return step
}

/** A triage that suspects illegal material, or a halt in force, forks every case off to the police route. */
export function isOnPoliceRoute(state: CaseState): boolean {
  return haltInForce(state) !== null
}

/** Whether a step may be taken now, by the state alone (who is in the room is the Vault's second question). */
export function canEnter(state: CaseState, id: StepId): boolean {
  const step = stepOf(id)
  if (isOnPoliceRoute(state) && step.room === 'pair') return false
  if (state.followUp.setAside !== null) return false
  if (id !== 'dsl-review' && id !== 'handover' && state.closed !== null) return false
  return step.requires.every((required) => stepOf(required).isDone(state))
}

/** What the task list says of a step. */
export function statusOf(state: CaseState, id: StepId): StepStatus {
  const step = stepOf(id)
  if (step.isDone(state)) return 'done'
  if (state.followUp.setAside !== null) return 'not-needed'
  if (id === 'handover' && state.closed === null) return 'cannot-start'
  if (!canEnter(state, id)) return 'cannot-start'
  return step.isBegun?.(state) ? 'in-progress' : 'ready'
}

/** The steps that can be taken now, in the order of the table. */
export function nextSteps(state: CaseState): StepId[] {
  return stepIds.filter((id) => {
    const status = statusOf(state, id)
    return status === 'ready' || status === 'in-progress'
  })
}

/** "Step 5 of 8" for the pair's part of the procedure (up to signing and closing). */
export function stepNumber(id: StepId): { number: number; of: number } {
  const pairSteps = procedure.filter((step) => step.room === 'pair')
  return { number: pairSteps.findIndex((step) => step.id === id) + 1, of: pairSteps.length }
}
