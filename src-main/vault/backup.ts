// Making a backup while the application is in use: a folder with a copy of each file of the data folder, and a manifest that is written
// last. All of it is encrypted as it lies: whoever has the backup has no more than whoever has the disk.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { coded, CodedError } from 'shared/errors'
import { replaceFile } from './keys/atomic-file'
import { hashFile, listDataFiles, manifestName, type BackupManifest } from './backup-manifest'

/** A file that this program has open and may be writing to: it copies itself, in one consistent piece. */
export interface OpenFileCopier {
  /** Path below the data folder, with forward slashes. */
  readonly path: string
  readonly copyTo: (target: string) => void
}

export interface BackupOrder {
  readonly home: string
  /** The folder that holds all backups. */
  readonly folder: string
  readonly folderName: string
  readonly school: { readonly schoolId: string; readonly name: string }
  readonly openFiles: readonly OpenFileCopier[]
  readonly now: Date
  readonly onProgress: (fraction: number) => void
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes a backup. It appears under its name once it is whole; where it throws or is cancelled, nothing is left behind.
 * @throws `backup.unwritten`, `backup.no-room`
 */
export async function makeBackup(order: BackupOrder): Promise<BackupManifest> {
  const unfinished = join(order.folder, `.making-${order.folderName}`)
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    const manifest = await fillBackup(order, unfinished)
    await replaceFile(join(unfinished, manifestName), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8'))
    await rename(unfinished, join(order.folder, order.folderName))
    return manifest
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (error instanceof CodedError || order.signal?.aborted === true) throw error
    throw coded(
      'backup.unwritten',
      'The backup could not be written. Check that the folder for it can be written to and is not full, then try again.',
    )
  }
}

async function fillBackup({ home, openFiles, school, now, onProgress, signal }: BackupOrder, folder: string): Promise<BackupManifest> {
  const paths = await listDataFiles(home)
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(home, path))).size))
  const totalBytes = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  await requireRoom(folder, totalBytes)
  const files: BackupManifest['files'] = []
  let doneBytes = 0
  for (const path of paths) {
    signal?.throwIfAborted()
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const opened = openFiles.find((file) => file.path === path)
    if (opened) opened.copyTo(target)
    else
      await pipeline(createReadStream(join(home, path)), createWriteStream(target, { mode: 0o600, flags: 'wx' }), {
        ...(signal && { signal }),
      })
    await flush(target)
    const { sizeBytes, sha256 } = await hashFile(target)
    files.push({ path, sizeBytes, sha256 })
    doneBytes += sizeBytes
    onProgress(Math.min(1, doneBytes / totalBytes))
    await setImmediate()
  }
  const { schoolId, name } = school
  return { format: 'incident-room/backup', version: 1, schoolId, school: name, madeAt: now.toISOString(), files }
}

async function requireRoom(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < neededBytes)
    throw coded('backup.no-room', 'There is not enough room for the backup. Make room on that disk, or choose another.')
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
