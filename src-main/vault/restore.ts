// Putting a backup back: only where there is no school yet, and only after every file of it has been checked.
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { coded } from 'shared/errors'
import { checkBackup, hashFile, listDataFiles } from './backup-manifest'

/** Written last: it is what makes a school exist on this computer. */
const directoryName = 'school.json'

/**
 * Copies a checked backup into an empty data folder. A crash on the way leaves a computer without a school, where the same backup can be
 * restored again.
 * @throws `restore.not-empty`, `backup.unreadable`, `backup.damaged`, `restore.unwritten`
 */
export async function restoreBackup(
  folder: string,
  home: string,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { files } = await checkBackup(folder, onProgress, signal)
  await requireEmpty(home, new Map(files.map((file) => [file.path, file.sha256])))
  const staging = join(home, '.restoring')
  try {
    await rm(staging, { recursive: true, force: true })
    const ordered = [...files].sort((a, b) => Number(a.path === directoryName) - Number(b.path === directoryName))
    for (const { path, sha256 } of ordered) {
      const staged = join(staging, path)
      await mkdir(dirname(staged), { recursive: true, mode: 0o700 })
      await copyFile(join(folder, path), staged)
      if ((await hashFile(staged)).sha256 !== sha256) throw new Error('A copy that differs')
    }
    for (const { path } of ordered) {
      await mkdir(dirname(join(home, path)), { recursive: true, mode: 0o700 })
      await rename(join(staging, path), join(home, path))
    }
  } catch {
    throw coded('restore.unwritten', 'The backup could not be put back. Check that the disk is not full or read-only, then try again.')
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** Empty, but for files of this very backup that an earlier attempt put there. */
async function requireEmpty(home: string, known: ReadonlyMap<string, string>): Promise<void> {
  const there = (await stat(home).catch(() => null)) === null ? [] : await listDataFiles(home)
  for (const path of there) {
    if (path === directoryName || known.get(path) !== (await hashFile(join(home, path))).sha256)
      throw coded(
        'restore.not-empty',
        'This computer holds files of Incident Room already. A backup is put back only where there are none.',
      )
  }
}
