// Runs any tool of this project on its ground: `npm run tool -- vitest run tests/vault/keys`. It gets the right Node, the
// paths of Electron and the SQLite addon in its environment, and a display (a virtual one where there is none).

import { runInTerminal } from './ground/child.mjs'
import { openDisplay } from './ground/display.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript, SetupError } from './ground/progress.mjs'

await runScript(() =>
  runOnGround(import.meta.url, async (ground) => {
    const [command, ...args] = process.argv.slice(2)
    if (command === undefined) throw new SetupError('Name a tool: npm run tool -- vitest run tests/vault')
    const display = await openDisplay()
    try {
      return await runInTerminal(command, args, { cwd: ground.root, env: { ...ground.env, ...display.env } })
    } finally {
      await display.end()
    }
  }),
)
