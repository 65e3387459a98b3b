// Replacing a small file so that a crash or a power cut leaves either the old one or the new one, whole.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Writes beside the target, flushes, renames over it, and flushes the folder. Rejects with the system's error; nothing is left behind. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await renameOver(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await flushFolder(folder)
}

/** On Windows a virus scanner may hold the file for a moment after it was written; renaming then fails for that long. */
async function renameOver(from: string, to: string): Promise<void> {
  for (const waitMs of [20, 50, 100, 200, 0]) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const held = process.platform === 'win32' && /^(EPERM|EACCES|EBUSY)$/.test(String((error as NodeJS.ErrnoException).code))
      if (!held || waitMs === 0) throw error
      await pause(waitMs)
    }
  }
}

/** Waits until names made or removed in a folder are on the disk. */
export async function flushFolder(folder: string): Promise<void> {
  // Windows has no such call: NTFS journals the rename itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
