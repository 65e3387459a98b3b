// What the view refused by itself goes into the log, but a page that asks ten thousand times a second must not flood it: of each
// kind the first few are told one by one, the rest are counted and told together.
import type { RefusalKind } from 'shared/parts'

export interface Refusal {
  readonly kind: RefusalKind
  readonly url: string
  readonly detail: string
}

export interface LedgerOptions {
  readonly tell: (refusal: Refusal) => void
  /** How many of one kind are told one by one within a period. */
  readonly singly?: number
  readonly periodMs?: number
}

interface Tally {
  told: number
  counted: number
  last: Refusal
}

/** Longest detail and address that the log takes, in UTF-16 code units. */
const detailLimit = 2_000
const addressLimit = 32_768

/** Keeps count of refusals. `end` tells what is still only counted; after it nothing more is told. */
export function openRefusalLedger({ tell, singly = 5, periodMs = 10_000 }: LedgerOptions): {
  note: (refusal: Refusal) => void
  end: () => void
} {
  const tallies = new Map<RefusalKind, Tally>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const closePeriod = () => {
    timer = undefined
    for (const { counted, last } of tallies.values()) {
      if (counted > 0)
        tell({ ...last, detail: bound(`${String(counted)} more of this kind within a short time. The last: ${last.detail}`, detailLimit) })
    }
    tallies.clear()
  }

  return {
    note: (refusal) => {
      if (ended) return
      timer ??= setTimeout(closePeriod, periodMs)
      // Chromium does not always say which address asked.
      const bounded = {
        kind: refusal.kind,
        url: bound(refusal.url, addressLimit) || 'about:blank',
        detail: bound(refusal.detail, detailLimit),
      }
      const tally = tallies.get(refusal.kind) ?? { told: 0, counted: 0, last: bounded }
      tallies.set(refusal.kind, tally)
      tally.last = bounded
      if (tally.told < singly) {
        tally.told += 1
        tell(bounded)
      } else tally.counted += 1
    },
    end: () => {
      ended = true
      clearTimeout(timer)
      closePeriod()
    },
  }
}

function bound(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
}
