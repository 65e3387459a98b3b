// Two clocks run while a case is open. Where they part, somebody set the one on the wall, or the computer slept: evidence about every
// time in the log, and no reason to refuse anything.

/** When something was recorded, by both clocks; `monotonicMs` is null for an entry of an earlier run of the program. */
export interface ClockReading {
  readonly at: string
  readonly monotonicMs: number | null
}

/** Network time corrects a clock by less than this; a person who sets it does not. */
const toleranceMs = 2_000

/**
 * By how many milliseconds the wall clock moved beyond the time that really passed, or null where it did not. From one run of the program
 * to the next only going back can be told: nobody knows how long the computer was off.
 */
export function findClockJump(before: ClockReading, now: { readonly at: string; readonly monotonicMs: number }): number | null {
  const wallMs = Date.parse(now.at) - Date.parse(before.at)
  const byMs = Math.round(before.monotonicMs === null ? Math.min(0, wallMs) : wallMs - (now.monotonicMs - before.monotonicMs))
  return Math.abs(byMs) > toleranceMs ? byMs : null
}
