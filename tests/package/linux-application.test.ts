// The packed application as a person would get it: built by `npm run package`, started with the fuses of a release, which
// let no test driver in. What can be seen from outside is asked: the window on the display, the data folder, the way it ends.

import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '..', '..')
const packed = join(root, 'dist', 'linux-unpacked')
const executable = join(packed, 'incident-room')

const packTimeoutMs = 180_000
const windowTimeoutMs = 40_000

describe.runIf(process.platform === 'linux')('the packed Linux application', () => {
  const home = mkdtempSync(join(tmpdir(), 'incident-room-package-'))
  let application: ChildProcess | undefined

  beforeAll(async () => {
    rmSync(packed, { recursive: true, force: true })
    await run('npm', ['run', '--silent', 'package'], { cwd: root })
  }, packTimeoutMs)

  afterEach(async () => {
    if (application) await end(application)
    application = undefined
  })

  afterAll(() => {
    rmSync(home, { recursive: true, force: true })
  })

  it('holds the built code and no sources', () => {
    const files = listPackage(join(packed, 'resources', 'app.asar'), { isPack: false })
    expect(files).toContain('/out/main/main.js')
    expect(files).toContain('/out/main/vault.js')
    expect(files).toContain('/out/preload/preload.js')
    expect(files).toContain('/out/renderer/index.html')
    const ours = files.filter((path) => !path.startsWith('/node_modules/'))
    expect(ours.filter((path) => /\.(ts|tsx|map)$/.test(path))).toEqual([])
    expect(existsSync(join(packed, 'resources', 'default_app.asar'))).toBe(false)
  })

  it('has the fuses of a release', async () => {
    const fuses = await getCurrentFuseWire(executable)
    const states = Object.fromEntries(
      [
        FuseV1Options.RunAsNode,
        FuseV1Options.EnableCookieEncryption,
        FuseV1Options.EnableNodeOptionsEnvironmentVariable,
        FuseV1Options.EnableNodeCliInspectArguments,
        FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
        FuseV1Options.OnlyLoadAppFromAsar,
        FuseV1Options.GrantFileProtocolExtraPrivileges,
      ].map((fuse) => [FuseV1Options[fuse], fuses[fuse] === FuseState.ENABLE]),
    )
    expect(states).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      GrantFileProtocolExtraPrivileges: false,
    })
  })

  it(
    'opens its window, keeps its data where it is told, and ends when asked',
    async () => {
      application = start(home)
      await vi.waitFor(
        async () => {
          expect(await listWindowTitles()).toContain('Incident Room')
        },
        { timeout: windowTimeoutMs, interval: 250 },
      )
      await vi.waitFor(
        () => {
          expect(readdirSync(home)).not.toEqual([])
        },
        { timeout: windowTimeoutMs, interval: 250 },
      )
      // The Vault is at work too: the utility process that runs Node.
      const { pid } = application
      await vi.waitFor(
        async () => {
          expect(await listProgramsUnder(pid)).toContainEqual(expect.stringContaining('node.mojom.NodeService'))
        },
        { timeout: windowTimeoutMs, interval: 250 },
      )
      expect(application.exitCode).toBe(null)
      await end(application)
      await vi.waitFor(async () => {
        expect(await listWindowTitles()).not.toContain('Incident Room')
      })
    },
    windowTimeoutMs * 3,
  )

  it(
    'is not turned into plain Node, nor opened to a debugger, by who starts it',
    async () => {
      application = start(home, ['--inspect=0', '--remote-debugging-port=0'], { ELECTRON_RUN_AS_NODE: '1' })
      let told = ''
      application.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text))
      // Plain Node would refuse the second flag and end without a window.
      await vi.waitFor(
        async () => {
          expect(await listWindowTitles()).toContain('Incident Room')
        },
        { timeout: windowTimeoutMs, interval: 250 },
      )
      expect(told).not.toContain('Debugger listening')
      expect(told).not.toContain('DevTools listening')
    },
    windowTimeoutMs * 2,
  )
})

function start(home: string, flags: string[] = [], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return spawn(executable, [...sandbox, ...flags], {
    env: { ...process.env, ...environment, INCIDENT_ROOM_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** Asks the application to end and waits until it has. */
async function end(application: ChildProcess): Promise<void> {
  if (application.exitCode !== null || application.signalCode !== null) return
  const ended = new Promise((done) => application.once('exit', done))
  application.kill('SIGTERM')
  await ended
}

/** The command lines of all processes that a process has started, and they in turn. */
async function listProgramsUnder(ancestor: number | undefined): Promise<string[]> {
  const { stdout } = await run('ps', ['-e', '-ww', '-o', 'pid=,ppid=,args='])
  const processes = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s(.*)$/gm)].map(([, pid, parent, args = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    args,
  }))
  const found: string[] = []
  const parents = [ancestor]
  for (const parent of parents) {
    for (const child of processes.filter((candidate) => candidate.parent === parent)) {
      parents.push(child.pid)
      found.push(child.args)
    }
  }
  return found
}

/** The titles of all windows on the display, as the X server tells them. */
async function listWindowTitles(): Promise<string[]> {
  const { stdout } = await run('xwininfo', ['-root', '-tree'])
  return [...stdout.matchAll(/^\s*0x[0-9a-f]+ "(.*?)": /gm)].map(([, title = '']) => title)
}
