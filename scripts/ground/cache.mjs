// The per-user cache for what is heavy: each entry is a folder whose name carries the hash of all that it was made from,
// so that a second clone finds it, a changed recipe makes a new one, and a half-made one is never seen.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The cache folder: INCIDENT_ROOM_CACHE, else the platform's own place for caches. */
export function cacheFolder() {
  if (process.env.INCIDENT_ROOM_CACHE) return process.env.INCIDENT_ROOM_CACHE
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'incident-room')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'incident-room', 'cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'incident-room')
  return join(homedir(), '.cache', 'incident-room')
}

/**
 * Answers the folder of a cache entry, making it first when it is not there. The maker fills a temporary folder, which
 * is renamed into place when it is whole; of two makers at once the second one's work is dropped.
 * @param {string} name readable name that ends in a hash
 * @param {(folder: string) => Promise<void>} make
 */
export async function cachedFolder(name, make) {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  await mkdir(cacheFolder(), { recursive: true })
  const unfinished = await mkdtemp(join(cacheFolder(), '.making-'))
  try {
    await make(unfinished)
    await rename(unfinished, folder)
  } catch (error) {
    // Another start of the set-up was quicker.
    if (!existsSync(folder)) throw error
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return folder
}

/**
 * A short hash over texts, for the name of a cache entry.
 * @param {string[]} parts
 */
export function hashOf(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${String(part.length)}:${part}`)
  return hash.digest('hex').slice(0, 12)
}

/**
 * A hash over the names and contents of files, walked in order; folders that are not there count as empty.
 * @param {string} root
 * @param {string[]} paths files and folders, relative to the root
 */
export async function hashOfFiles(root, paths) {
  /** @type {string[]} */
  const parts = []
  for (const path of paths) await collect(root, path, parts)
  return hashOf(...parts)
}

/**
 * @param {string} root
 * @param {string} path
 * @param {string[]} parts
 */
async function collect(root, path, parts) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if ((await stat(full)).isFile()) {
    parts.push(
      path,
      createHash('sha256')
        .update(await readFile(full))
        .digest('hex'),
    )
    return
  }
  for (const name of (await readdir(full)).sort()) await collect(root, `${path}/${name}`, parts)
}
