import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findClockJump } from '../../../src-main/vault/domain/clock'

const start = Date.parse('2026-11-22T10:00:00.000Z')
const at = (millis: number): string => new Date(start + millis).toISOString()

it('tells a clock that was set by what it was set, in either direction, and nothing else', () => {
  const elapsed = fc.integer({ min: 0, max: 10_000_000 })
  fc.assert(
    fc.property(elapsed, fc.integer({ min: -9_000_000, max: 9_000_000 }), (elapsedMs, setByMs) => {
      const jump = findClockJump({ at: at(0), monotonicMs: 500 }, { at: at(elapsedMs + setByMs), monotonicMs: 500 + elapsedMs })
      expect(jump).toBe(Math.abs(setByMs) > 2_000 ? setByMs : null)
    }),
  )
})

it('tells only going back from one run of the program to the next', () => {
  const before = { at: at(0), monotonicMs: null }
  expect(findClockJump(before, { at: at(86_400_000), monotonicMs: 20 })).toBeNull()
  expect(findClockJump(before, { at: at(-60_000), monotonicMs: 20 })).toBe(-60_000)
  expect(findClockJump(before, { at: at(-500), monotonicMs: 20 })).toBeNull()
})
