// The rules of deciding (procedure steps 10 to 12): judge together, act by the school's own table, sign, close; then the DSL's review and
// the handover.
import type { CaseState } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseEventBody, CaseFact } from 'shared/events'
import { proposeActions, type Policy } from 'shared/policy'
import { requireCase, requireStep } from './requirements'

export function decideJudgement(state: CaseState, body: CaseEventBody<'judgement.made'>): CaseFact[] {
  requireStep(state, 'judge')
  return [{ type: 'judgement.made', body }]
}

export interface ActionsSaid {
  readonly table: 'pupils' | 'staff'
  readonly incidentId: string
  readonly chosen: readonly { actionId: string; owner: string; due: string | null; note: string }[]
  readonly departureReason: string
}

/**
 * People decide, the table proposes; a departure from it needs a reason (step 11).
 * @throws `policy.unknown`, `actions.twice`, `actions.departure`
 */
export function decideActions(state: CaseState, policy: Policy, said: ActionsSaid): CaseFact[] {
  requireStep(state, 'act')
  const proposed = proposeActions(policy, said.table, said.incidentId).map((action) => action.id)
  const titles = new Map(policy.actionTables[said.table].actions.map((action) => [action.id, action.title]))
  const chosenIds = said.chosen.map((action) => action.actionId)
  if (new Set(chosenIds).size !== chosenIds.length) throw coded('actions.twice', 'The same action is chosen twice. Choose each once.')
  const departs = proposed.length !== chosenIds.length || proposed.some((id) => !chosenIds.includes(id))
  if (departs && said.departureReason === '') throw coded('actions.departure', "Your actions differ from the school's table. Say why.")
  const chosen = said.chosen.map((action) => {
    const title = titles.get(action.actionId)
    if (title === undefined) throw coded('policy.unknown', "One of the actions is not in the school's table. Choose from the list.")
    return { ...action, title }
  })
  const { table, incidentId, departureReason } = said
  return [{ type: 'actions.decided', body: { table, incidentId, proposed, chosen, departureReason: departs ? departureReason : '' } }]
}

/** The signed record and the closing of the case are one transaction: there is never one without the other (step 12). */
export function decideClosing(
  state: CaseState,
  document: CaseEventBody<'document.made'>,
  readers: CaseEventBody<'case.closed'>['readers'],
): CaseFact[] {
  requireStep(state, 'close')
  return [
    { type: 'document.made', body: document },
    { type: 'case.closed', body: { documentId: document.documentId, documentSha256: document.blob, readers } },
  ]
}

/**
 * The DSL signs the review, or sends the case back with questions (step 12).
 * @throws `case.open`, `review.signed`, `review.questions`
 */
export function decideDslReview(state: CaseState, body: CaseEventBody<'dsl.reviewed'>): CaseFact[] {
  requireClosed(state)
  if (state.dslReviews.at(-1)?.outcome === 'accepted') throw coded('review.signed', 'This review is signed already and stays as it is.')
  if (body.outcome === 'returned' && body.words === '')
    throw coded('review.questions', 'Say what you ask of the two before you send the case back.')
  return [{ type: 'dsl.reviewed', body }]
}

/** @throws `case.open` */
export function decideDisclosure(state: CaseState, body: CaseEventBody<'case.disclosed'>): CaseFact[] {
  requireClosed(state)
  return [{ type: 'case.disclosed', body }]
}

/** @throws `case.open` unless both have signed and closed */
export function requireClosed(state: CaseState): void {
  requireCase(state)
  if (!state.closed) throw coded('case.open', 'This case is still open. The two sign and close it first.')
}
