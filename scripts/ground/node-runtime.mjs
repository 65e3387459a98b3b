// A Node that the tools accept: the running one when it is new enough, else a pinned one kept in the cache.

import { join } from 'node:path'
import { cachedFolder, hashOf } from './cache.mjs'
import { nodeFloors, nodePins } from './pins.mjs'
import { say, SetupError } from './progress.mjs'
import { unpackPinned } from './registry-package.mjs'

/**
 * Answers the path of a Node executable that every tool of this project accepts.
 * @throws {SetupError} when the running Node is too old and none is pinned for this platform
 */
export async function ensureNode() {
  return isAccepted(process.versions.node) ? process.execPath : nodeExecutable(await pinnedNodeFolder())
}

/**
 * The folder of the pinned Node; on Linux it holds the C headers that the native addon is built against as well.
 * @throws {SetupError} when none is pinned for this platform
 */
export async function pinnedNodeFolder() {
  const pin = nodePins[`${process.platform}-${process.arch}`]
  if (!pin) {
    throw new SetupError(
      `This needs Node 24.15 or newer; the one running is ${process.versions.node}. Install it from https://nodejs.org and try again.`,
    )
  }
  const entry = await cachedFolder(`node-${pin.version}-${hashOf(pin.integrity)}`, async (folder) => {
    say(`Fetching Node ${pin.version}, because the tools need a newer one than ${process.versions.node}`)
    await unpackPinned(pin, folder)
  })
  return join(entry, 'package')
}

/** @param {string} folder */
function nodeExecutable(folder) {
  return process.platform === 'win32' ? join(folder, 'bin', 'node.exe') : join(folder, 'bin', 'node')
}

/** @param {string} version */
function isAccepted(version) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const floor = nodeFloors.find(([floorMajor]) => floorMajor === major)
  if (!floor) return major > 26
  const [, floorMinor = 0, floorPatch = 0] = floor
  return minor > floorMinor || (minor === floorMinor && patch >= floorPatch)
}
