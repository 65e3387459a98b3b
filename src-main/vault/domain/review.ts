// The rules of looking: what may be opened, what is recorded, and that no pixel is kept unless both agree (procedure steps 6 and 7,
// rule 1 of the product).
import { recogniseBlockPage, type BlockPages } from 'shared/block-pages'
import type { CaseState, Visit } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseEventBody, CaseFact } from 'shared/events'
import type { VisitId } from 'shared/parts'
import { effectOf, type Policy } from 'shared/policy'
import type { Agreements } from './agreement'
import { requireCase, requireNoHalt, requireNotClosed, requireStep } from './requirements'

/**
 * May sites be looked at now?
 * @throws `case.none`, `case.closed`, `case.halted`, `step.too-early`, `step.done`
 */
export function requireReviewing(state: CaseState): void {
  requireCase(state)
  requireNotClosed(state)
  requireNoHalt(state)
  requireStep(state, 'review')
}

/** An address is about to be opened: recorded before the first byte is asked for (step 6). */
export function decideVisit(state: CaseState, request: CaseEventBody<'visit.requested'>): CaseFact[] {
  requireReviewing(state)
  return [{ type: 'visit.requested', body: request }]
}

/** Both have said yes to what the view would not open by itself; the log says so before a byte is asked for. */
export function decideAllowance(state: CaseState, body: CaseEventBody<'visit.allowed'>): CaseFact[] {
  requireReviewing(state)
  return [{ type: 'visit.allowed', body }]
}

/** What came of it. Recorded even after a halt: it says what the two saw. */
export function decideVisitRecord(state: CaseState, body: CaseEventBody<'visit.recorded'>): CaseFact[] {
  requireNotClosed(state)
  const visit = findVisit(state, body.visitId)
  if (visit.record) throw coded('visit.recorded', 'This visit is recorded already.')
  return [{ type: 'visit.recorded', body }]
}

type Recognition = Extract<CaseFact, { type: 'block-page.recognised' }>

/** A page in place of a blocked one, told once for each visit. Tells nothing while the page is not there, or once halted. */
export function decideBlockPage(state: CaseState, data: BlockPages, visitId: VisitId, text: string): Recognition[] {
  requireReviewing(state)
  const { record, blockPage } = findVisit(state, visitId)
  const found = record && !record.failure && !blockPage ? recogniseBlockPage(data, record, text) : null
  if (!found) return []
  const { id, title, categoryId } = found
  return [{ type: 'block-page.recognised', body: { visitId, blockPageId: id, title, dataVersion: data.version, categoryId } }]
}

/** @throws `visit.unknown` */
export function findVisit(state: CaseState, visitId: string): Visit {
  const visit = state.visits.find((item) => item.visitId === visitId)
  if (!visit) throw coded('visit.unknown', 'This page is not in the log, so nothing can be said of it. Open it again.')
  return visit
}

/**
 * A concern in words (step 7). A category that stops or refers is not described: it halts, and the words follow on the halted screen.
 * @throws `concern.halts` for those; the caller halts
 */
export function decideConcern(state: CaseState, policy: Policy, body: CaseEventBody<'concern.described'>): CaseFact[] {
  requireReviewing(state)
  const effect = effectOf(policy, body.categoryId)
  if (effect === 'stop' || effect === 'refer') throw coded('concern.halts', 'This category goes to the police. The review has been halted.')
  if (body.visitId === null) throw coded('concern.no-page', 'Open the page that the concern is about first.')
  return [{ type: 'concern.described', body }]
}

/**
 * Both have agreed, each with an own act, to keep a picture of exactly this page (rule 1).
 * @throws `capture.not-agreed` where either has not; `capture.other-page` where the page has changed since
 */
export function decideCapture(
  state: CaseState,
  agreements: Agreements,
  body: Omit<CaseEventBody<'capture.agreed'>, 'statement' | 'agreements'>,
  pair: readonly string[],
): CaseFact[] {
  requireReviewing(state)
  findVisit(state, body.visitId)
  const acts = pair.map((personId) => agreements.acts.find((act) => act.personId === personId))
  if (agreements.visitId !== body.visitId)
    throw coded('capture.other-page', 'The page has changed since you agreed. Look at it, and agree again.')
  const [first, second] = acts
  if (!first || !second) throw coded('capture.not-agreed', 'No picture is kept unless both agree. Each types their own PIN first.')
  return [{ type: 'capture.agreed', body: { ...body, statement: agreements.statement, agreements: [first, second] } }]
}

/** A kept picture gets the next number; numbers are never used twice. */
export function decideExhibit(state: CaseState, body: Omit<CaseEventBody<'exhibit.kept'>, 'number' | 'kind' | 'mimeType'>): CaseFact[] {
  requireReviewing(state)
  const number = (state.exhibits.at(-1)?.number ?? 0) + 1
  return [{ type: 'exhibit.kept', body: { ...body, number, kind: 'full-page', mimeType: 'image/png' } }]
}

export function decideReviewFinished(state: CaseState): CaseFact[] {
  requireReviewing(state)
  return [{ type: 'review.finished', body: {} }]
}
