// Dates and times as people type them: whatever was typed comes back as it was meant, or as a sentence.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDate, emptyMoment, readDate, readMoment, typeMoment } from '../../src-renderer/words/typed-moment'

const wholeMinute = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000))

describe('a typed moment', () => {
  it('reads back what it offered', () => {
    fc.assert(
      fc.property(wholeMinute, (when) => {
        const typed = typeMoment(when)
        const read = readMoment(typed, 'the report')
        // In the hour that comes twice in October the same clock face stands for two instants: compare what the clock says.
        expect(read.ok && typeMoment(new Date(read.value))).toEqual(typed)
      }),
    )
  })

  it('takes times as people write them', () => {
    const on = { day: '22', month: '11', year: '2026' }
    const clockOf = (time: string) => {
      const read = readMoment({ ...on, time }, 'the report')
      return read.ok ? typeMoment(new Date(read.value)).time : read.fault
    }
    expect(clockOf('9:05')).toBe('09:05')
    expect(clockOf(' 14.30 ')).toBe('14:30')
    expect(clockOf('0930')).toBe('09:30')
    expect(clockOf('24:00')).toMatch(/^Enter the time of the report/)
    expect(clockOf('2 pm')).toMatch(/^Enter the time of the report/)
  })

  it('never reads a day that does not exist, and never fails without a sentence', () => {
    const part = fc.oneof(fc.nat(40).map(String), fc.string({ maxLength: 4 }))
    fc.assert(
      fc.property(part, part, fc.oneof(fc.nat(9999).map(String), fc.string({ maxLength: 5 })), (day, month, year) => {
        const read = readDate({ day, month, year }, 'the date')
        if (!read.ok) expect(read.fault).toMatch(/^(Enter|Check) the date/)
        else expect(new Date(`${read.value}T12:00:00Z`).toISOString().slice(0, 10)).toBe(read.value)
      }),
    )
    expect(readDate({ day: '31', month: '2', year: '2026' }, 'the date')).toMatchObject({ ok: false })
    expect(readDate({ day: '5', month: '11', year: '26' }, 'the date')).toMatchObject({ ok: false })
  })

  it('says what to enter where nothing was typed', () => {
    expect(readDate(emptyDate, 'the date')).toEqual({ ok: false, fault: 'Enter the date' })
    expect(readMoment(emptyMoment, 'the call')).toEqual({ ok: false, fault: 'Enter the date of the call' })
  })
})
