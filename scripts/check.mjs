// `npm run check`: what a reader can tell about the code by machine. `npm test` begins with it.

import { runChecks } from './ground/check.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript } from './ground/progress.mjs'

await runScript(() => runOnGround(import.meta.url, runChecks))
