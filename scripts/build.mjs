// `npm run build`: the application into out/, where its sources have changed.

import { ensureBuild } from './ground/application-build.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript } from './ground/progress.mjs'

await runScript(() =>
  runOnGround(import.meta.url, async (ground) => {
    await ensureBuild(ground)
    return 0
  }),
)
