// The custody log: who held the case and when, then the whole log in words, entry by entry with its hash, so that a third party can follow
// every step that was taken (ACPO/NPCC, principle 3).
import { nameOf } from 'shared/case-state'
import type { CaseEntry } from 'shared/events'
import { tellEntry } from 'shared/timeline'
import { findStopped } from './addresses-visited'
import { categoryTitle, type CaseRecord } from './case-record'
import { drawCustody } from './custody-summary'
import { tellUtcClock, tellUtcDay } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell } from './form-table'
import { styles } from './typography'

const hashDigits = 16

export async function drawCustodyLog(flow: Flow, record: CaseRecord, entries: Iterable<CaseEntry>): Promise<void> {
  await drawCustody(flow, record)
  await flow.within('Sect', () => {
    flow.heading(2, 'Every entry of the log')
    flow.text(`Times are UTC. A hash is told by its first ${String(hashDigits)} digits; the whole of each is in the log.`, styles.note)
    drawTable(
      flow,
      { columns: [0.08, 0.21, 0.5, 0.21], head: ['Entry', 'Time', 'What', 'Hash'], frame: 'rules' },
      entryRows(record, entries),
    )
  })
}

function entryRows(record: CaseRecord, entries: Iterable<CaseEntry>): Cell[][] {
  const stopped = findStopped(record)
  const names = {
    person: (personId: string) => nameOf(record.state, personId),
    category: (categoryId: string) => categoryTitle(record, categoryId),
  }
  return [...entries].map((entry) => {
    const told = tellEntry(entry, names)
    // Of a stopped page nothing is printed that the page itself said.
    const isStopped = entry.type === 'visit.recorded' && stopped.has(entry.body.visitId)
    const details = isStopped ? [] : told.details
    return [
      String(told.seq),
      [{ text: tellUtcClock(told.at) }, { text: tellUtcDay(told.at), style: styles.note }],
      [{ text: told.title }, ...details.map((text) => ({ text, style: styles.note }))],
      [{ text: told.hash.slice(0, hashDigits), style: styles.hash }],
    ]
  })
}
