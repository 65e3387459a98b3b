// The one place where the encrypted file is opened. The settings are promises about durability and secrecy, so each is read
// back: an addon that was built without one of them is refused.
import { closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3-multiple-ciphers'
import { sqliteAddonPath } from '../native-addon'

/** A file opened with its key. Used inside this room only. */
export type Connection = Database.Database

/** How long to wait for a program that is just closing the file. */
const busyTimeoutMs = 500

/** The settings, and what SQLite answers when it keeps them. Stock SQLCipher 4 reads a file that was written so. */
const settings: readonly (readonly [name: string, value: string, kept: string | number])[] = [
  ['journal_mode', 'DELETE', 'delete'],
  // One program at a time: a second one is refused instead of writing after a state that it does not know.
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  // Not kept in the file: without it a power cut can lose what was acknowledged.
  ['synchronous', 'EXTRA', 3],
  // macOS answers an ordinary sync before the disk has the bytes.
  ['fullfsync', 'ON', 1],
  // Sorter files in the temporary folder would be plain text.
  ['temp_store', 'MEMORY', 2],
  ['secure_delete', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  // A schema that somebody prepared must not run anything.
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
]

/**
 * Opens an existing file and takes it for this program alone.
 * @param key 32 bytes, the SQLCipher raw key; the caller's own array is neither kept nor changed
 * @throws whatever SQLite throws; see `explainFailure`
 */
export function connect(path: string, key: Uint8Array): Connection {
  const addon = sqliteAddonPath()
  const connection = new Database(path, {
    fileMustExist: true,
    timeout: busyTimeoutMs,
    ...(addon !== undefined && { nativeBinding: addon }),
  })
  try {
    giveKey(connection, key)
    // Going from PERSIST to DELETE makes SQLite take away the spent journal of a program that was killed: one file is a case.
    connection.pragma('journal_mode = PERSIST')
    for (const setting of settings) keep(connection, ...setting)
    // Takes the lock for good.
    connection.exec('BEGIN EXCLUSIVE; COMMIT')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Puts every page under another key. Not safe against a kill: for a copy that nothing depends on yet. */
export function rekey(connection: Connection, key: Uint8Array): void {
  lendRaw(key, (raw) => connection.rekey(raw))
}

/** Writes the whole database into a new file under the same key. @throws whatever SQLite throws; see `explainFailure` */
export function copyInto(connection: Connection, path: string): void {
  // Private to this account from its first byte; SQLite takes an empty file for a new one.
  closeSync(openSync(path, 'wx', 0o600))
  connection.prepare('VACUUM INTO ?').run(path)
}

function giveKey(connection: Connection, key: Uint8Array): void {
  connection.pragma(`cipher = 'sqlcipher'`)
  connection.pragma('legacy = 4')
  lendRaw(key, (raw) => connection.key(raw))
}

/** As bytes and not as PRAGMA text, because text cannot be wiped. */
function lendRaw(key: Uint8Array, use: (raw: Buffer) => void): void {
  const raw = Buffer.alloc(4 + key.length)
  raw.write('raw:', 'ascii')
  raw.set(key, 4)
  try {
    use(raw)
  } finally {
    raw.fill(0)
  }
}

function keep(connection: Connection, name: string, value: string, kept: string | number): void {
  connection.pragma(`${name} = ${value}`)
  const found: unknown = connection.pragma(name, { simple: true })
  if (found !== kept) throw new Error(`The SQLite addon does not keep ${name} = ${value}`)
}
