// The per-user cache for what is heavy: each entry is a folder whose name carries the hash of all that it was made from,
// so that a second clone finds it, a changed recipe makes a new one, and a half-made one is never seen.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'
import { inTurn } from './turn.mjs'

/**
 * Answers the folder of a cache entry, making it first when it is not there. The maker fills a temporary folder, which
 * is renamed into place when it is whole; of two makers at once the second waits for the first.
 * @param {string} name readable name that ends in a hash
 * @param {(folder: string) => Promise<void>} make
 */
export async function cachedFolder(name, make) {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  await inTurn(name, async () => {
    if (existsSync(folder)) return
    const unfinished = `${folder}.unfinished`
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { recursive: true })
    try {
      await make(unfinished)
      await rename(unfinished, folder)
    } finally {
      await rm(unfinished, { recursive: true, force: true })
    }
  })
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
