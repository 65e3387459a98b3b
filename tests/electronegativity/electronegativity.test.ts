// Doyensec's scanner for misconfigured Electron applications, run over our sources: every finding has to be one that has been looked at and
// explained. It brings 400 packages with it, so it lies in the per-user cache by its own lockfile and not among the project's packages.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { cachedFolder, hashOf } from '../../scripts/ground/cache.mjs'
import { runQuietly } from '../../scripts/ground/child.mjs'
import explained from './explained.json'

const root = resolve(import.meta.dirname, '..', '..')
const sources = ['src-main', 'src-renderer', 'shared', 'package.json']
const installLimitMs = 300_000

interface Finding {
  readonly id: string
  readonly file: string
}
interface Result {
  readonly issues: readonly Finding[]
  readonly errors: readonly unknown[]
  readonly globalChecks: number
  readonly atomicChecks: number
}
type Scan = (options: Record<string, unknown>) => Promise<Result>

let scan: Scan
let bench: string

/** Installs the scanner by its lockfile, without install scripts, once for each user. */
async function installScanner(): Promise<string> {
  const tool = join(import.meta.dirname, 'tool')
  const lock = await readFile(join(tool, 'package-lock.json'), 'utf8')
  return cachedFolder(`electronegativity-${hashOf(lock)}`, async (folder) => {
    for (const name of ['package.json', 'package-lock.json']) await cp(join(tool, name), join(folder, name))
    await runQuietly('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder })
  })
}

/** Loads the scanner without its network: it would ask for translations and release lists, which change nothing of what it finds. */
async function loadScanner(): Promise<Scan> {
  const require = createRequire(join(await installScanner(), 'package.json'))
  const networkPath = require.resolve('got')
  const refuse = (): Promise<never> => Promise.reject(new Error('offline'))
  require(networkPath)
  const network = require.cache[networkPath]
  if (network) network.exports = Object.assign(refuse, { default: refuse })
  return require('@doyensec/electronegativity') as Scan
}

async function scanFolder(folder: string): Promise<Result> {
  // It tells at length that it has no network.
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { devDependencies: { electron: string } }
  return scan({ input: folder, isRelative: true, electronVersionOverride: devDependencies.electron, customScan: [], excludeFromScan: [] })
}

beforeAll(async () => {
  scan = await loadScanner()
  bench = await mkdtemp(join(tmpdir(), 'incident-room-scan-'))
}, installLimitMs)
afterAll(() => rm(bench, { recursive: true, force: true }))

describe('electronegativity', () => {
  it('reads every source, and finds nothing that is not explained', async () => {
    const copy = join(bench, 'sources')
    await mkdir(copy)
    for (const name of sources) await cp(join(root, name), join(copy, name), { recursive: true })
    const { issues, errors, atomicChecks } = await scanFolder(copy)
    expect(errors).toEqual([])
    expect(atomicChecks).toBeGreaterThan(30)
    const nameFinding = ({ id, file }: Finding): string => `${id} in ${file}`
    expect(issues.map(nameFinding).sort()).toEqual(explained.map(nameFinding).sort())
    expect(explained.filter(({ why }) => why.length < 40)).toEqual([])
  }, 60_000)

  it('would find a window that is open to its pages', async () => {
    const careless = join(bench, 'careless')
    await mkdir(careless)
    await writeFile(join(careless, 'package.json'), '{ "name": "careless", "main": "main.ts" }')
    await writeFile(
      join(careless, 'main.ts'),
      `import { BrowserWindow, shell } from 'electron'
const w: BrowserWindow = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false, webSecurity: false } })
export function go(url: string) { void shell.openExternal(url); return w }`,
    )
    const found = (await scanFolder(careless)).issues.map(({ id }) => id)
    expect(found).toEqual(
      expect.arrayContaining(['SANDBOX_JS_CHECK', 'CONTEXT_ISOLATION_JS_CHECK', 'WEB_SECURITY_JS_CHECK', 'OPEN_EXTERNAL_JS_CHECK']),
    )
  }, 60_000)
})
