// The verifier as one file of plain JavaScript, so that it runs under any Node from 20 on, without Electron and without the
// ground that the rest of the project stands on. Made at first use, and again when its sources have changed.

import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOfFiles } from '../ground/cache.mjs'
import { runQuietly } from '../ground/child.mjs'
import { ensureNode } from '../ground/node-runtime.mjs'
import { say } from '../ground/progress.mjs'

const madeFrom = ['scripts/verify', 'shared', 'src-main/vault', 'package-lock.json']
const thisFile = fileURLToPath(import.meta.url)

/**
 * Answers the path of the bundled verifier, making it first where it is not there.
 * @param {string} root the checkout
 */
export async function ensureVerifierBundle(root) {
  const folder = join(root, 'node_modules', '.cache', 'incident-room-verify')
  const path = join(folder, `${await hashOfFiles(root, madeFrom)}.mjs`)
  if (existsSync(path)) return path
  say('Building the verifier')
  await mkdir(folder, { recursive: true })
  const unfinished = await mkdtemp(join(folder, '.making-'))
  try {
    const node = canBundle(process.versions.node) ? process.execPath : await ensureNode()
    await runQuietly(node, [thisFile, root, unfinished], { cwd: root })
    await forgetOlder(folder)
    await rename(join(unfinished, 'verify.mjs'), path)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return path
}

/** @param {string} folder */
async function forgetOlder(folder) {
  const names = await readdir(folder)
  for (const name of names) if (name.endsWith('.mjs')) await rm(join(folder, name), { force: true })
}

/**
 * Whether a Node is one that Vite runs on.
 * @param {string} version
 */
function canBundle(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
}

/**
 * @param {string} root
 * @param {string} outFolder
 */
async function makeBundle(root, outFolder) {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: [{ find: /^shared\//, replacement: `${resolve(root, 'shared')}/` }] },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: 'scripts/verify/verify-command.ts',
      outDir: outFolder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        // Our own files do nothing by being loaded: what draws documents is left out, though what checks them lies beside it.
        treeshake: { moduleSideEffects: (/** @type {string} */ id) => !/\/(src-main|shared)\//.test(id) && !/pdfkit|fontkit/.test(id) },
        output: { format: 'esm', entryFileNames: 'verify.mjs', codeSplitting: false },
      },
    },
  })
}

// Run by itself, in a Node that Vite accepts: node verifier-bundle.mjs ROOT FOLDER
if (process.argv[1] === thisFile) {
  const [root, outFolder] = process.argv.slice(2)
  if (root === undefined || outFolder === undefined) throw new Error('Name the checkout and the folder to write to')
  await makeBundle(root, outFolder)
}
