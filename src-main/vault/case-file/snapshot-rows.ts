// The one row that remembers what a log came to. Never trusted further than it can be matched: to the very build that wrote it, and to
// an entry that the log still holds.
import type { LogHead } from './chain'
import type { Connection } from './connection'

/** What was folded, and up to which entry. */
export interface Snapshot extends LogHead {
  readonly text: string
}

export class SnapshotRows {
  readonly #read
  readonly #write

  constructor(connection: Connection) {
    this.#read = connection.prepare<[string], Snapshot>(
      'SELECT s.seq, s.hash, s.text FROM snapshot s JOIN events e ON e.seq = s.seq AND e.hash = s.hash WHERE s.build = ?',
    )
    this.#write = connection.prepare<[string, number, string, string]>(
      'INSERT OR REPLACE INTO snapshot (only_row, build, seq, hash, text) VALUES (1, ?, ?, ?, ?)',
    )
  }

  /** The snapshot of this build, where there is one and the log still holds the entry that it ends at. */
  read(build: string): Snapshot | undefined {
    return this.#read.get(build)
  }

  write(build: string, { seq, hash, text }: Snapshot): void {
    this.#write.run(build, seq, hash, text)
  }
}
