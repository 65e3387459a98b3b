// What a measurement yields. Each file `bench/NAME.bench.ts` exports one function, `measure`, that answers some of these; a figure
// is a percentile of many runs or a ratio to a baseline of the same run, because single times of a shared machine mean nothing.

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The value may be this at the most; null for a figure that only explains another. */
  readonly goal: number | null
}

/** What the person at the terminal asked for. */
export interface BenchRun {
  /** True with `--full`: the sizes that the goals speak of, which take minutes. */
  readonly isFull: boolean
  /** One calm line about what is going on. */
  readonly say: (line: string) => void
}

export type Measure = (run: BenchRun) => Promise<Figure[]>

/**
 * The value below which `percent` of the samples lie (nearest rank).
 * @throws RangeError where there are no samples
 */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('A percentile of nothing')
  return value
}

export const median = (samples: readonly number[]): number => percentile(samples, 50)

/** Milliseconds that `act` takes, and what it answers. */
export async function timed<T>(act: () => T | Promise<T>): Promise<{ millis: number; value: T }> {
  const startedMs = performance.now()
  const value = await act()
  return { millis: performance.now() - startedMs, value }
}
