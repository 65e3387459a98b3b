// `npm test`: set-up, checks, build, then every test: the code itself, the real file formats, and the built application in
// real windows. With arguments, e.g. `npm test -- tests/vault/keys`, only the tests named, without the checks.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureBuild } from './ground/application-build.mjs'
import { runChecks } from './ground/check.mjs'
import { runInTerminal } from './ground/child.mjs'
import { openDisplay } from './ground/display.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript, say } from './ground/progress.mjs'

await runScript(() =>
  runOnGround(import.meta.url, async (ground) => {
    const chosen = process.argv.slice(2)
    const results = join(ground.root, 'test-results', 'vitest.json')
    await rm(results, { force: true })
    // The tests run after failed checks as well, so that one run tells everything.
    const checksCode = chosen.length === 0 ? await runChecks(ground) : 0
    await ensureBuild(ground)
    const display = await openDisplay()
    try {
      say('Running the tests')
      const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...chosen]
      const testsCode = await runInTerminal('vitest', args, { cwd: ground.root, env: { ...ground.env, ...display.env } })
      return testsCode || checksCode
    } finally {
      await display.end()
    }
  }),
)
