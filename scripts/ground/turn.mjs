// One at a time: two commands started together do not both fetch, build and install the same thing.

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cacheFolder } from './cache-folder.mjs'

const lookAgainMs = 300

/**
 * Does a piece of work while no other process of this user does the work of that name. A turn whose holder has died is free.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work to look first whether the process before has done it already
 * @returns {Promise<T>}
 */
export async function inTurn(name, work) {
  await mkdir(cacheFolder(), { recursive: true })
  const mark = join(cacheFolder(), `${name}.turn`)
  while (!(await take(mark))) await wait(lookAgainMs)
  try {
    return await work()
  } finally {
    await rm(mark, { force: true })
  }
}

/** @param {string} mark */
async function take(mark) {
  try {
    await writeFile(mark, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
  }
  const holder = Number(await readFile(mark, 'utf8').catch(() => ''))
  if (holder > 0 && !isAlive(holder)) await rm(mark, { force: true })
  return false
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
