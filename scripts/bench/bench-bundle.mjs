// The benches as plain JavaScript, bundled as the application is: what is measured is the code that ships, not a test runner's
// version of it.

import { mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const ending = /(\.window)?\.bench\.ts$/

/**
 * @typedef {object} BenchFile
 * @property {string} name as it is asked for: `npm run bench -- append`
 * @property {boolean} opensWindows a file NAME.window.bench.ts drives the built application, and is given it and a display
 * @property {string} path of the bundled module, which exports `measure`
 */

/**
 * Lists the benches that are asked for, all where none is named.
 * @param {string} root the checkout
 * @param {string[]} names
 * @returns {Promise<Omit<BenchFile, 'path'>[]>}
 */
export async function listBenches(root, names) {
  const files = (await readdir(join(root, 'bench'))).filter((file) => ending.test(file)).sort()
  const benches = files.map((file) => ({ name: file.replace(ending, ''), opensWindows: file.endsWith('.window.bench.ts') }))
  return names.length === 0 ? benches : benches.filter(({ name }) => names.includes(name))
}

/**
 * Bundles them into a folder inside node_modules, so that what is not bundled is found from there.
 * @param {string} root
 * @param {Omit<BenchFile, 'path'>[]} benches
 * @returns {Promise<{ files: BenchFile[], remove: () => Promise<void> }>}
 */
export async function bundleBenches(root, benches) {
  const { build } = await import('vite')
  const folder = join(root, 'node_modules', '.cache', `incident-room-bench-${String(process.pid)}`)
  await mkdir(folder, { recursive: true })
  const input = Object.fromEntries(
    benches.map(({ name, opensWindows }) => [name, join(root, 'bench', `${name}${opensWindows ? '.window' : ''}.bench.ts`)]),
  )
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: [{ find: /^shared\//, replacement: `${resolve(root, 'shared')}/` }] },
    ssr: { target: 'node' },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { input, output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  })
  return {
    files: benches.map((bench) => ({ ...bench, path: join(folder, `${bench.name}.mjs`) })),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
