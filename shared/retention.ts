// How long a case is kept: the rule of its policy pack that fits it, and the date that follows as far as the log knows. Where a date of
// birth or a pension age is not on record the note says so, and two people set the day.
import type { CaseState } from './case-state'
import { addYears, londonDate } from './london-time'
import type { Policy, RetentionRule } from './policy'

export interface Retention {
  readonly rule: RetentionRule
  /** The last day on which the case is kept. */
  readonly keepUntil: string
  /** Empty where nothing is left to find out. */
  readonly note: string
}

type RetentionSubject = RetentionRule['appliesTo']

/** Null while the case is open: retention runs from its end. */
export function findRetention(state: CaseState, policy: Policy): Retention | null {
  const endedAt = state.closed?.at ?? state.followUp.setAside?.at
  const reportedAt = state.report?.reportedAt
  if (endedAt === undefined || reportedAt === undefined) return null
  const rule = findRule(policy, findSubject(state))
  if (!rule) return null
  const set = state.followUp.retention
  if (set) return { rule, keepUntil: set.keepUntil, note: set.basis }
  const { from, years } = rule.period
  const reported = londonDate(new Date(reportedAt))
  switch (from) {
    case 'closing':
      return { rule, keepUntil: addYears(londonDate(new Date(endedAt)), years), note: '' }
    case 'date-of-birth':
      return {
        rule,
        keepUntil: addYears(reported, years),
        note: `Kept to the date of birth and ${String(years)} years. The date of birth is not on record: set the day.`,
      }
    case 'pension-age-or-report':
      return {
        rule,
        keepUntil: addYears(reported, years),
        note: `Kept to normal pension age if that is later. The pension age is not on record: set the day.`,
      }
  }
}

/** A pupil's case is a child-protection file where a halt or the two said that there was something in it. */
function findSubject({ report, judgement, halts, followUp }: CaseState): RetentionSubject {
  const kind = report?.subject.kind
  if (kind === 'staff') return 'staff-allegation'
  const hasSubstance = halts.length > 0 || judgement?.substance === true
  if (kind === 'pupil' && hasSubstance) return 'pupil-child-protection'
  return followUp.setAside ? 'incident-log' : 'other-case'
}

function findRule(policy: Policy, subject: RetentionSubject): RetentionRule | null {
  return policy.retention.find(({ appliesTo }) => appliesTo === subject) ?? null
}
