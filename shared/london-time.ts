// The clock on the school's wall. Everything is recorded in UTC, and every deadline is a London one: days have 23, 24 or 25 hours, and one
// hour in October comes twice. Pure; dates are `YYYY-MM-DD`, times of day are minutes after midnight as the wall shows them.

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

export interface WallTime {
  readonly date: string
  readonly minuteOfDay: number
}

/** What the wall shows at an instant. */
export function readWall(at: Date): WallTime {
  const parts = new Map(wall.formatToParts(at).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ''
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    minuteOfDay: Number(part('hour')) * 60 + Number(part('minute')),
  }
}

/** The date in London at an instant. */
export function londonDate(at: Date): string {
  return readWall(at).date
}

/**
 * The instant at which the wall shows a date and a time of day. Where the wall shows it twice (October) it is the first of the two, so that
 * no deadline comes later for it; where it never does (March), the moment an hour further on.
 */
export function atWall(date: string, minuteOfDay: number): Date {
  const asUtc = Date.parse(`${date}T00:00:00.000Z`) + minuteOfDay * minuteMs
  const inSummer = new Date(asUtc - 60 * minuteMs)
  const shown = readWall(inSummer)
  return shown.date === date && shown.minuteOfDay === minuteOfDay ? inSummer : new Date(asUtc)
}

/** The first moment after a date: when something due on that day has become late. */
export function endOfDay(date: string): Date {
  return atWall(addDays(date, 1), 0)
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** The same day so many years on; 29 February becomes 28 February where there is none. */
export function addYears(date: string, years: number): string {
  return addMonths(date, 12 * years)
}

/** How many days from one date to another; negative where the other lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / dayMs)
}

/** Sunday is 0. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00.000Z`).getUTCDay()
}

/** The same day so many months on, or the last of a month that has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate()))).toISOString().slice(0, 10)
}
