// Times as people read them. The log keeps UTC; the screens show the clock on the wall of this computer.

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false })
const clockWithSeconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** "14:02" */
export const tellClock = (instant: string): string => clock.format(new Date(instant))

/** "14:02:11" */
export const tellSecond = (instant: string): string => clockWithSeconds.format(new Date(instant))

/** "22 November 2026" of an instant, or of a date `YYYY-MM-DD`. */
export const tellDay = (instantOrDate: string): string =>
  day.format(new Date(instantOrDate.length === 10 ? `${instantOrDate}T12:00:00` : instantOrDate))

/** "22 Nov 2026", for tables */
export const tellShortDay = (instant: string): string => shortDay.format(new Date(instant))

/** "22 November 2026, 10:42" */
export const tellMoment = (instant: string): string => `${tellDay(instant)}, ${tellClock(instant)}`

/** "15:30 today", "10:42 tomorrow", or the whole date. */
export function tellNear(instant: string, now: Date): string {
  const tomorrow = new Date(now)
  tomorrow.setDate(now.getDate() + 1)
  const on = day.format(new Date(instant))
  if (on === day.format(now)) return `${tellClock(instant)} today`
  if (on === day.format(tomorrow)) return `${tellClock(instant)} tomorrow`
  return `${tellClock(instant)} on ${on}`
}

/** "less than a minute", "7 min", "1 h 5 min" */
export function tellSpan(fromMs: number, toMs: number): string {
  const minutes = Math.max(0, Math.floor((toMs - fromMs) / 60_000))
  if (minutes === 0) return 'less than a minute'
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}
