// A file gets another key when somebody loses access to it. SQLite's own re-keying in place is not used on the file itself: killed
// half-way, it leaves pages under two keys that only the right one of the two can settle. So a copy is re-keyed, checked and
// written to, and takes the file's place in one step: at any moment the file is whole under the old key or whole under the new one.
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { coded } from 'shared/errors'
import type { AppendRequest } from './append'
import { connect, copyInto, rekey } from './connection'
import type { EventBodies } from './event-bodies'
import { explaining } from './file-failures'
import type { LogFile } from './log'
import { openLogFile, syncFolder, type OpenOptions } from './log-file'
import { copyPathOf, removeCopy } from './unfinished-copy'

/**
 * Re-keys an open file, and appends to it what says so: both are on the disk when it returns, or neither is.
 * The open file is used up. Where this throws, nothing has changed, but it may have been closed: open it again under the old key.
 * @param keys 32 bytes each; neither kept nor changed
 * @returns the file, open under the new key
 * @throws `file.rekey` where the copy is not the same log; `disk.full`, `disk.failed` and what appending and opening throw
 */
export function rekeyLogFile<B extends EventBodies>(
  file: LogFile<B>,
  keys: { from: Uint8Array; to: Uint8Array },
  request: AppendRequest<B>,
  options: Pick<OpenOptions<B>, 'clock'> = {},
): LogFile<B> {
  const { path, kind, bodies } = file
  const copyPath = copyPathOf(path)
  const opening = { ...options, key: keys.to, kind, bodies }
  try {
    removeCopy(path)
    file.lend((connection) => copyInto(connection, copyPath))
    explaining(copyPath, () => {
      rekeyClosed(copyPath, keys)
    })
    const copy = openLogFile(copyPath, opening)
    try {
      requireSameLog(file, copy)
      copy.append(request)
    } finally {
      copy.close()
    }
    syncFile(copyPath)
    file.close()
    explaining(path, () => {
      renameSync(copyPath, path)
      syncFolder(dirname(path))
    })
  } catch (error) {
    removeCopy(path)
    throw error
  }
  return openLogFile(path, opening)
}

function rekeyClosed(path: string, { from, to }: { from: Uint8Array; to: Uint8Array }): void {
  const connection = connect(path, from)
  try {
    rekey(connection, to)
  } finally {
    connection.close()
  }
}

/** Every page of the copy is read and every entry and exhibit is there: only then may it take the file's place. */
function requireSameLog<B extends EventBodies>(file: LogFile<B>, copy: LogFile<B>): void {
  copy.checkFile()
  for (const { sha256 } of copy.blobs()) for (const chunk of copy.blobChunks(sha256)) chunk.fill(0)
  const [before, after] = [file.head(), copy.head()]
  const isSame =
    copy.logId === file.logId && after.seq === before.seq && after.hash === before.hash && copy.countBlobBytes() === file.countBlobBytes()
  if (!isSame)
    throw coded(
      'file.rekey',
      'The file could not be given a new key. Nothing was changed. Try again; if it happens again, have the disk checked.',
    )
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
