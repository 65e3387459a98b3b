// The rules of what goes on beside the line: telling the LADO or another body, done notes, the end of a filter exception, how long a case
// is kept. All of it may still be recorded once the case is closed, because that is when most of it happens; nothing signed is changed.
import type { CaseState } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseEventBody, CaseFact } from 'shared/events'
import { londonDate } from 'shared/london-time'
import type { Policy } from 'shared/policy'
import { requireCase, requireNoHalt, requireNotClosed } from './requirements'

const clockToleranceMs = 60_000

/**
 * Somebody outside was told. The title is the pack's, so that the record says who that was even under another pack.
 * @throws `policy.unknown`, `contact.future`
 */
export function decideContact(
  state: CaseState,
  policy: Policy,
  said: Omit<CaseEventBody<'contact.recorded'>, 'title'>,
  now: Date,
): CaseFact[] {
  requireCase(state)
  const contact = policy.contacts.find(({ id }) => id === said.contactId)
  if (!contact) throw coded('policy.unknown', "This contact is not in the school's policy pack. Choose one from the list.")
  if (Date.parse(said.calledAt) > now.getTime() + clockToleranceMs)
    throw coded('contact.future', 'The time of the call lies in the future. Check the date and the time.')
  return [{ type: 'contact.recorded', body: { ...said, title: contact.title } }]
}

/**
 * @throws `action.unknown` for an action that was not decided, `action.done` for one that is done, `action.future`
 */
export function decideActionDone(state: CaseState, body: CaseEventBody<'action.done'>, now: Date): CaseFact[] {
  requireCase(state)
  if (!state.actions?.chosen.some(({ actionId }) => actionId === body.actionId))
    throw coded('action.unknown', 'This action was not decided in this case. Choose one from its list.')
  if (state.followUp.actionsDone.some(({ actionId }) => actionId === body.actionId))
    throw coded('action.done', 'This action is recorded as done already and stays as it is.')
  if (body.doneOn > londonDate(now)) throw coded('action.future', 'The day on which it was done lies in the future. Check the date.')
  return [{ type: 'action.done', body }]
}

/** @throws `exception.none`, `exception.ended`, `exception.future` */
export function decideExceptionEnd(state: CaseState, body: CaseEventBody<'exception.ended'>, now: Date): CaseFact[] {
  requireCase(state)
  if (!state.authorisation?.exception) throw coded('exception.none', 'This case has no filter exception.')
  if (state.followUp.exceptionEnded) throw coded('exception.ended', 'The end of the filter exception is recorded already.')
  if (Date.parse(body.endedAt) > now.getTime() + clockToleranceMs)
    throw coded('exception.future', 'The time at which it ended lies in the future. Check the date and the time.')
  return [{ type: 'exception.ended', body }]
}

/**
 * What was reported does not become a case: a mistake, a double, something for another procedure. Nothing has been looked at, so there is
 * nothing to judge; once a site was opened the two judge instead.
 * @throws `case.closed`, `case.set-aside`, `case.halted`, `set-aside.reviewed`
 */
export function decideSetAside(state: CaseState, body: CaseEventBody<'case.set-aside'>): CaseFact[] {
  requireCase(state)
  requireNotClosed(state)
  requireNoHalt(state)
  if (state.visits.length > 0)
    throw coded('set-aside.reviewed', 'Sites were opened in this case, so it cannot be set aside. Finish the review and judge together.')
  return [{ type: 'case.set-aside', body }]
}

/**
 * Two people say until when a case is kept, where the pack's rule needs a date that only people know. The last word counts.
 * @throws `case.open`, `retention.past`
 */
export function decideRetention(state: CaseState, body: CaseEventBody<'retention.set'>, now: Date): CaseFact[] {
  requireCase(state)
  if (!state.closed && !state.followUp.setAside)
    throw coded('case.open', 'This case is still open. How long it is kept is set once it is closed.')
  if (body.keepUntil <= londonDate(now))
    throw coded('retention.past', 'This day has passed or is today. Choose a later one, or decide on disposal.')
  return [{ type: 'retention.set', body }]
}
