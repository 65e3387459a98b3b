// Two clocks go into every entry: the wall clock, which people understand and anybody can set, and one that never goes back.
import { performance } from 'node:perf_hooks'

/** When something is recorded: UTC with milliseconds, and milliseconds since this program started. */
export interface LogInstant {
  readonly at: string
  readonly monotonicMs: number
}

export type LogClock = () => LogInstant

/** The computer's own clocks. The second is rounded to a microsecond. */
export const systemClock: LogClock = () => ({
  at: new Date().toISOString(),
  monotonicMs: Math.round(performance.now() * 1_000) / 1_000,
})
