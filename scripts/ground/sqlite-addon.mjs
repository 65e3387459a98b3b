// The SQLite addon for runtimes older than Node-API 10 (the fallback Electron): the package's own source, built with the
// C headers of the pinned Node. Node-API keeps the result loadable in every later Node and Electron as well.

import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { cachedFolder, hashOf, hashOfFiles } from './cache.mjs'
import { runQuietly } from './child.mjs'
import { pinnedNodeFolder } from './node-runtime.mjs'
import { say, SetupError } from './progress.mjs'

const packageName = 'better-sqlite3-multiple-ciphers'
const sourcePaths = ['binding.gyp', 'deps', 'src', 'lib']
const gypArguments = ['--release', '--jobs=max', '--', '-Dforce_build=1']

/**
 * Node-API 10 is asked for only to opt out of finalisers during garbage collection; the experimental flags say the same
 * without refusing an older runtime. What the build's definitions say, and what they are made to say.
 */
const olderRuntimes = /** @type {const} */ (["'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'"])

/**
 * Answers the path of the built addon, made first (about two minutes) when it is not in the cache.
 * @param {string} root the checkout, with its packages installed
 */
export async function ensureSqliteAddon(root) {
  const source = join(root, 'node_modules', packageName)
  const headers = await pinnedNodeFolder()
  const key = hashOf(
    process.platform,
    process.arch,
    basename(dirname(headers)),
    ...gypArguments,
    ...olderRuntimes,
    await hashOfFiles(source, sourcePaths),
  )
  const entry = await cachedFolder(`sqlite-${key}`, async (folder) => {
    say('Building the encrypted SQLite addon (about two minutes, once)')
    const build = join(folder, 'build')
    await mkdir(build)
    for (const path of sourcePaths) await cp(join(source, path), join(build, path), { recursive: true })
    await cp(join(root, 'node_modules', 'node-addon-api'), join(build, 'node_modules', 'node-addon-api'), { recursive: true })
    await allowOlderRuntimes(join(build, 'binding.gyp'))
    const nodeGyp = join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
    // In the environment, where npm puts a nodedir of the person's own settings, which beats one among the arguments.
    const env = { ...process.env, npm_config_nodedir: headers }
    await runQuietly(process.execPath, [nodeGyp, 'rebuild', ...gypArguments], { cwd: build, env })
    await copyFile(join(build, 'build', 'Release', 'better_sqlite3.node'), join(folder, 'better_sqlite3.node'))
    await rm(build, { recursive: true })
  })
  return join(entry, 'better_sqlite3.node')
}

/** @param {string} bindingGyp */
async function allowOlderRuntimes(bindingGyp) {
  const before = await readFile(bindingGyp, 'utf8')
  const after = before.replace(...olderRuntimes)
  if (after === before)
    throw new SetupError(`${packageName} has changed its build: look at binding.gyp and at scripts/ground/sqlite-addon.mjs.`)
  await writeFile(bindingGyp, after)
}
