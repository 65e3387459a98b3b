// What is running out: every deadline of a case, derived from what was recorded, the policy that the case pins and the time now. Nothing is
// stored; a clock ends because the log says that the thing was done. Pure.
import type { CaseState } from './case-state'
import { haltInForce } from './case-state'
import { tellDue } from './clock-words'
import { endOfDay, londonDate } from './london-time'
import type { Policy } from './policy'
import { findRetention } from './retention'
import { withinWorkingDays, type Calendar } from './working-days'

export interface Clock {
  /** `lado`, `mandatory-report`, `filter-exception`, `dsl-review`, `retention`, or `action:` and the action's id. */
  readonly id: string
  readonly title: string
  /** UTC instant. */
  readonly due: string
  readonly state: 'calm' | 'soon' | 'overdue'
  /** When, for a person: "tomorrow 10:42", "3 working days", "overdue since 21 November 10:42". */
  readonly words: string
  /** Whose rule it is, and what the reader must know beside the date; empty where there is nothing to add. */
  readonly note: string
}

interface Deadline {
  readonly id: string
  readonly title: string
  readonly due: Date
  /** A day rather than a time of day: due by the end of it. */
  readonly isDay: boolean
  /** How long before it is due it turns from calm to soon. */
  readonly soonMs: number
  readonly note: string
  readonly isBeyondCalendar?: boolean
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const standardDeadlines = { policeMinutes: 30, dslReviewWorkingDays: 5 } as const
/** Working together to safeguard children and KCSIE part four: fixed, no pack can lengthen it. */
const ladoWorkingDays = 1

/** The clocks that run, the most pressing first. */
export function findClocks(state: CaseState, policy: Policy, calendar: Calendar, now: Date): Clock[] {
  return findDeadlines(state, policy, calendar)
    .map((deadline) => tellClock(deadline, calendar, now))
    .sort((one, other) => one.due.localeCompare(other.due))
}

function findDeadlines(state: CaseState, policy: Policy, calendar: Calendar): Deadline[] {
  return [
    ...ladoDeadline(state, calendar),
    ...policeDeadline(state, policy),
    ...exceptionDeadline(state),
    ...dslDeadline(state, policy, calendar),
    ...actionDeadlines(state),
    ...retentionDeadline(state, policy),
  ]
}

/** An allegation against a member of staff reaches the LADO within one working day of the report; ends when the call is recorded. */
function ladoDeadline({ report, followUp }: CaseState, calendar: Calendar): Deadline[] {
  if (report?.subject.kind !== 'staff' || followUp.contacts.some(({ contactId }) => contactId === 'lado')) return []
  const { due, isBeyondCalendar } = withinWorkingDays(calendar, new Date(report.reportedAt), ladoWorkingDays)
  const note = 'An allegation against a member of staff: within one working day of the report. Do not interview them first.'
  return [{ id: 'lado', title: 'Tell the LADO', due, isDay: false, soonMs: dayMs, note, isBeyondCalendar }]
}

/** "Report immediately to the police": from the halt until what they said is recorded. */
function policeDeadline(state: CaseState, policy: Policy): Deadline[] {
  const halt = haltInForce(state)
  if (!halt || halt.police) return []
  const { policeMinutes } = policy.deadlines ?? standardDeadlines
  const due = new Date(Date.parse(halt.haltedAt) + policeMinutes * minuteMs)
  const note = 'Call now: 999 where a child is in immediate danger, otherwise 101. Record what they said.'
  return [{ id: 'mandatory-report', title: 'Report to the police', due, isDay: false, soonMs: policeMinutes * minuteMs, note }]
}

/** A temporary filter exception; ends when somebody has looked that the filter is back. */
function exceptionDeadline({ authorisation, followUp }: CaseState): Deadline[] {
  if (!authorisation?.exception || followUp.exceptionEnded) return []
  const due = new Date(authorisation.exception.to)
  const note = 'Then have the filter put back, and record it.'
  return [{ id: 'filter-exception', title: 'Filter exception ends', due, isDay: false, soonMs: 60 * minuteMs, note }]
}

function dslDeadline({ closed, dslReviews }: CaseState, policy: Policy, calendar: Calendar): Deadline[] {
  const last = dslReviews.at(-1)
  if (!closed || last?.outcome === 'accepted') return []
  const { dslReviewWorkingDays } = policy.deadlines ?? standardDeadlines
  const title = last ? 'Answer the DSL' : 'DSL review'
  const { due, isBeyondCalendar } = withinWorkingDays(calendar, new Date(last?.at ?? closed.at), dslReviewWorkingDays)
  return [
    {
      id: 'dsl-review',
      title,
      due,
      isDay: false,
      soonMs: 2 * dayMs,
      note: last ? 'The DSL sent the case back with questions.' : '',
      isBeyondCalendar,
    },
  ]
}

function actionDeadlines({ actions, followUp }: CaseState): Deadline[] {
  return (actions?.chosen ?? []).flatMap(({ actionId, title, owner, due }) =>
    due === null || followUp.actionsDone.some((done) => done.actionId === actionId)
      ? []
      : [{ id: `action:${actionId}`, title: `${title}: ${owner}`, due: endOfDay(due), isDay: true, soonMs: 2 * dayMs, note: '' }],
  )
}

function retentionDeadline(state: CaseState, policy: Policy): Deadline[] {
  const kept = findRetention(state, policy)
  return kept
    ? [{ id: 'retention', title: 'Decide on disposal', due: endOfDay(kept.keepUntil), isDay: true, soonMs: 30 * dayMs, note: kept.note }]
    : []
}

function tellClock(deadline: Deadline, calendar: Calendar, now: Date): Clock {
  const { id, title, due, isDay, soonMs, isBeyondCalendar } = deadline
  const left = due.getTime() - now.getTime()
  const unknown = isBeyondCalendar
    ? `Bank holidays after ${calendar.knownUntil} are not known to this version: counted with weekends only.`
    : ''
  return {
    id,
    title,
    due: due.toISOString(),
    state: left <= 0 ? 'overdue' : left <= soonMs ? 'soon' : 'calm',
    words: tellDue(due, isDay, calendar, now),
    note: [deadline.note, unknown].filter(Boolean).join(' '),
  }
}

/** The last day for which bank holidays are known, where a date lies beyond it; null where all is known. */
export function findHorizon(calendar: Calendar, now: Date): string | null {
  return londonDate(now) > calendar.knownUntil ? calendar.knownUntil : null
}
