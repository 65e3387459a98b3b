// The official Electron binary, where the network lets it be fetched. A network that refused once is remembered for a
// week, so that the next start does not wait for it again.

import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'
import { runQuietly } from './child.mjs'
import { say } from './progress.mjs'

const probeTimeoutMs = 6_000
const downloadTimeoutMs = 10 * 60_000
const rememberedMs = 7 * 24 * 3600_000
const officialReleases = 'https://github.com/electron/electron/releases/download/'

/**
 * Answers the path of the official executable, fetched by the electron package's own installer (which checks its
 * SHA-256); undefined where it cannot be had.
 * @param {string} root the checkout, with its packages installed
 * @returns {Promise<{ path: string, version: string } | undefined>}
 */
export async function findOfficialElectron(root) {
  const home = join(root, 'node_modules', 'electron')
  const { version } = /** @type {{ version: string }} */ (JSON.parse(await readFile(join(home, 'package.json'), 'utf8')))
  const path = join(home, 'dist', executableName())
  if (existsSync(path) && existsSync(join(home, 'path.txt'))) return { path, version }

  const refusal = join(cacheFolder(), `electron-${version}-not-reachable`)
  if (await isRecent(refusal)) return undefined
  if (await canFetch(version)) {
    say(`Fetching Electron ${version} (about 120 MB, once)`)
    const failure = await runQuietly(process.execPath, [join(home, 'install.js')], { timeoutMs: downloadTimeoutMs }).then(
      () => undefined,
      (/** @type {unknown} */ error) => String(error),
    )
    if (failure === undefined && existsSync(path)) {
      await rm(refusal, { force: true })
      return { path, version }
    }
    // Told in full: a wrong checksum is not a network that is down.
    if (failure !== undefined) say(failure)
  }
  say(`The official Electron ${version} cannot be fetched from this network (asked again in a week)`)
  await mkdir(dirname(refusal), { recursive: true })
  await writeFile(refusal, '')
  return undefined
}

/** @param {string} version */
async function canFetch(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? officialReleases
  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`
  try {
    const answer = await fetch(`${mirror}v${version}/${file}`, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) })
    return answer.ok
  } catch {
    return false
  }
}

/** @param {string} path */
async function isRecent(path) {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs < rememberedMs
}

function executableName() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}
