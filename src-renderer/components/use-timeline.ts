// The log of the open case in words, read on from where it was whenever the log grows.
import { useState } from 'react'
import type { TimelineEntry } from 'shared/contract'
import { call, tellFailure } from '../desk'
import { useRoom } from '../room/room-context'
import { useReadAgain } from '../room/use-read-again'

export interface ReadLog {
  readonly entries: readonly TimelineEntry[]
  /** The sentence to show where the log cannot be read. */
  readonly fault: string | null
  readonly reading: boolean
}

/** Whatever is new; the same list where nothing is, so that nothing is drawn again. */
function append(entries: readonly TimelineEntry[], more: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const lastSeq = entries.at(-1)?.seq ?? 0
  const fresh = more.filter((entry) => entry.seq > lastSeq)
  return fresh.length === 0 ? entries : [...entries, ...fresh]
}

export function useTimeline(): ReadLog {
  const { logSeq } = useRoom()
  const [log, setLog] = useState<ReadLog>({ entries: [], fault: null, reading: true })
  const lastSeq = log.entries.at(-1)?.seq ?? 0

  useReadAgain(logSeq, async () => {
    try {
      const more = await call('log.read', { afterSeq: lastSeq })
      setLog(({ entries }) => ({ entries: append(entries, more), fault: null, reading: false }))
    } catch (error) {
      setLog(({ entries }) => ({ entries, fault: tellFailure(error).sentence, reading: false }))
    }
  })

  return log
}
