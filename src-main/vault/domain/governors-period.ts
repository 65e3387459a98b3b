// Which periods can be reported. Two reports of overlapping periods could be subtracted from each other, and the difference is a count that
// nobody withheld: so periods do not overlap, and the same period is always counted from the same entries. Pure.
import { tellDate } from 'shared/clock-words'
import { coded } from 'shared/errors'
import { londonDate } from 'shared/london-time'
import type { GovernorsReport } from './school'

/**
 * The earlier report of exactly this period, if there was one: its figures are those of the log as it stood then.
 * @throws `governors.period` where it ends before it begins; `governors.unfinished` where it is not over; `governors.overlap`
 */
export function findEarlierReport(reports: readonly GovernorsReport[], from: string, to: string, now: Date): GovernorsReport | null {
  if (to < from) throw coded('governors.period', 'The period ends before it begins. Check both dates.')
  const today = londonDate(now)
  if (to >= today) throw coded('governors.unfinished', 'This period is not over yet. Choose a last day before today.')
  const same = reports.find((report) => report.from === from && report.to === to)
  if (same) return same
  const other = reports.find((report) => report.from <= to && report.to >= from)
  if (other)
    throw coded(
      'governors.overlap',
      `A report from ${tellDate(other.from, today)} to ${tellDate(other.to, today)} exists. Taking one from the other would show small counts, so periods must not overlap. Choose the same period again, or one beside it.`,
    )
  return null
}
