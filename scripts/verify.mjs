// `npm run verify -- <zip or folder>`: checks a handover. Needs Node 20 or newer and the npm packages, and nothing of Electron.
// Exit code: 0 intact, 1 altered, 2 unreadable; 2 as well where the check itself could not be set up or went wrong.

import { pathToFileURL } from 'node:url'
import { root } from './ground/ground.mjs'
import { ensurePackages } from './ground/installed-packages.mjs'
import { SetupError } from './ground/progress.mjs'
import { ensureVerifierBundle } from './verify/verifier-bundle.mjs'

try {
  await ensurePackages(root)
  const bundle = await ensureVerifierBundle(root)
  /** @type {typeof import('./verify/verify-command.ts')} */
  const { runVerifyCommand } = await import(pathToFileURL(bundle).href)
  process.exitCode = await runVerifyCommand(process.argv.slice(2))
} catch (error) {
  const told = error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`\n${told ?? ''}\n`)
  process.exitCode = 2
}
