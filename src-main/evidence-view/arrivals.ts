// Who waits for which visit: an address may be typed while another is still on its way, and each must hear of its own.
import type { VisitId } from 'shared/parts'

export interface Arrivals {
  /** Resolves when this visit's page has come or will not come, at the latest after a time that every visit is over by. */
  readonly wait: (visitId: VisitId) => Promise<void>
  readonly arrive: (visitId: VisitId | null) => void
  /** Nothing more will come. */
  readonly endAll: () => void
}

/** @param limitMs after it nobody waits any more */
export function openArrivals(limitMs: number): Arrivals {
  const waiting = new Map<VisitId, () => void>()
  const arrive = (visitId: VisitId | null) => {
    if (visitId === null) return
    waiting.get(visitId)?.()
    waiting.delete(visitId)
  }
  return {
    wait: (visitId) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => arrive(visitId), limitMs)
        waiting.set(visitId, () => {
          clearTimeout(timer)
          resolve()
        })
      }),
    arrive,
    endAll: () => {
      for (const visitId of [...waiting.keys()]) arrive(visitId)
    },
  }
}
