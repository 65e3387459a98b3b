// Disposing of a case for good. The order makes it safe to be cut off anywhere: first the decision is in the school's log, then the keys
// go (from there on nobody can open the case), then the file, then the log says that it is done. Whoever signs in next finishes what a
// crash cut off.
import { randomFillSync } from 'node:crypto'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { coded } from 'shared/errors'
import { flushFolder } from './keys/atomic-file'
import { sidecarPathOf } from './keys/sidecar'
import { casePath } from './places'
import type { RoomKeeper } from './room-keeper'

const chunkBytes = 1024 * 1024

/** Finishes every disposal that was decided and not yet carried out. Answers the references. */
export async function finishDisposals(keeper: RoomKeeper, onProgress: (fraction: number) => void = () => undefined): Promise<string[]> {
  const decided = keeper.school.state.cases.filter((item) => item.disposal !== null && item.disposal.doneAt === null)
  for (const { caseId, reference } of decided) {
    await destroyCase(casePath(keeper.places, reference), onProgress)
    keeper.recordInSchool({ type: 'case.disposed', body: { caseId } })
  }
  return decided.map((item) => item.reference)
}

/** @throws `disposal.failed` where a file cannot be overwritten or removed; doing it again goes on */
async function destroyCase(path: string, onProgress: (fraction: number) => void): Promise<void> {
  try {
    const keys = sidecarPathOf(path)
    for (const name of await leftoversOf(keys)) await destroyFile(name)
    await destroyFile(keys)
    for (const file of [`${path}-journal`, path]) await destroyFile(file, onProgress)
  } catch {
    throw coded(
      'disposal.failed',
      'The files of this case could not be removed. The decision is recorded. Check that the disk is not read-only, then sign in again.',
    )
  }
}

/** Half-written key files that a crash left beside it. */
async function leftoversOf(path: string): Promise<string[]> {
  const names = await readdir(dirname(path))
  return names.filter((name) => name.startsWith(`.${basename(path)}.`)).map((name) => join(dirname(path), name))
}

/**
 * Overwrites a file with random bytes, flushes, and removes it; does nothing where there is none. A drive that spreads its writes may keep
 * old bytes: what makes the case unreadable is that no key to it is left.
 */
async function destroyFile(path: string, onProgress: (fraction: number) => void = () => undefined): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found) return
  const file = await open(path, 'r+')
  try {
    const noise = Buffer.alloc(Math.min(chunkBytes, found.size))
    for (let at = 0; at < found.size; at += noise.length) {
      await file.write(randomFillSync(noise), 0, Math.min(noise.length, found.size - at), at)
      onProgress(Math.min(1, (at + noise.length) / found.size))
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rm(path)
  await flushFolder(dirname(path))
}
