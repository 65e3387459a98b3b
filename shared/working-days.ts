// Working days in England: neither a Saturday, a Sunday nor a bank holiday (Banking and Financial Dealings Act 1971). Bank holidays are data
// with an end: beyond it only weekends are known, and whoever counts that far is told.
import { z } from 'zod'
import { addDays, atWall, readWall, weekdayOf } from './london-time'

export const bankHolidaySchema = z
  .strictObject({
    format: z.literal('incident-room/bank-holidays'),
    division: z.literal('england-and-wales'),
    source: z.string().min(1).max(1_000),
    checkedOn: z.iso.date(),
    /** First and last day for which every bank holiday is listed. */
    from: z.iso.date(),
    to: z.iso.date(),
    days: z.array(z.strictObject({ date: z.iso.date(), title: z.string().min(1).max(100) })).max(1_000),
  })
  .refine(({ from, to, days }) => from <= to && days.every(({ date }) => date >= from && date <= to), {
    error: 'lists a day outside its own span',
  })

export interface Calendar {
  /** The last day for which bank holidays are known. */
  readonly knownUntil: string
  readonly bankHolidays: ReadonlySet<string>
}

/**
 * The calendar to count by.
 * @param extra further days that a school has entered in its policy pack, for a proclamation after this version was made
 */
export function makeCalendar(listed: z.infer<typeof bankHolidaySchema>, extra: readonly { readonly date: string }[] = []): Calendar {
  return { knownUntil: listed.to, bankHolidays: new Set([...listed.days, ...extra].map(({ date }) => date)) }
}

export function isWorkingDay({ bankHolidays }: Calendar, date: string): boolean {
  const weekday = weekdayOf(date)
  return weekday !== 0 && weekday !== 6 && !bankHolidays.has(date)
}

/** The date so many working days after a date, which itself does not count. @param count at least 1 */
export function addWorkingDays(calendar: Calendar, date: string, count: number): string {
  let day = date
  for (let left = count; left > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return day
}

/** Working days after `from`, up to and with `to`; 0 where `to` is not later. */
export function countWorkingDays(calendar: Calendar, from: string, to: string): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1
  return count
}

/**
 * "Within n working days": the same time by the wall on the n-th working day after. Beyond what the calendar knows only weekends are left
 * out, so the deadline can be too early, never too late.
 */
export function withinWorkingDays(calendar: Calendar, at: Date, count: number): { due: Date; isBeyondCalendar: boolean } {
  const { date, minuteOfDay } = readWall(at)
  const day = addWorkingDays(calendar, date, count)
  return { due: atWall(day, minuteOfDay), isBeyondCalendar: day > calendar.knownUntil }
}
