// One append-only, hash-chained, signed log in one encrypted file. A case file and the school's file are both this. Every
// reading is checked against its hash, so that what is damaged is refused and never shown.
import { closeSync, openSync } from 'node:fs'
import { coded, CodedError } from 'shared/errors'
import type { StoredEvent } from 'shared/events'
import { appendTo } from './append'
import type { AppendRequest, LogTables } from './append'
import type { KeptBlob } from './blob-rows'
import type { LogHead } from './chain'
import type { Connection } from './connection'
import type { EntryOf, EventBodies } from './event-bodies'
import { explaining } from './file-failures'
import type { FileKind } from './file-kind'
import { LogFault } from './log-fault'
import { copyInto } from './connection'
import { checkPages } from './page-check'
import { findDamagedPage } from './page-seals'
import { parseStored } from './seal'
import type { Snapshot, SnapshotRows } from './snapshot-rows'

const rowsAtOnce = 64

/** Which entries: those after `afterSeq` (from the first, if absent), at most `limit` of them (all, if absent). */
export interface EntryRange {
  readonly afterSeq?: number | undefined
  readonly limit?: number | undefined
}

/** What opening a file yields, for `LogFile` to work on. */
export interface OpenedFile<B extends EventBodies> extends LogTables {
  readonly path: string
  readonly kind: FileKind
  readonly bodies: B
  /** See `deriveSealKey`; wiped on closing. */
  readonly sealKey: Buffer
  readonly snapshot: SnapshotRows
  readonly onClose: () => void
}

/**
 * An open log, this program's alone until it is closed. Besides the codes named below, every method throws `file.closed`
 * after closing, `file.damaged` where the file turns out to be, and `disk.failed`.
 */
export class LogFile<B extends EventBodies> {
  readonly path: string
  readonly kind: FileKind
  readonly logId: string
  readonly bodies: B
  readonly #file: OpenedFile<B>
  #rawFile: number | undefined
  #isOpen = true

  /** Use `createLogFile` or `openLogFile`. */
  constructor(file: OpenedFile<B>) {
    this.#file = file
    this.path = file.path
    this.kind = file.kind
    this.logId = file.logId
    this.bodies = file.bodies
  }

  /**
   * Writes blobs and facts in one transaction, and returns once they are on the disk. Where it throws, nothing was written.
   * All facts of one call bear the same instant.
   * @returns the entries written; for a command that was applied before, those written then
   * @throws `event.refused`, `event.unknown`, `blob.damaged`, `blob.missing`, `command.reused`, `disk.full`,
   * `signature.missing`, `signature.stranger`
   */
  append(request: AppendRequest<B>): EntryOf<B>[] {
    return this.#use(() => appendTo(this.#file, request).map((stored) => parseStored(stored, this.bodies)))
  }

  /** What a command wrote when it was applied, or undefined where it never was: ask before deciding anew on a retry. */
  entriesOfCommand(commandId: string): EntryOf<B>[] | undefined {
    const applied = this.#use(() => this.#file.events.findCommand(commandId))
    if (applied === undefined) return undefined
    return [...this.entries({ afterSeq: applied.firstSeq - 1, limit: applied.lastSeq - applied.firstSeq + 1 })]
  }

  /** The entries in order, each checked against its hash. The file may be written to while this is iterated. @throws `event.damaged` */
  *entries(range: EntryRange = {}): Generator<EntryOf<B>, void, undefined> {
    for (const stored of this.storedEvents(range)) yield parseStored(stored, this.bodies)
  }

  /** The events as they stand in the file, unchecked: for `verifyLog`, and for a handover's `log.jsonl`. */
  *storedEvents({ afterSeq = 0, limit = Infinity }: EntryRange = {}): Generator<StoredEvent, void, undefined> {
    let last = afterSeq
    for (let left = limit; left > 0; left -= rowsAtOnce) {
      const rows = this.#use(() => this.#file.events.read(last, Math.min(left, rowsAtOnce)))
      yield* rows
      last = rows.at(-1)?.seq ?? last
      if (rows.length < rowsAtOnce) return
    }
  }

  /** The last entry's number and hash; 0 and 64 zeros for a log that holds nothing yet. */
  head(): LogHead {
    return this.#use(() => this.#file.events.head())
  }

  /** What the same build of the application once folded the log into. A cache: whoever checks the log does not ask for it. */
  readSnapshot(build: string): Snapshot | undefined {
    return this.#use(() => this.#file.snapshot.read(build))
  }

  /** Remembers what the log comes to as it now stands. */
  keepSnapshot(build: string, text: string): void {
    this.#use(() => {
      this.#file.snapshot.write(build, { ...this.#file.events.head(), text })
    })
  }

  hasBlob(sha256: string): boolean {
    return this.#use(() => this.#file.blobs.has(sha256))
  }

  /** All bytes of an exhibit or document, hashed again. @throws `blob.missing`, `blob.damaged` */
  readBlob(sha256: string): Uint8Array {
    return this.#use(() => this.#file.blobs.read(sha256))
  }

  /**
   * The same in pieces of at most 1 MiB, for memory's sake: rely on them only once the iteration has ended without throwing.
   * @throws `blob.missing`, `blob.damaged`
   */
  *blobChunks(sha256: string): Generator<Uint8Array, void, undefined> {
    yield* this.#iterate(() => this.#file.blobs.chunks(sha256))
  }

  /** Every blob in the file, in the order of keeping. */
  *blobs(): Generator<KeptBlob, void, undefined> {
    yield* this.#iterate(() => this.#file.blobs.all())
  }

  /** How many bytes all blobs have together. */
  countBlobBytes(): number {
    return this.#use(() => this.#file.blobs.countBytes())
  }

  /** Writes a copy of the file as it stands, with the same key, to a path where there is nothing. @throws `disk.full`, `disk.failed` */
  copyTo(path: string): void {
    this.#use(() => {
      copyInto(this.#file.connection, path)
    })
  }

  /** Part of `verifyLog`: the file itself, and the tables that no entry speaks of. @throws `file.truncated`, `file.damaged` */
  checkFile(): void {
    this.#use(() => {
      checkPages(this.#file.connection, this.#file.path)
      if (!this.#file.blobs.hasOnlyNamedParts() || this.#file.events.lastCommandSeq() > this.#file.events.head().seq) {
        throw new LogFault(
          'file.damaged',
          {},
          'The file holds rows that belong to nothing in it: something other than Incident Room wrote to it.',
        )
      }
    })
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Lends the connection, for copying. Within this room only; nothing may be written through it. */
  lend(borrow: (connection: Connection) => void): void {
    this.#use(() => borrow(this.#file.connection))
  }

  /** Lets go of the file and forgets its keys. Closing twice does nothing. */
  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#file.connection.close()
    this.#file.sealKey.fill(0)
    if (this.#rawFile !== undefined) closeSync(this.#rawFile)
    this.#file.onClose()
  }

  #use<T>(act: () => T): T {
    if (!this.#isOpen) throw coded('file.closed', 'This file has been closed. Open it again to go on.')
    try {
      return explaining(this.#file.path, act)
    } catch (error) {
      throw this.#locate(error)
    }
  }

  /** Each step apart, so that the file is free between two of them and closing in between is noticed. */
  *#iterate<T>(start: () => Iterator<T>): Generator<T, void, undefined> {
    const iterator = this.#use(start)
    for (let step = this.#use(() => iterator.next()); step.done !== true; step = this.#use(() => iterator.next())) yield step.value
  }

  /** Names the damaged page where there is one. */
  #locate(error: unknown): unknown {
    if (!(error instanceof CodedError) || error instanceof LogFault || error.code !== 'file.damaged') return error
    // Left open until the end: closing it would drop SQLite's lock on the same file (POSIX advisory locks).
    this.#rawFile ??= openSync(this.#file.path, 'r')
    const page = findDamagedPage(this.#rawFile, this.#file.sealKey)
    if (page === undefined) return error
    return new LogFault('file.damaged', { page }, `Page ${page} of the file is not as it was written. ${error.message}`)
  }
}
