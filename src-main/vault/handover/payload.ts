// The payload of a handover, file by file, in an order that is always the same. What the case names by hash is hashed again on
// its way out: a damaged exhibit stops the handover rather than travelling under a fresh signature.
import { createHash } from 'node:crypto'
import type { Exhibit } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { StoredEvent } from 'shared/events'
import type { BagFile, Pieces } from './bag'
import { exhibitPath, payloadPath } from './bundle-layout'
import { writeStatement, statementPath, type HandoverStatement } from './handover-statement'
import { writeReadMe } from './read-me'

/** What a case gives away. */
export interface PayloadSource {
  readonly statement: HandoverStatement
  /** The log from its first entry to the one that the statement names as the last. */
  readonly entries: Iterable<StoredEvent>
  readonly readBlob: (hash: string) => Pieces
  readonly recordBlob: string
  readonly policyBlob: string
  /** Not the sealed ones. */
  readonly exhibits: readonly Exhibit[]
  /** PEM by path. */
  readonly certificates: ReadonlyMap<string, string>
}

/**
 * The files under `data/`.
 * @throws `handover.damaged` where a blob is not what the log says, or the log does not end as the statement says
 */
export function* makePayload(source: PayloadSource): Generator<BagFile, void, undefined> {
  const { statement } = source
  yield textFile(payloadPath.readMe, writeReadMe(statement))
  yield textFile(statementPath, writeStatement(statement))
  yield { path: payloadPath.record, bytes: readWhole(source, source.recordBlob, 'The signed record') }
  for (const { number, blob } of source.exhibits) {
    yield { path: exhibitPath(number), bytes: readWhole(source, blob, `Exhibit ${number}`) }
  }
  yield { path: payloadPath.log, bytes: writeLogLines(source) }
  yield { path: payloadPath.policy, bytes: readWhole(source, source.policyBlob, 'The policy of this case') }
  for (const [path, pem] of source.certificates) yield textFile(path, pem)
}

function textFile(path: string, text: string): BagFile {
  return { path, bytes: [Buffer.from(text)] }
}

/** One line for each entry: its number, the exact text that was hashed, the hash, the signatures. */
function* writeLogLines({ entries, statement }: PayloadSource): Generator<Uint8Array, void, undefined> {
  let last: StoredEvent | undefined
  for (const entry of entries) {
    const { seq, text, hash, signatures } = entry
    if (seq > statement.log.entries) break
    yield Buffer.from(`${JSON.stringify({ seq, text, hash, signatures })}\n`)
    last = entry
  }
  if (last?.seq !== statement.log.entries || last.hash !== statement.log.head) throw damaged('The log')
}

async function* readWhole(source: PayloadSource, blob: string, what: string): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256')
  for await (const piece of source.readBlob(blob)) {
    hash.update(piece)
    yield piece
  }
  if (hash.digest('hex') !== blob) throw damaged(what)
}

function damaged(what: string): Error {
  return coded(
    'handover.damaged',
    `${what} in this case file is not as it was recorded, so nothing was handed over. Keep the file as it is and tell the head.`,
  )
}
