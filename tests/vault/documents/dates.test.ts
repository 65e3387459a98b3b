import { describe, expect, it } from 'vitest'
import { tellBoth, tellCalendarDay, tellDay } from '../../../src-main/vault/documents/dates'

describe('times on paper', () => {
  it.each([
    ['2026-11-22T14:03:05.000Z', '22 November 2026, 14:03:05 UTC (14:03:05 GMT)'],
    ['2026-07-01T14:03:05.900Z', '1 July 2026, 14:03:05 UTC (15:03:05 BST)'],
    ['2026-07-01T23:30:00.000Z', '1 July 2026, 23:30:00 UTC (2 July 2026, 00:30:00 BST)'],
    // The hour that the clocks in London show twice.
    ['2026-10-25T00:30:00.000Z', '25 October 2026, 00:30:00 UTC (01:30:00 BST)'],
    ['2026-10-25T01:30:00.000Z', '25 October 2026, 01:30:00 UTC (01:30:00 GMT)'],
    ['2026-01-01T00:00:00.000Z', '1 January 2026, 00:00:00 UTC (00:00:00 GMT)'],
  ])('%s is told as %s', (at, told) => expect(tellBoth(at)).toBe(told))

  it('takes a date for the day in London, and a calendar day for itself', () => {
    expect(tellDay('2026-06-30T23:10:00.000Z')).toBe('1 July 2026')
    expect(tellCalendarDay('2026-11-30')).toBe('30 November 2026')
  })
})
