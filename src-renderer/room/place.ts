// Where in the Face somebody is, and which screen shows. The state of the room decides first (a halt, a missing second person, a
// closed case); only then what was asked for. Pure, so that every combination can be tested.
import { canEnter, stepIds, type StepId } from 'shared/procedure'
import type { CaseView, RoomState } from 'shared/contract'

const signInScreens = ['sign-in', 'sign-in-alone', 'sign-out'] as const
/** While the school is being set up its founder has no PIN yet, so these come before the declaration. */
const beforeDeclaring = ['set-up-done', 'people', 'recovery', 'sign-out'] as const
const roomScreens = ['home', 'people', 'set-up-done', 'recovery', 'passphrase', 'report', 'sign-out'] as const
const openCaseScreens = [
  'tasks',
  'triage',
  'authorise',
  'computer',
  'review',
  'finish-review',
  'judge',
  'act',
  'close',
  'exhibit',
  'holders',
  'leave',
  'sign-out',
] as const
const closedCaseScreens = ['closed', 'dsl-review', 'handover', 'exhibit', 'leave', 'sign-out'] as const
const haltedScreens = ['halted', 'police', 'police-step', 'what-was-seen', 'release', 'sign-in', 'sign-in-alone', 'sign-out'] as const

export type ScreenName =
  | 'first-run'
  | 'staffing'
  | (typeof signInScreens)[number]
  | (typeof roomScreens)[number]
  | (typeof openCaseScreens)[number]
  | (typeof closedCaseScreens)[number]
  | (typeof haltedScreens)[number]
  | 'declaration'
  | 'starting'
  | 'stopping'
  | 'opening'

/** A screen, and which exhibit or which step of the guidance it is about. */
export interface Place {
  readonly at: ScreenName
  readonly exhibit?: number
  readonly stepId?: string
  /** The screen to go back to. */
  readonly from?: ScreenName
}

export interface Situation {
  readonly room: RoomState | null
  readonly caseView: CaseView | null
  /** STOP was pressed and the record of it is not back yet. */
  readonly stopping: boolean
  readonly place: Place
}

const isOneOf = <T extends string>(names: readonly T[], name: string): name is T => (names as readonly string[]).includes(name)
const isStep = (name: string): name is StepId => isOneOf(stepIds, name)

/** The screen to show now. A place that the situation does not allow falls back to the nearest one that it does. */
export function findScreen({ room, caseView, stopping, place }: Situation): ScreenName {
  if (stopping) return 'stopping'
  if (room === null) return 'starting'
  if (room.halt !== null && room.room === 'pair' && place.at === 'declaration' && room.declarationDue.length > 0) return 'declaration'
  if (room.halt !== null && room.room !== 'alone') return isOneOf(haltedScreens, place.at) ? place.at : 'halted'
  if (room.phase === 'first-run' || room.phase === 'staffing') return room.phase
  if (room.room === 'empty' || room.room === 'waiting-for-second') return isOneOf(signInScreens, place.at) ? place.at : 'sign-in'
  if (room.halt !== null && place.at === 'halted') return 'halted'
  if (room.openCase === null && room.declarationDue.length > 0 && !isOneOf(beforeDeclaring, place.at)) return 'declaration'
  if (room.openCase === null) return isOneOf(roomScreens, place.at) ? place.at : 'home'
  if (caseView?.caseId !== room.openCase) return 'opening'
  return findCaseScreen(caseView, place)
}

function findCaseScreen({ state }: CaseView, place: Place): ScreenName {
  if (state.closed) return isOneOf(closedCaseScreens, place.at) ? place.at : 'closed'
  if (!isOneOf(openCaseScreens, place.at)) return 'tasks'
  if (place.at === 'holders') return state.authorisation ? 'holders' : 'tasks'
  const step = place.at === 'finish-review' ? 'review' : place.at
  if (!isStep(step)) return place.at
  return canEnter(state, step) && !isTaken(state, step) ? place.at : 'tasks'
}

/** A step that both have signed off is read in the task list, not taken again. */
function isTaken(state: CaseView['state'], step: StepId): boolean {
  const taken: Partial<Record<StepId, unknown>> = {
    triage: state.triage,
    authorise: state.authorisation,
    computer: state.computerCheck,
    review: state.reviewFinishedAt,
    judge: state.judgement,
    act: state.actions,
  }
  return (taken[step] ?? null) !== null
}

/** Whether the STOP button belongs on the screen: two people, and a case that is not closed. */
export function showsStop({ room, caseView, stopping }: Omit<Situation, 'place'>): boolean {
  return !stopping && room?.room === 'pair' && room.halt === null && room.openCase !== null && caseView?.state.closed == null
}
