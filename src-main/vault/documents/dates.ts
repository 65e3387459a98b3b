// Times on paper. Everything is recorded in UTC; the people it concerns live by the clock on the wall, so both are printed.

const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

const utcDay = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'UTC' })
const utcClock = new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: 'UTC' })
const londonDay = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: 'Europe/London' })
const londonClock = new Intl.DateTimeFormat('en-GB', { ...clock, timeZone: 'Europe/London', timeZoneName: 'short' })

/** `22 November 2026`, the date in London. */
export function tellDay(at: Date | string): string {
  return londonDay.format(new Date(at))
}

/** `22 November 2026, 14:03:05 UTC`. */
export function tellUtc(at: Date | string): string {
  const date = new Date(at)
  return `${utcDay.format(date)}, ${utcClock.format(date)} UTC`
}

/** `14:03:05 GMT`, or the hour of summer time with `BST`. */
export function tellLondonClock(at: Date | string): string {
  return londonClock.format(new Date(at)).replace(', ', ' ')
}

/** `22 July 2026, 13:03:05 UTC (14:03:05 BST)`: both clocks, and London's date where it is another. */
export function tellBoth(at: Date | string): string {
  const london = tellLondonClock(at)
  const sameDay = tellDay(at) === utcDay.format(new Date(at))
  return `${tellUtc(at)} (${sameDay ? '' : `${tellDay(at)}, `}${london})`
}

/** `22 November 2026`, the date in UTC. */
export function tellUtcDay(at: Date | string): string {
  return utcDay.format(new Date(at))
}

/** `14:03:05` in UTC, for a column whose heading says so. */
export function tellUtcClock(at: Date | string): string {
  return utcClock.format(new Date(at))
}

/** A calendar date such as `2026-11-30` in words, whatever the time zone of this computer. */
export function tellCalendarDay(date: string): string {
  return utcDay.format(new Date(`${date}T12:00:00Z`))
}
