// What a case leaves behind for the school's figures when it ends: counted, never told.
import type { CaseState } from 'shared/case-state'
import type { SchoolEventBody } from 'shared/events'
import { daysBetween, londonDate } from 'shared/london-time'
import type { Outcome } from 'shared/summary-events'

type Summary = SchoolEventBody<'case.summarised'>

/** Null while the case goes on. */
export function summariseCase(state: CaseState, token: string, kind: string): Summary | null {
  const endedAt = state.closed?.at ?? state.followUp.setAside?.at
  const { report } = state
  if (endedAt === undefined || !report) return null
  const reportedOn = londonDate(new Date(report.reportedAt))
  const closedOn = londonDate(new Date(endedAt))
  const categoryIds = [...state.concerns.map((concern) => concern.categoryId), ...state.halts.flatMap(({ categoryId }) => categoryId ?? [])]
  return {
    token,
    kind,
    categoryIds: [...new Set(categoryIds)].sort(),
    subjectKind: report.subject.kind,
    outcome: findOutcome(state),
    reportedOn,
    closedOn,
    daysToClose: Math.max(0, daysBetween(reportedOn, closedOn)),
    filterFailed: state.judgement?.filterFailed ?? null,
  }
}

/** The furthest that it went: police, another body, the school itself, nothing. */
function findOutcome({ halts, actions, judgement, followUp }: CaseState): Outcome {
  const chosen = actions?.chosen.map(({ actionId }) => actionId) ?? []
  if (halts.some(({ police }) => police !== null) || chosen.includes('police')) return 'police'
  if (followUp.setAside) return 'set-aside'
  if (followUp.contacts.length > 0 || chosen.includes('local-authority')) return 'outside'
  return judgement?.substance === true ? 'school' : 'no-substance'
}
