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
  const told = error instanceof Error ? error.message : String(error)
  const what = error instanceof SetupError ? told : `The check itself went wrong, and says nothing about the handover: ${told}`
  process.stderr.write(`\n${what}\n`)
  process.exitCode = 2
}
