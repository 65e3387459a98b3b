// Making and opening the file of a log.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { coded, CodedError } from 'shared/errors'
import { id } from 'shared/parts'
import { BlobRows } from './blob-rows'
import { connect } from './connection'
import type { Connection } from './connection'
import type { EventBodies } from './event-bodies'
import { EventRows } from './event-rows'
import { explainFailure, explaining, fileNotOurs, fileTruncated } from './file-failures'
import { allowsUnsigned, applicationIds } from './file-kind'
import type { FileKind } from './file-kind'
import { systemClock } from './log-clock'
import type { LogClock } from './log-clock'
import { LogFile } from './log'
import { migrations } from './migrations'
import { migrate } from './migrations/migration'
import { requireWhole } from './page-check'
import { isCutShort, recogniseFile } from './recognise'
import { SnapshotRows } from './snapshot-rows'
import { removeCopy } from './unfinished-copy'

export type { AppendRequest, NewBlob } from './append'
export type { LogFile } from './log'

export interface OpenOptions<B extends EventBodies> {
  /** 32 bytes, SQLCipher's raw key. Neither kept nor changed: wiping it is the caller's. */
  readonly key: Uint8Array
  readonly kind: FileKind
  readonly bodies: B
  readonly clock?: LogClock | undefined
}

/** Files that this program has open. */
const openedHere = new Set<string>()

/**
 * Makes a new file that holds no event yet, and opens it. It appears under its name only once it is whole.
 * @param options.logId 32 lower-case hex digits, part of every event
 * @throws `file.exists`, `disk.full`, `disk.failed`, `file.write-protected`
 */
export function createLogFile<B extends EventBodies>(path: string, options: OpenOptions<B> & { readonly logId: string }): LogFile<B> {
  const logId = id.parse(options.logId)
  requireKeyLength(options.key)
  if (existsSync(path) || existsSync(`${path}-journal`)) {
    throw coded('file.exists', 'There is a file of this name already. Nothing was changed. Move that one away, or choose another name.')
  }
  explaining(path, () => {
    const unfinished = `${path}.new`
    for (const leftover of [unfinished, `${unfinished}-journal`]) rmSync(leftover, { force: true })
    closeSync(openSync(unfinished, 'wx', 0o600))
    const connection = connect(unfinished, options.key)
    try {
      migrate(connection, migrations)
      connection.pragma(`application_id = ${applicationIds[options.kind]}`)
      connection.prepare<[string]>('INSERT INTO log (only_row, log_id) VALUES (1, ?)').run(logId)
    } finally {
      connection.close()
    }
    renameSync(unfinished, path)
    syncFolder(dirname(path))
  })
  return openLogFile(path, options)
}

/**
 * Opens a file, and brings it up to this version's schema.
 * @throws `file.missing`, `file.not-ours`, `file.key`, `file.busy`, `file.newer`, `file.truncated`, `file.damaged`,
 * `file.write-protected`, `disk.full`, `disk.failed`
 */
export function openLogFile<B extends EventBodies>(path: string, { key, kind, bodies, clock = systemClock }: OpenOptions<B>): LogFile<B> {
  requireKeyLength(key)
  const { identity, sealKey } = recogniseFile(path, key, openedHere)
  let connection: Connection | undefined
  try {
    connection = connect(path, key)
    requireWhole(connection, path)
    if (connection.pragma('application_id', { simple: true }) !== applicationIds[kind]) throw fileNotOurs()
    migrate(connection, migrations)
    const logId = readLogId(connection)
    const file = new LogFile({
      path,
      kind,
      logId,
      bodies,
      clock,
      connection,
      sealKey,
      events: new EventRows(connection),
      blobs: new BlobRows(connection),
      snapshot: new SnapshotRows(connection),
      allowsUnsigned: allowsUnsigned[kind],
      onClose: () => openedHere.delete(identity),
    })
    removeCopy(path)
    openedHere.add(identity)
    return file
  } catch (error) {
    connection?.close()
    const failure = explainFailure(error, path)
    const isCut = failure instanceof CodedError && failure.code === 'file.damaged' && isCutShort(path, key, sealKey)
    throw isCut ? fileTruncated() : failure
  }
}

function readLogId(connection: Connection): string {
  const row = connection.prepare<[], { logId: string }>('SELECT log_id AS logId FROM log').get()
  if (row === undefined) throw fileNotOurs()
  return row.logId
}

function requireKeyLength(key: Uint8Array): void {
  if (key.length !== 32) throw new RangeError('A file key has 32 bytes')
}

/** A new name is on the disk only once its folder is. Windows neither needs nor allows it. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
