// Takes one pinned package from the npm registry through the npm client, checks it against the pin and unpacks it.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runQuietly } from './child.mjs'
import { SetupError } from './progress.mjs'

/**
 * Unpacks a pinned package into a folder (npm puts everything under `package/`).
 * @param {import('./pins.mjs').Pin} pin
 * @param {string} folder an empty folder
 * @throws {SetupError} when the registry cannot be reached, or hands out other bytes than the pinned ones
 */
export async function unpackPinned(pin, folder) {
  // Away from the checkout: npm pack would otherwise read this project's own settings and workspaces.
  await runQuietly('npm', ['pack', `${pin.name}@${pin.version}`, '--pack-destination', folder, '--loglevel=error'], { cwd: tmpdir() })
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new SetupError(`npm delivered no tarball for ${pin.name}@${pin.version}.`)
  const path = join(folder, tarball)
  await checkIntegrity(path, pin)
  await runQuietly('tar', ['-xzf', path, '-C', folder])
  await rm(path)
}

/**
 * @param {string} path a tarball
 * @param {import('./pins.mjs').Pin} pin
 * @throws {SetupError} when it is not, byte for byte, the pinned one
 */
export async function checkIntegrity(path, pin) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== pin.integrity) {
    throw new SetupError(
      `${pin.name}@${pin.version} is not the pinned package: expected ${pin.integrity}, got ${found}. Nothing was unpacked.`,
    )
  }
}
