// A date and a time as people type them, in separate fields so that no order of day and month can be mistaken.

export interface TypedDate {
  readonly day: string
  readonly month: string
  readonly year: string
}

export interface TypedMoment extends TypedDate {
  readonly time: string
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: string }

const fault = (sentence: string): { ok: false; fault: string } => ({ ok: false, fault: sentence })

export const emptyDate: TypedDate = { day: '', month: '', year: '' }
export const emptyMoment: TypedMoment = { ...emptyDate, time: '' }

/** The moment `when` as somebody would have typed it, to offer it for correction. */
export function typeMoment(when: Date): TypedMoment {
  const two = (n: number) => String(n).padStart(2, '0')
  return {
    day: String(when.getDate()),
    month: String(when.getMonth() + 1),
    year: String(when.getFullYear()),
    time: `${two(when.getHours())}:${two(when.getMinutes())}`,
  }
}

export const isEmptyDate = ({ day, month, year }: TypedDate): boolean => [day, month, year].every((part) => part.trim() === '')

/** Reads a date. @returns `YYYY-MM-DD`, or a sentence that says what is wrong */
export function readDate(typed: TypedDate, what: string): Read<string> {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => Number(/^\d{1,4}$/.exec(part.trim())?.[0] ?? Number.NaN))
  if (isEmptyDate(typed)) return fault(`Enter ${what}`)
  if (day === undefined || month === undefined || year === undefined || [day, month, year].some((part) => Number.isNaN(part)))
    return fault(`Enter ${what} as a day, a month and a year in figures`)
  const date = new Date(year, month - 1, day)
  if (year < 1900 || date.getFullYear() !== year || date.getMonth() !== month - 1 || date.getDate() !== day)
    return fault(`Check ${what}: there is no such day. The year has four figures, for example 2026`)
  const two = (n: number) => String(n).padStart(2, '0')
  return { ok: true, value: `${year}-${two(month)}-${two(day)}` }
}

/** Reads a date and a time of this computer's clock. `what` goes on from "the date of". @returns a UTC instant, or a sentence that says what is wrong */
export function readMoment(typed: TypedMoment, what: string): Read<string> {
  const date = readDate(typed, `the date of ${what}`)
  if (!date.ok) return date
  const time = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(typed.time.trim())
  const [, hour, minute] = time ?? []
  if (hour === undefined || minute === undefined) return fault(`Enter the time of ${what} in 24 hours, for example 14:05`)
  return { ok: true, value: new Date(`${date.value}T${hour.padStart(2, '0')}:${minute}:00`).toISOString() }
}
