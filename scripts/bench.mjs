// `npm run bench [-- NAME ...] [--full]`: measures what the design promises, apart from the tests. Prints a table and writes bench.json,
// an array of {name, value, unit, goal, ok}. Each file bench/NAME.bench.ts is one bench. Exit code 1 where a goal was missed.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleBenches, listBenches } from './bench/bench-bundle.mjs'
import { drawTable, judge } from './bench/table.mjs'
import { ensureBuild } from './ground/application-build.mjs'
import { runInTerminal } from './ground/child.mjs'
import { openDisplay } from './ground/display.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript, say, SetupError } from './ground/progress.mjs'

/**
 * @param {import('./ground/ground.mjs').Ground} ground
 * @param {import('./bench/bench-bundle.mjs').BenchFile} bench
 * @param {string[]} flags
 * @returns {Promise<import('../bench/figure.ts').Figure[]>}
 */
async function runBench(ground, bench, flags) {
  say(`Measuring ${bench.name}`)
  const result = `${bench.path}.json`
  const display = bench.opensWindows ? await openDisplay() : undefined
  try {
    const args = ['--expose-gc', join(ground.root, 'scripts', 'bench', 'run-one.mjs'), bench.path, result, ...flags]
    const code = await runInTerminal(ground.node, args, { cwd: ground.root, env: { ...ground.env, ...display?.env } })
    if (code !== 0) throw new SetupError(`The bench "${bench.name}" could not be run.`)
  } finally {
    await display?.end()
  }
  return JSON.parse(await readFile(result, 'utf8'))
}

await runScript(() =>
  runOnGround(import.meta.url, async (ground) => {
    const asked = process.argv.slice(2)
    const flags = asked.filter((word) => word.startsWith('--'))
    const benches = await listBenches(
      ground.root,
      asked.filter((word) => !word.startsWith('--')),
    )
    if (benches.length === 0) throw new SetupError('There is no bench of this name. The files in bench/ are the benches.')
    if (benches.some(({ opensWindows }) => opensWindows)) await ensureBuild(ground)
    const { files, remove } = await bundleBenches(ground.root, benches)
    const figures = []
    try {
      for (const bench of files) figures.push(...(await runBench(ground, bench, flags)).map(judge))
    } finally {
      await remove()
    }
    await writeFile(join(ground.root, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`)
    process.stdout.write(`\n${drawTable(figures)}\n\n`)
    return figures.every(({ ok }) => ok) ? 0 : 1
  }),
)
