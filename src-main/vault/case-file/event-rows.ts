// The events table and the commands that wrote it. Statements only; what an event must be is said in `seal.ts`.
import type { StoredEvent } from 'shared/events'
import type { LogHead } from './chain'
import type { Connection } from './connection'
import { noEventBefore, writeCanonical } from './seal'
import { parseStoredEvent, readJson } from './stored-event'

interface EventRow {
  seq: number
  text: string
  hash: string
  signatures: string
}

/** A command that was applied: what was asked (its digest), and the entries that it wrote. */
export interface AppliedCommand {
  readonly digest: string
  readonly firstSeq: number
  readonly lastSeq: number
}

export class EventRows {
  readonly #insert
  readonly #range
  readonly #head
  readonly #insertCommand
  readonly #findCommand
  readonly #lastCommandSeq

  constructor(connection: Connection) {
    this.#insert = connection.prepare<[number, string, string, string]>(
      'INSERT INTO events (seq, text, hash, signatures) VALUES (?, ?, ?, ?)',
    )
    this.#range = connection.prepare<[number, number], EventRow>(
      'SELECT seq, text, hash, signatures FROM events WHERE seq > ? ORDER BY seq LIMIT ?',
    )
    this.#head = connection.prepare<[], LogHead>('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1')
    this.#insertCommand = connection.prepare<[string, string, number, number]>(
      'INSERT INTO commands (command_id, digest, first_seq, last_seq) VALUES (?, ?, ?, ?)',
    )
    this.#findCommand = connection.prepare<[string], AppliedCommand>(
      'SELECT digest, first_seq AS firstSeq, last_seq AS lastSeq FROM commands WHERE command_id = ?',
    )
    this.#lastCommandSeq = connection.prepare<[], { seq: number | null }>('SELECT max(last_seq) AS seq FROM commands')
  }

  insert({ seq, text, hash, signatures }: StoredEvent): void {
    this.#insert.run(seq, text, hash, writeCanonical(signatures))
  }

  /** At most `limit` events after `afterSeq`, in order. @throws LogFault `event.damaged` */
  read(afterSeq: number, limit: number): StoredEvent[] {
    return this.#range
      .all(afterSeq, limit)
      .map((row) => parseStoredEvent({ ...row, signatures: readJson(row.signatures, row.seq) }, row.seq))
  }

  head(): LogHead {
    return this.#head.get() ?? { seq: 0, hash: noEventBefore }
  }

  insertCommand(commandId: string, { digest, firstSeq, lastSeq }: AppliedCommand): void {
    this.#insertCommand.run(commandId, digest, firstSeq, lastSeq)
  }

  findCommand(commandId: string): AppliedCommand | undefined {
    return this.#findCommand.get(commandId)
  }

  /** The last entry that any command is said to have written; 0 where there is none. */
  lastCommandSeq(): number {
    return this.#lastCommandSeq.get()?.seq ?? 0
  }
}
