// Builds the writing process once and starts it, so that it can be killed as a power cut would: without any warning.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { afterAll, beforeAll } from 'vitest'

/** Inside node_modules, so that what is not bundled is found from there. */
const outDir = resolve(`node_modules/.cache/incident-room-crash-${process.pid}`)

/** To be called once in a test file. */
export function buildWritingProcess(): void {
  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: 'error',
      resolve: { alias: [{ find: /^shared\//, replacement: `${resolve('shared')}/` }] },
      ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers'] },
      build: {
        ssr: 'tests/crash/writing-process.ts',
        outDir,
        rolldownOptions: { output: { entryFileNames: 'writing-process.mjs' } },
      },
    })
  }, 60_000)
  afterAll(() => {
    rmSync(outDir, { recursive: true, force: true })
  })
}

export interface WritingProcess {
  /** Resolves once it has acknowledged something, rejects if it ends before that. */
  readonly atWork: Promise<void>
  /** Every line said, once the process is gone. */
  readonly ended: Promise<readonly string[]>
  /** SIGKILL: nothing in the process gets to know. */
  readonly kill: () => void
}

/**
 * Starts the process.
 * @param before a command and its arguments to start it under, such as one that limits the size of files
 */
export function startWriting(
  work: 'append' | 'append-some' | 'create' | 'rekey',
  path: string,
  key: Uint8Array,
  before: readonly string[] = [],
): WritingProcess {
  const own = [process.execPath, join(outDir, 'writing-process.mjs'), work, path, Buffer.from(key).toString('hex')]
  const [command = '', ...parameters] = [...before, ...own]
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  const atWork = new Promise<void>((settle, fail) => {
    reader.on('line', (line) => {
      lines.push(line)
      if (!line.startsWith('ask')) settle()
    })
    reader.once('close', () => fail(new Error('The writing process got nothing done')))
  })
  // Not everybody waits for it.
  atWork.catch(() => undefined)
  const ended = new Promise<readonly string[]>((settle) => {
    let waitingFor = 2
    const settleOnce = (): void => {
      waitingFor -= 1
      if (waitingFor === 0) settle(lines)
    }
    reader.once('close', settleOnce)
    child.once('exit', settleOnce)
  })
  return { atWork, ended, kill: () => child.kill('SIGKILL') }
}
