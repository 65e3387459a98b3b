// Runs one bench in a process of its own, so that none inherits another's memory: node run-one.mjs BUNDLE RESULT [--full]

import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { say } from '../ground/progress.mjs'

const [bundle, result, ...flags] = process.argv.slice(2)
if (bundle === undefined || result === undefined) throw new Error('Name the bundle and where the result goes')

/** @type {{ measure: import('../../bench/figure.ts').Measure }} */
const { measure } = await import(pathToFileURL(bundle).href)
const figures = await measure({ isFull: flags.includes('--full'), say })
await writeFile(result, JSON.stringify(figures))
