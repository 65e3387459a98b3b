// Working days and the London wall clock, held to the statute's own rules and to an arithmetic that shares nothing with the code.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addYears, atWall, daysBetween, endOfDay, londonDate, readWall, weekdayOf } from 'shared/london-time'
import { addWorkingDays, bankHolidaySchema, countWorkingDays, isWorkingDay, makeCalendar, withinWorkingDays } from 'shared/working-days'

const listed = bankHolidaySchema.parse(JSON.parse(readFileSync('resources/calendar/bank-holidays.json', 'utf8')))
const calendar = makeCalendar(listed)
const days = fc.integer({ min: 0, max: 365 * 3 + 300 }).map((offset) => addDays('2025-01-02', offset))
const moments = fc
  .integer({ min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2028-12-30T00:00:00Z') })
  .map((ms) => new Date(ms - (ms % 60_000)))

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Schedule 1 of the Act of 1971 with the days proclaimed every year since (New Year's Day, first Monday in May) and substitute days. */
function byStatute(year: number): string[] {
  const firstMonday = (month: string): string => {
    let day = `${String(year)}-${month}-01`
    while (weekdayOf(day) !== 1) day = addDays(day, 1)
    return day
  }
  const lastMonday = (month: string, length: number): string => {
    let day = `${String(year)}-${month}-${String(length)}`
    while (weekdayOf(day) !== 1) day = addDays(day, -1)
    return day
  }
  const taken: string[] = []
  const substitute = (date: string): void => {
    let day = date
    while (weekdayOf(day) === 0 || weekdayOf(day) === 6 || taken.includes(day)) day = addDays(day, 1)
    taken.push(day)
  }
  substitute(`${String(year)}-01-01`)
  const fixed = [addDays(easter(year), -2), addDays(easter(year), 1), firstMonday('05'), lastMonday('05', 31), lastMonday('08', 31)]
  // A day that falls on a weekend yields to one that does not: both move past each other's weekday.
  for (const date of [`${String(year)}-12-25`, `${String(year)}-12-26`].sort(
    (one, other) => Number([0, 6].includes(weekdayOf(one))) - Number([0, 6].includes(weekdayOf(other))),
  ))
    substitute(date)
  return [...taken, ...fixed].sort()
}

describe('the list of bank holidays', () => {
  it.each([2025, 2026, 2027, 2028])('is what the statute gives for %i', (year) => {
    expect(listed.days.map(({ date }) => date).filter((date) => date.startsWith(String(year)))).toEqual(byStatute(year))
  })

  it('spans whole years and says where it ends', () => {
    expect([listed.from, listed.to]).toEqual(['2025-01-01', '2028-12-31'])
    expect(() => bankHolidaySchema.parse({ ...listed, to: '2027-12-31' })).toThrow('outside its own span')
  })
})

describe('working days', () => {
  it.each([
    ['an ordinary Tuesday', '2026-11-24T10:42:00.000Z', '2026-11-25T10:42:00.000Z'],
    ['a Friday', '2026-11-20T10:42:00.000Z', '2026-11-23T10:42:00.000Z'],
    ['a Saturday', '2026-11-21T10:42:00.000Z', '2026-11-23T10:42:00.000Z'],
    ['Maundy Thursday', '2026-04-02T09:00:00.000Z', '2026-04-07T09:00:00.000Z'],
    ['Christmas Eve', '2026-12-24T15:30:00.000Z', '2026-12-29T15:30:00.000Z'],
    ['the Friday before summer time ends: the same time by the wall, 73 hours on', '2026-10-23T10:42:00.000Z', '2026-10-26T11:42:00.000Z'],
    ['the Friday before summer time begins', '2026-03-27T10:42:00.000Z', '2026-03-30T09:42:00.000Z'],
  ])('are counted from %s', (_, from, due) => {
    expect(withinWorkingDays(calendar, new Date(from), 1).due.toISOString()).toBe(due)
  })

  it('land on a working day with exactly so many in between, for any day and count', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 25 }), (date, count) => {
        const due = addWorkingDays(calendar, date, count)
        expect(isWorkingDay(calendar, due)).toBe(true)
        expect(countWorkingDays(calendar, date, due)).toBe(count)
        const every = Array.from({ length: daysBetween(date, due) }, (_, at) => addDays(date, at + 1))
        expect(
          every.filter(
            (day) => ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) && !listed.days.some((holiday) => holiday.date === day),
          ),
        ).toHaveLength(count)
      }),
    )
  })

  it('never come later for knowing fewer holidays, and say that they lie beyond what is known', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 10 }), (at, count) => {
        const knowsNothing = makeCalendar({ ...listed, to: listed.from, days: [] })
        const guessed = withinWorkingDays(knowsNothing, at, count)
        expect(guessed.isBeyondCalendar).toBe(true)
        expect(guessed.due.getTime()).toBeLessThanOrEqual(withinWorkingDays(calendar, at, count).due.getTime())
      }),
    )
    expect(withinWorkingDays(calendar, new Date('2028-12-29T10:00:00Z'), 1)).toEqual({
      due: new Date('2029-01-01T10:00:00Z'),
      isBeyondCalendar: true,
    })
  })

  it('leave out a day that the school has entered itself', () => {
    const proclaimed = makeCalendar(listed, [{ date: '2027-06-21' }])
    expect(addWorkingDays(proclaimed, '2027-06-18', 1)).toBe('2027-06-22')
  })
})

describe('the wall clock in London', () => {
  it('is read back as it was set, at every minute of ten days around both changes', () => {
    for (const start of ['2026-03-24', '2026-10-20']) {
      for (let minute = 0; minute < 10 * 1440; minute += 1) {
        const date = addDays(start, Math.floor(minute / 1440))
        const minuteOfDay = minute % 1440
        const isGap = date === '2026-03-29' && minuteOfDay >= 60 && minuteOfDay < 120
        const shown = readWall(atWall(date, minuteOfDay))
        expect(shown).toEqual({ date, minuteOfDay: isGap ? minuteOfDay + 60 : minuteOfDay })
      }
    }
  })

  it('takes the first of the two hours in October', () => {
    expect(atWall('2026-10-25', 90).toISOString()).toBe('2026-10-25T00:30:00.000Z')
    expect(readWall(new Date('2026-10-25T00:30:00Z'))).toEqual(readWall(new Date('2026-10-25T01:30:00Z')))
  })

  it('ends the long day and the short day at midnight by the wall', () => {
    expect(endOfDay('2026-10-25').getTime() - endOfDay('2026-10-24').getTime()).toBe(25 * 3_600_000)
    expect(endOfDay('2026-03-29').getTime() - endOfDay('2026-03-28').getTime()).toBe(23 * 3_600_000)
    fc.assert(
      fc.property(moments, (at) => {
        const date = londonDate(at)
        expect(endOfDay(date).getTime()).toBeGreaterThan(at.getTime())
        expect(endOfDay(addDays(date, -1)).getTime()).toBeLessThanOrEqual(at.getTime())
      }),
    )
  })

  it('counts years to the same day, and a leap day to the last of February', () => {
    expect(addYears('2024-02-29', 25)).toBe('2049-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
    expect(addYears('2026-11-22', 10)).toBe('2036-11-22')
  })
})
