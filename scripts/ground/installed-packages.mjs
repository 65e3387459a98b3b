// The packages in node_modules, compared entry by entry with the lockfile, so that `npm ci` runs only when they differ.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOf } from './cache.mjs'
import { runQuietly } from './child.mjs'
import { say } from './progress.mjs'
import { inTurn } from './turn.mjs'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry */

/**
 * Installs what package-lock.json names, without any install script (nothing here depends on one).
 * @param {string} root the checkout
 */
export async function ensurePackages(root) {
  if (await isInstalled(root)) return
  await inTurn(`packages-${hashOf(root)}`, async () => {
    if (await isInstalled(root)) return
    say('Installing the npm packages of package-lock.json')
    await runQuietly('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root })
  })
}

/**
 * Whether node_modules has every package that the lockfile names, in that version.
 * @param {string} root
 */
async function isInstalled(root) {
  const wanted = await readLock(join(root, 'package-lock.json'))
  const installed = await readLock(join(root, 'node_modules', '.package-lock.json')).catch(
    () => /** @type {Record<string, LockEntry>} */ ({}),
  )
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const found = installed[path]
    if (found === undefined && entry.optional) continue
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false
  }
  return true
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, LockEntry>>}
 */
async function readLock(path) {
  const lock = /** @type {{ packages: Record<string, LockEntry> }} */ (JSON.parse(await readFile(path, 'utf8')))
  return lock.packages
}
