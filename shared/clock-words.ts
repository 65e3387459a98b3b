// A deadline as people say it. The same words on screen and on paper.
import { daysBetween, londonDate, readWall } from './london-time'
import { countWorkingDays, type Calendar } from './working-days'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** So many working days can still be counted on the fingers; beyond that a date says more. */
const mostCountedDays = 10

/**
 * @param due for a day, the first moment after it
 * @returns "25 minutes", "today 16:00", "tomorrow 10:42", "3 working days", "by 24 November 2032", "overdue since 21 November, 10:42"
 */
export function tellDue(due: Date, isDay: boolean, calendar: Calendar, now: Date): string {
  const today = londonDate(now)
  // A day is over at midnight; the day that people mean is the one before.
  const wall = readWall(isDay ? new Date(due.getTime() - minuteMs) : due)
  const clock = isDay ? '' : ` ${tellClockTime(wall.minuteOfDay)}${tellWhich(due)}`
  if (due.getTime() <= now.getTime()) return `overdue since ${tellDate(wall.date, today)}${isDay ? '' : `,${clock}`}`
  const minutesLeft = Math.ceil((due.getTime() - now.getTime()) / minuteMs)
  if (!isDay && minutesLeft < 60) return minutesLeft === 1 ? '1 minute' : `${String(minutesLeft)} minutes`
  const daysLeft = daysBetween(today, wall.date)
  if (daysLeft === 0) return `today${clock}`
  if (daysLeft === 1) return `tomorrow${clock}`
  const workingDays = countIfFew(calendar, today, wall.date)
  if (workingDays === null) return `by ${tellDate(wall.date, today)}`
  if (workingDays > 1) return `${String(workingDays)} working days`
  return `${tellDate(wall.date, today)}${isDay ? '' : `,${clock}`}`
}

function countIfFew(calendar: Calendar, from: string, to: string): number | null {
  if (daysBetween(from, to) > 3 * mostCountedDays) return null
  const count = countWorkingDays(calendar, from, to)
  return count > mostCountedDays ? null : count
}

/** "21 November", with the year where it is not this one. */
export function tellDate(date: string, today: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const words = `${String(Number(day))} ${months[Number(month) - 1] ?? ''}`
  return year === today.slice(0, 4) ? words : `${words} ${year}`
}

/** "09:05". */
export function tellClockTime(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`
}

/** " BST" or " GMT" in the hour of October that the wall shows twice; empty at any other time. */
function tellWhich(at: Date): string {
  const shown = readWall(at)
  const isSame = (other: Date): boolean => {
    const wall = readWall(other)
    return wall.date === shown.date && wall.minuteOfDay === shown.minuteOfDay
  }
  if (isSame(new Date(at.getTime() + hourMs))) return ' BST'
  return isSame(new Date(at.getTime() - hourMs)) ? ' GMT' : ''
}
