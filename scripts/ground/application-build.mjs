// The built application in out/, made again only when what it is made from has changed.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOf, hashOfFiles } from './cache.mjs'
import { runQuietly } from './child.mjs'
import { say } from './progress.mjs'
import { inTurn } from './turn.mjs'

const madeFrom = [
  'src-main',
  'src-renderer',
  'shared',
  'resources',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/**
 * Builds the application into out/ when its sources have changed since the last build.
 * @param {import('./ground.mjs').Ground} ground
 */
export async function ensureBuild(ground) {
  const stamp = join(ground.root, 'out', 'made-from')
  const hash = await hashOfFiles(ground.root, madeFrom)
  await inTurn(`build-${hashOf(ground.root)}`, async () => {
    const before = await readFile(stamp, 'utf8').catch(() => '')
    if (before === hash) return
    say('Building the application')
    const electronVite = join(ground.root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    await runQuietly(ground.node, [electronVite, 'build'], { cwd: ground.root, env: ground.env })
    await writeFile(stamp, hash)
  })
}
