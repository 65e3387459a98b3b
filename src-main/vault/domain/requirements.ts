// What several rules ask alike: the right step, no halt, a case that is there. Each refusal says what to do next.
import { haltInForce, type CaseState } from 'shared/case-state'
import { coded } from 'shared/errors'
import { canEnter, stepOf, type StepId } from 'shared/procedure'

type Opened = CaseState & { opened: NonNullable<CaseState['opened']> }

/** @throws `case.none` where the log does not begin with an opened case */
export function requireCase(state: CaseState): asserts state is Opened {
  if (state.opened === null) throw coded('case.none', 'No case is open. Open a case first.')
}

/** @throws `case.halted` while a halt is in force: nothing is opened, captured or decided on the police route */
export function requireNoHalt(state: CaseState): void {
  if (haltInForce(state))
    throw coded('case.halted', 'This case is halted. Follow the police guidance; two people can release it with a police reference.')
}

/** @throws `case.closed` once both have signed, `case.set-aside` once both have said that it does not become a case */
export function requireNotClosed(state: CaseState): void {
  if (state.followUp.setAside) throw coded('case.set-aside', 'This was set aside and does not become a case. It can only be read.')
  if (state.closed) throw coded('case.closed', 'This case is closed and can only be read.')
}

/**
 * A step of the pair, taken once and in its turn.
 * @throws `case.halted`, `case.closed`, `case.set-aside`, `step.done`, `step.too-early`
 */
export function requireStep(state: CaseState, id: StepId): void {
  requireCase(state)
  requireNotClosed(state)
  requireNoHalt(state)
  const step = stepOf(id)
  if (step.isDone(state)) throw coded('step.done', `"${step.title}" is done already. What was recorded stays as it is.`)
  if (!canEnter(state, id)) {
    const missing = step.requires.map(stepOf).find((required) => !required.isDone(state))
    throw coded('step.too-early', `"${step.title}" cannot start yet. First finish "${missing?.title ?? 'the step before'}".`)
  }
}
