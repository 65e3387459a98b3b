// The log as a line through time, newest first: when, what, and what came of it. A shape says the tone, the colour repeats it.
import type { TimelineEntry } from 'shared/contract'
import { isHash, shortenHashes } from '../words/figures'
import { tellDay, tellSecond } from '../words/moments'

export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  const newestFirst = entries.toReversed()
  return (
    <ol className="timeline" reversed>
      {newestFirst.map((entry, index) => (
        <li key={entry.seq} className={`timeline__entry timeline__entry--${entry.tone}`}>
          {startsDay(newestFirst, index) && <p className="timeline__day">{tellDay(entry.at)}</p>}
          <time className="timeline__time" dateTime={entry.at}>
            {tellSecond(entry.at)}
          </time>
          <span className="timeline__mark" aria-hidden="true" />
          <div className="timeline__words">
            <p className="timeline__title">{entry.title}</p>
            {entry.details.map((detail) => (
              <p key={detail} className={`timeline__detail${isHash(detail) ? ' mono' : ''}`}>
                {shortenHashes(detail)}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Whether an entry is the first shown of its day; the newest day needs no heading while it is today. */
function startsDay(entries: readonly TimelineEntry[], index: number): boolean {
  const [entry, before] = [entries[index], entries[index - 1]]
  if (!entry) return false
  const on = tellDay(entry.at)
  return before ? tellDay(before.at) !== on : on !== tellDay(new Date().toISOString())
}
