// The checks that read the code without running it: form, rules and types.

import { runInTerminal } from './child.mjs'
import { say } from './progress.mjs'

const checks = [
  { title: 'form (prettier)', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { title: 'rules (eslint)', command: 'eslint', args: ['.', '--max-warnings', '0'] },
  { title: 'types (tsc)', command: 'tsc', args: ['--noEmit'] },
]

/**
 * Runs every check, also after one has failed.
 * @param {import('./ground.mjs').Ground} ground
 * @returns {Promise<number>} exit code: 0 when all passed
 */
export async function runChecks(ground) {
  const failed = []
  for (const { title, command, args } of checks) {
    say(`Checking ${title}`)
    const code = await runInTerminal(command, args, { cwd: ground.root, env: ground.env })
    if (code !== 0) failed.push(title)
  }
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
}
