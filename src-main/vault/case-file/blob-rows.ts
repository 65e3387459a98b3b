// Screenshots and documents in the file: named by the SHA-256 of their bytes, kept in rows of 1 MiB, never written twice and
// never changed.
import { createHash } from 'node:crypto'
import type { Connection } from './connection'
import { LogFault } from './log-fault'

const partSizeBytes = 1024 * 1024

/** A blob that the file keeps. */
export interface KeptBlob {
  readonly sha256: string
  readonly mimeType: string
  readonly sizeBytes: number
}

interface BlobRow extends KeptBlob {
  readonly blobId: number
  readonly parts: number
}

const columns = 'blob_id AS blobId, sha256, mime_type AS mimeType, size_bytes AS sizeBytes, parts'

export class BlobRows {
  readonly #insert
  readonly #insertPart
  readonly #find
  readonly #after
  readonly #part
  readonly #countParts
  readonly #countBytes

  constructor(connection: Connection) {
    this.#insert = connection.prepare<[string, string, number, number]>(
      'INSERT INTO blobs (sha256, mime_type, size_bytes, parts) VALUES (?, ?, ?, ?)',
    )
    this.#insertPart = connection.prepare<[number | bigint, number, Uint8Array]>(
      'INSERT INTO blob_parts (blob_id, part, bytes) VALUES (?, ?, ?)',
    )
    this.#find = connection.prepare<[string], BlobRow>(`SELECT ${columns} FROM blobs WHERE sha256 = ?`)
    this.#after = connection.prepare<[number], BlobRow>(`SELECT ${columns} FROM blobs WHERE blob_id > ? ORDER BY blob_id LIMIT 1`)
    // Never substr() on a blob: SQLite would read the whole of it for each piece.
    this.#part = connection.prepare<[number, number], { bytes: Buffer }>('SELECT bytes FROM blob_parts WHERE blob_id = ? AND part = ?')
    this.#countParts = connection.prepare<[], { parts: number; named: number }>(
      'SELECT (SELECT count(*) FROM blob_parts NOT INDEXED) AS parts, (SELECT coalesce(sum(parts), 0) FROM blobs) AS named',
    )
    this.#countBytes = connection.prepare<[], { bytes: number }>('SELECT coalesce(sum(size_bytes), 0) AS bytes FROM blobs')
  }

  /** Keeps a blob, unless one with the same hash is kept already. The caller has checked the hash. */
  insert(sha256: string, mimeType: string, bytes: Uint8Array): void {
    if (this.has(sha256)) return
    const parts = Math.ceil(bytes.length / partSizeBytes)
    const { lastInsertRowid } = this.#insert.run(sha256, mimeType, bytes.length, parts)
    for (let part = 0; part < parts; part += 1) {
      this.#insertPart.run(lastInsertRowid, part, bytes.subarray(part * partSizeBytes, (part + 1) * partSizeBytes))
    }
  }

  has(sha256: string): boolean {
    return this.#find.get(sha256) !== undefined
  }

  /**
   * The bytes in pieces of at most 1 MiB.
   * @throws `blob.missing` before the first piece, `blob.damaged` at the latest after the last: the pieces are good only once
   * the iteration has ended without throwing
   */
  *chunks(sha256: string): Generator<Buffer, void, undefined> {
    const blob = this.#find.get(sha256)
    if (blob === undefined) throw missing(sha256)
    const hash = createHash('sha256')
    let sizeBytes = 0
    for (let part = 0; part < blob.parts; part += 1) {
      const row = this.#part.get(blob.blobId, part)
      if (row === undefined) throw damaged(sha256)
      hash.update(row.bytes)
      sizeBytes += row.bytes.length
      yield row.bytes
    }
    if (sizeBytes !== blob.sizeBytes || hash.digest('hex') !== sha256) throw damaged(sha256)
  }

  /** All of a blob's bytes. @throws `blob.missing`, `blob.damaged` */
  read(sha256: string): Uint8Array {
    const bytes = Buffer.concat([...this.chunks(sha256)])
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  /** Every blob, in the order of keeping. */
  *all(): Generator<KeptBlob, void, undefined> {
    for (let row = this.#after.get(0); row !== undefined; row = this.#after.get(row.blobId)) {
      yield { sha256: row.sha256, mimeType: row.mimeType, sizeBytes: row.sizeBytes }
    }
  }

  countBytes(): number {
    return this.#countBytes.get()?.bytes ?? 0
  }

  /** Whether there are exactly as many rows of bytes as the blobs say they have. */
  hasOnlyNamedParts(): boolean {
    const counted = this.#countParts.get()
    return counted !== undefined && counted.parts === counted.named
  }
}

/** SHA-256 of bytes, 64 lower-case hex digits. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function missing(sha256: string): LogFault {
  return new LogFault('blob.missing', { blob: sha256 }, `An exhibit or document that the log names is not in the file (SHA-256 ${sha256}).`)
}

function damaged(sha256: string): LogFault {
  return new LogFault(
    'blob.damaged',
    { blob: sha256 },
    `An exhibit or document is not what was kept: its bytes no longer have the SHA-256 ${sha256}.`,
  )
}
