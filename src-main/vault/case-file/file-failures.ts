// What SQLite and the operating system say when a file cannot be used, turned into a sentence that a person can act on. The
// sentences never name a path.
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { coded, CodedError } from 'shared/errors'

/** With less than this left, a failure to write is put down to the disk's being full. */
const hardlyAnySpaceBytes = 256 * 1024

/**
 * The coded refusal for a failure of SQLite or the file system; any other error is returned as it is.
 * Codes: `disk.full`, `disk.failed`, `file.busy`, `file.damaged`, `file.missing`, `file.write-protected`.
 * @param path of the file in question, to look how full its disk is
 */
export function explainFailure(error: unknown, path: string): unknown {
  if (error instanceof CodedError || !(error instanceof Error)) return error
  const code = readCode(error)
  if (code === undefined) return error
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return diskFull()
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) return fileDamaged()
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return fileBusy()
  if (/^(SQLITE_READONLY|SQLITE_PERM|SQLITE_CANTOPEN|EACCES|EPERM|EROFS)/.test(code))
    return isDiskFull(path) ? diskFull() : writeProtected()
  if (/^(SQLITE_IOERR|EIO|EFBIG)/.test(code)) return isDiskFull(path) ? diskFull() : diskFailed()
  return code === 'ENOENT' ? fileMissing() : error
}

/** Runs `act`, and throws what {@link explainFailure} makes of anything it throws. */
export function explaining<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw explainFailure(error, path)
  }
}

function readCode(error: Error): string | undefined {
  if (error instanceof Database.SqliteError) return error.code
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function isDiskFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize < hardlyAnySpaceBytes
  } catch {
    return false
  }
}

const diskFull = (): CodedError =>
  coded(
    'disk.full',
    'The disk is full, so this was not recorded. Everything recorded before is safe. Make room on this disk, then try again.',
  )

const diskFailed = (): CodedError =>
  coded(
    'disk.failed',
    'The disk did not do as it was asked, so this was not recorded. Everything recorded before is safe. Close and open the file again; if it happens again, have the disk checked.',
  )

const writeProtected = (): CodedError =>
  coded(
    'file.write-protected',
    'This file, or its folder, is protected against writing. Nothing was changed. Ask your technician to allow this account to write there.',
  )

export const fileBusy = (): CodedError =>
  coded('file.busy', 'This file is already open, in another window or another program. Close it there, then try again.')

export const fileMissing = (): CodedError =>
  coded('file.missing', 'The file is not there. It may have been moved or deleted: look for it under the same name in the backups.')

export const fileDamaged = (): CodedError =>
  coded(
    'file.damaged',
    'Part of this file is damaged, so it cannot be relied on. Leave it as it is, and work with a copy from the backups.',
  )

export const fileTruncated = (): CodedError =>
  coded(
    'file.truncated',
    'The end of this file is missing: it was cut short, perhaps while it was copied. Leave it as it is, and work with a whole copy from the backups.',
  )

export const fileNotOurs = (): CodedError =>
  coded('file.not-ours', 'This is not a file of the kind that was asked for. Choose the file that Incident Room made.')

/** A wrong key and a destroyed beginning look alike: the sentence must not claim to know which it is. */
export const keyDoesNotFit = (): CodedError =>
  coded(
    'file.key',
    'This key does not open this file: either it belongs to another file, or this file is damaged from its beginning. Check that the two belong together; if they do, work with a copy from the backups.',
  )
