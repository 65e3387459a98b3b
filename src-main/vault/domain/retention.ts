// How long a closed case is kept, by the school's own retention rules, and when two people may decide to dispose of it. The register knows
// neither a date of birth nor a pension date: whoever disposes says it, and only the date that follows from it is kept.
import { coded } from 'shared/errors'
import type { Policy, RetentionRule } from 'shared/policy-pack'
import type { RegisteredCase } from './school'

export interface RetentionOption {
  readonly rule: RetentionRule
  /** What must be told before the day is certain. */
  readonly asks: 'date-of-birth' | 'pension-date' | null
  /** The case is kept at least to this day, `YYYY-MM-DD`, whatever the answer. */
  readonly earliest: string
}

/** Nobody older is a pupil of a school: gives the earliest day where no date of birth is known. */
const oldestPupilYears = 19

const subjectsFor = {
  staff: ['staff-allegation'],
  pupil: ['pupil-child-protection', 'other-case'],
  unknown: ['other-case', 'pupil-child-protection'],
} as const satisfies Record<RegisteredCase['subjectKind'], readonly RetentionRule['appliesTo'][]>

/** The day that lies `years` after a day; 29 February becomes 1 March in a year without one. */
export function addYears(day: string, years: number): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00.000Z`)
  date.setUTCFullYear(date.getUTCFullYear() + years)
  return date.toISOString().slice(0, 10)
}

/** The rules that can apply to a closed case; none for one that is not closed. */
export function findRetention(policy: Policy, item: RegisteredCase): RetentionOption[] {
  const closed = item.notes.find((note) => note.status === 'closed')
  if (!closed) return []
  const subjects: readonly string[] = subjectsFor[item.subjectKind]
  return policy.retention
    .filter((rule) => subjects.includes(rule.appliesTo))
    .map((rule) => ({ rule, ...boundOf(rule, item.openedAt, closed.at) }))
}

function boundOf({ period }: RetentionRule, openedAt: string, closedAt: string): Pick<RetentionOption, 'asks' | 'earliest'> {
  switch (period.from) {
    case 'closing':
      return { asks: null, earliest: addYears(closedAt, period.years) }
    case 'pension-age-or-report':
      return { asks: 'pension-date', earliest: addYears(openedAt, period.years) }
    case 'date-of-birth':
      return { asks: 'date-of-birth', earliest: addYears(openedAt, period.years - oldestPupilYears) }
  }
}

/**
 * The day from which a case may be disposed of under one rule.
 * @param told the date of birth or the pension date, where the rule asks for one
 * @throws `disposal.rule`, `disposal.date`, `disposal.not-due`
 */
export function requireDue(
  options: readonly RetentionOption[],
  ruleId: string,
  told: string | null,
  today: string,
): { title: string; dueOn: string } {
  const option = options.find(({ rule }) => rule.id === ruleId)
  if (!option)
    throw coded('disposal.rule', 'This retention rule does not apply to this case, or the case is not closed. Choose one from the list.')
  const dueOn = dueDayOf(option, told)
  if (dueOn > today) throw coded('disposal.not-due', `This case is kept until ${dueOn}. It cannot be disposed of before.`)
  return { title: option.rule.title, dueOn }
}

function dueDayOf({ rule, asks, earliest }: RetentionOption, told: string | null): string {
  if (asks === null) return earliest
  if (told === null)
    throw coded('disposal.date', asks === 'date-of-birth' ? 'Say the pupil’s date of birth.' : 'Say when the person reaches pension age.')
  const day = asks === 'date-of-birth' ? addYears(told, rule.period.years) : told
  return day > earliest ? day : earliest
}
