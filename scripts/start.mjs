// `npm start`: opens the application, after all the set-up it needs. Without a display it opens on a virtual one, which
// is good for trying whether it starts and for little else.

import { ensureBuild } from './ground/application-build.mjs'
import { runInTerminal } from './ground/child.mjs'
import { openDisplay } from './ground/display.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript, say } from './ground/progress.mjs'

await runScript(() =>
  runOnGround(import.meta.url, async (ground) => {
    await ensureBuild(ground)
    const display = await openDisplay()
    try {
      say(display.isVirtual ? 'Opening Incident Room on a virtual display, because there is no other here' : 'Opening Incident Room')
      const args = [...ground.electronFlags, ground.root, ...process.argv.slice(2)]
      return await runInTerminal(ground.electronPath, args, { cwd: ground.root, env: { ...ground.env, ...display.env } })
    } finally {
      await display.end()
    }
  }),
)
