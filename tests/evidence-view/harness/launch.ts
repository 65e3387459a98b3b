// Builds the harness, starts it in the real Electron with a home that trusts the sample site, and answers a hold on it.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { startSite } from '../../site/site.mjs'
import { makeTrustingHome } from '../../site/trust.mjs'
import type { Harness } from './harness'

type Site = Awaited<ReturnType<typeof startSite>>
type Commands = { [K in keyof Harness]: (...args: Parameters<Harness[K]>) => Promise<Awaited<ReturnType<Harness[K]>>> }

export type Room = Commands & {
  readonly site: Site
  /** The Electron process, for looking at from outside. */
  readonly pid: number
  readonly home: string
  readonly end: () => Promise<void>
}

const root = resolve(import.meta.dirname, '..', '..', '..')

/** Starts everything. `end` stops it and removes its folders. */
export async function launchRoom(): Promise<Room> {
  const site = await startSite()
  const home = await makeTrustingHome(site.caPem)
  const folder = join(home, 'harness')
  await buildHarness(folder)
  await mkdir(join(home, 'tmp'))
  const child = startElectron(folder, home)
  const commands = await speakWith(child)
  return {
    ...commands,
    site,
    pid: child.pid ?? 0,
    home,
    end: async () => {
      const gone = new Promise((done) => child.once('exit', done))
      child.disconnect()
      await gone
      await site.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function startElectron(folder: string, home: string): ChildProcess {
  // Names of the public web lead to the sample site here; what a page may do depends on what its host is called.
  const flags = ['--host-resolver-rules=MAP *.example.test 127.0.0.1', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  return spawn(process.env.INCIDENT_ROOM_ELECTRON ?? 'electron', [...flags, folder], {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), TMPDIR: join(home, 'tmp') },
    // What Chromium writes about the missing bus of a bare machine is of no use to anybody.
    stdio: ['ignore', 'inherit', process.env.HARNESS_NOISE ? 'inherit' : 'ignore', 'ipc'],
  })
}

interface Answer {
  readonly ready?: readonly string[]
  readonly id?: number
  readonly value?: unknown
  readonly error?: string
}

/** Waits for the harness to be ready and answers its commands. */
async function speakWith(child: ChildProcess): Promise<Commands> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let count = 0
  const names = await new Promise<readonly string[]>((ready, failed) => {
    child.once('error', failed)
    child.once('exit', (code) => {
      const ended = new Error(`The harness ended (${String(code)}).`)
      failed(ended)
      for (const { reject } of waiting.values()) reject(ended)
    })
    child.on('message', (message: Answer) => {
      if (message.ready) ready(message.ready)
      const asked = waiting.get(message.id ?? 0)
      if (!asked) return
      waiting.delete(message.id ?? 0)
      if (message.error === undefined) asked.resolve(message.value)
      else asked.reject(new Error(message.error))
    })
  })
  const call = (name: string, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      count += 1
      waiting.set(count, { resolve, reject })
      child.send({ id: count, name, args })
    })
  // Each command of the harness under its own name: the types say what it takes and gives.
  return Object.fromEntries(names.map((name) => [name, (...args: readonly unknown[]) => call(name, args)])) as unknown as Commands
}

/** Waits until something holds. Throws after `limitMs`. */
export async function waitFor<T>(look: () => Promise<T> | T, limitMs = 10_000): Promise<NonNullable<T>> {
  const overAt = Date.now() + limitMs
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > overAt) throw new Error(`Waited ${String(limitMs)} ms in vain.`)
    await new Promise((done) => setTimeout(done, 25))
  }
}

async function buildHarness(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { alias: [{ find: /^shared\//, replacement: `${join(root, 'shared')}/` }] },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'tests', 'evidence-view', 'harness', 'main.ts'),
      outDir: folder,
      emptyOutDir: true,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'main.cjs' } },
    },
  })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'evidence-view-harness', version: '0.0.0', main: 'main.cjs' }))
}
