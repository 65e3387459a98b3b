// Appending is the only way to write: blobs and events of one command in one transaction, so that there is never an exhibit
// without its entry or an entry without its exhibit, and a command that is repeated writes nothing twice.
import { coded } from 'shared/errors'
import { eventSignature } from 'shared/events'
import type { EventSignature, StoredEvent } from 'shared/events'
import { z } from 'zod'
import { hashBytes } from './blob-rows'
import type { BlobRows } from './blob-rows'
import { requireSigners } from './chain'
import type { Connection } from './connection'
import type { EventBodies, FactOf } from './event-bodies'
import type { EventRows } from './event-rows'
import type { LogClock } from './log-clock'
import { namedBlobs } from './named-blobs'
import { hashText, parseBody, sealEvent, writeCanonical } from './seal'

/** Bytes to keep, with the hash by which the facts name them. */
export interface NewBlob {
  readonly sha256: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

export interface AppendRequest<B extends EventBodies> {
  /** What happened, in order; at least one. */
  readonly facts: readonly FactOf<B>[]
  /** Each must be named by one of the facts. */
  readonly blobs?: readonly NewBlob[] | undefined
  /** Who is present, and signs. */
  readonly actors: readonly string[]
  /** Signatures of all actors, and of nobody else, over an event's hash (64 hex digits). Called within the transaction. */
  readonly sign: (hash: string) => readonly EventSignature[]
  /** Makes a retry safe: the same id with the same content is answered with what was written then. */
  readonly commandId?: string | undefined
}

/** What appending works on: one open file. */
export interface LogTables {
  readonly connection: Connection
  readonly events: EventRows
  readonly blobs: BlobRows
  readonly logId: string
  readonly bodies: EventBodies
  readonly clock: LogClock
  readonly allowsUnsigned: boolean
}

/** What was written, and that it is on the disk. */
export function appendTo<B extends EventBodies>(tables: LogTables, request: AppendRequest<B>): StoredEvent[] {
  const facts = request.facts.map(({ type, body }: { type: string; body: unknown }) => ({
    type,
    body: parseBody(type, body, tables.bodies),
  }))
  const [first] = facts
  if (first === undefined) throw new Error('Nothing to append')
  const blobs = request.blobs ?? []
  requireHashes(blobs)
  const digest = hashText(writeCanonical({ facts, actors: request.actors, blobs: blobs.map((blob) => blob.sha256) }))
  return tables.connection
    .transaction(() => {
      const earlier = findEarlier(tables, request.commandId, digest)
      if (earlier !== undefined) return earlier
      for (const { sha256, mimeType, bytes } of blobs) tables.blobs.insert(sha256, mimeType, bytes)
      requireNamed(
        tables.blobs,
        blobs,
        facts.flatMap(({ body }) => namedBlobs(body)),
      )
      const { at, monotonicMs } = tables.clock()
      const written = facts.map((fact) => sealAndInsert(tables, { ...fact, at, monotonicMs }, request))
      const firstSeq = tables.events.head().seq - written.length + 1
      const lastSeq = firstSeq + written.length - 1
      if (request.commandId !== undefined) tables.events.insertCommand(request.commandId, { digest, firstSeq, lastSeq })
      return written
    })
    .immediate()
}

/** What an applied command wrote, or undefined where the id is new. @throws `command.reused` */
function findEarlier({ events }: LogTables, commandId: string | undefined, digest: string): StoredEvent[] | undefined {
  const applied = commandId === undefined ? undefined : events.findCommand(commandId)
  if (applied === undefined) return undefined
  if (applied.digest !== digest) {
    throw coded(
      'command.reused',
      'This was asked for before in other words, and what was asked then is recorded. Look at the log before trying again.',
    )
  }
  return events.read(applied.firstSeq - 1, applied.lastSeq - applied.firstSeq + 1)
}

interface DatedFact {
  readonly type: string
  readonly body: Record<string, unknown>
  readonly at: string
  readonly monotonicMs: number
}

function sealAndInsert(
  tables: LogTables,
  fact: DatedFact,
  { actors, sign }: Pick<AppendRequest<EventBodies>, 'actors' | 'sign'>,
): StoredEvent {
  const head = tables.events.head()
  const seq = head.seq + 1
  const { text, hash } = sealEvent({ ...fact, log: tables.logId, seq, actors, prev: head.hash }, tables.bodies)
  const signatures = z.array(eventSignature).parse(sign(hash))
  requireSigners(actors, signatures, seq)
  if (signatures.length === 0 && !tables.allowsUnsigned) throw new Error(`${fact.type} needs somebody present`)
  const stored = { seq, text, hash, signatures }
  tables.events.insert(stored)
  return stored
}

function requireHashes(blobs: readonly NewBlob[]): void {
  if (blobs.every(({ sha256, bytes }) => hashBytes(bytes) === sha256)) return
  throw coded('blob.damaged', 'An exhibit or document changed before it could be kept. Nothing was written. Make it again.')
}

/** Every blob that a fact names is in the file by now, and none is kept that no fact names. */
function requireNamed(rows: BlobRows, kept: readonly NewBlob[], names: readonly string[]): void {
  if (!names.every((sha256) => rows.has(sha256))) {
    throw coded(
      'blob.missing',
      'An exhibit or document that is to be recorded was not handed over with the record. Nothing was written. Make it again.',
    )
  }
  if (!kept.every(({ sha256 }) => names.includes(sha256))) throw new Error('A blob that no fact names')
}
