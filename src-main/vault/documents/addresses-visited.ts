// Every address that was opened or tried, in order, as the application recorded it by itself.
import type { Visit } from 'shared/case-state'
import type { CaseRecord } from './case-record'
import { tellAddress } from './case-record'
import { tellUtcClock, tellUtcDay } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell, type CellText } from './form-table'
import { styles } from './typography'

const causes = { typed: 'Typed', page: 'From the page', back: 'Back', reload: 'Loaded again' } as const

export async function drawAddresses(flow: Flow, record: CaseRecord): Promise<void> {
  const { visits, refusals, exhibits } = record.state
  const stopped = findStopped(record)
  await flow.within('Sect', () => {
    if (exhibits.some(({ sealed }) => !sealed)) flow.nextPage()
    flow.heading(2, 'All addresses visited')
    if (visits.length === 0) {
      flow.text('No address was opened in this case.')
      return
    }
    const refused =
      refusals === 0
        ? ''
        : ` ${String(refusals)} more ${refusals === 1 ? 'was' : 'were'} refused by the application; the log says which and why.`
    flow.text(
      `${String(visits.length)} ${visits.length === 1 ? 'address was' : 'addresses were'} opened or tried.${refused} Recorded without anybody's doing. ` +
        'Times are UTC. A certificate is told by the first 16 digits of its SHA-256.',
    )
    drawTable(
      flow,
      { columns: [0.17, 0.52, 0.31], head: ['Time', 'Requested, and where it ended', 'Answer'], frame: 'rules' },
      visits.map((visit) => [tellTime(visit), tellWay(visit, stopped.has(visit.visitId)), tellAnswer(visit)]),
    )
  })
}

/** Pages of a `stop` category: their address and time remain, and nothing that the page itself said. */
export function findStopped({ state, policy }: CaseRecord): Set<string> {
  const stops = policy.categories.filter(({ effect }) => effect === 'stop').map(({ id }) => id)
  return new Set(state.halts.flatMap(({ categoryId, visitId }) => (visitId !== null && stops.includes(categoryId ?? '') ? [visitId] : [])))
}

function tellTime({ at, cause }: Visit): Cell {
  return [{ text: tellUtcClock(at) }, { text: tellUtcDay(at), style: styles.note }, { text: causes[cause], style: styles.note }]
}

function tellWay({ url, record }: Visit, isStopped: boolean): Cell {
  const lines: CellText[] = [{ text: tellAddress(url), style: styles.address }]
  if (!record) return lines
  for (const hop of record.redirects)
    lines.push({ text: `Redirected with ${String(hop.status)} by ${tellAddress(hop.url, 300)}`, style: styles.note })
  if (record.finalUrl !== url)
    lines.push({ text: 'Ended at', style: styles.note }, { text: tellAddress(record.finalUrl), style: styles.address })
  if (record.title !== '' && !isStopped) lines.push({ text: record.title, style: styles.note })
  return lines
}

function tellAnswer({ record }: Visit): Cell {
  if (!record) return [{ text: 'No answer was recorded' }]
  const lines: CellText[] = []
  if (record.failure) lines.push({ text: record.failure.sentence }, { text: record.failure.code, style: styles.note })
  else lines.push({ text: record.status === null ? 'No status' : `Status ${String(record.status)}` })
  if (record.remote) lines.push({ text: `${record.remote.ip} port ${String(record.remote.port)}`, style: styles.address })
  if (record.tls) {
    const { protocol, fingerprintSha256, verdict } = record.tls
    lines.push({
      text: verdict === 'ok' ? `${protocol}, certificate accepted` : `${protocol}, certificate not accepted: ${verdict}`,
      style: styles.note,
    })
    if (fingerprintSha256) lines.push({ text: fingerprintSha256.slice(0, 16), style: styles.address })
  } else if (record.remote) lines.push({ text: 'Not encrypted', style: styles.note })
  return lines
}
