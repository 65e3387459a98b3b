// The built application over a data folder that the Vault has prepared under plain Node, so that a test of one screen does not have to walk
// through all those before it. What is opened is the same: the same files, the same people, the same windows.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Input, Intention, Output, Refusal } from 'shared/contract'
import { Application } from '../../scripts/demo/application.mjs'
import { startSite, type Site } from '../site/site.mjs'
import { makeTrustingHome } from '../site/trust.mjs'
import { decideAll, foundSchool, keepPicture, openReview, signInPair, startInvestigation, visitPage } from '../vault/investigation'

/** Tests and benches are run from the top of the checkout; a bench is bundled first, and lies elsewhere. */
const root = process.cwd()

export type Stage = 'founded' | 'reviewing' | 'closed'

/** Prepares a data folder up to a point of the procedure; the caller removes it. */
export async function prepareHome(upTo: Stage): Promise<string> {
  const investigation = await startInvestigation()
  await foundSchool(investigation)
  if (upTo !== 'founded') {
    await signInPair(investigation)
    await openReview(investigation)
  }
  if (upTo === 'closed') {
    await keepPicture(investigation, await visitPage(investigation))
    await decideAll(investigation)
    await investigation.ask('case.close', { both: await investigation.both() })
  }
  investigation.close()
  return investigation.home
}

export interface Room {
  readonly home: string
  readonly site: Site
  app: Application
  /** Says an intention as the Face would. A refusal comes back as its code. */
  readonly say: <I extends Intention>(name: I, input: Input<I>) => Promise<{ value: Output<I> } | { refused: Refusal['code'] }>
  /** Starts the application again over the same folder. */
  readonly reopen: () => Promise<void>
  readonly end: () => Promise<void>
}

/** Starts the site and the built application over a prepared folder. */
export async function openRoom(upTo: Stage | 'nothing', environment: NodeJS.ProcessEnv = {}): Promise<Room> {
  const site = await startSite()
  const trusting = await makeTrustingHome(site.caPem)
  const screens = await mkdtemp(join(tmpdir(), 'incident-room-screens-'))
  const home = upTo === 'nothing' ? await mkdtemp(join(tmpdir(), 'incident-room-')) : await prepareHome(upTo)
  const env = { ...process.env, ...environment, HOME: trusting, INCIDENT_ROOM_HOME: home, INCIDENT_ROOM_EXPORTS: join(home, 'exports') }
  const electronPath = process.env.INCIDENT_ROOM_ELECTRON
  if (electronPath === undefined) throw new Error('INCIDENT_ROOM_ELECTRON is not set: run the tests by npm test')
  const electronFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const start = (): Promise<Application> => Application.start({ ground: { root, electronPath, electronFlags, env: {} }, env, screens })
  const room: Room = {
    home,
    site,
    app: await start(),
    async say(name, input) {
      const answer = await room.app.page.evaluate(([intention, said]) => window.incidentRoom.call(intention, said as never), [
        name,
        input,
      ] as const)
      return answer.ok ? { value: answer.value as never } : { refused: answer.error.code }
    },
    async reopen() {
      await room.app.close().catch(() => undefined)
      room.app = await start()
    },
    async end() {
      await room.app.close().catch(() => undefined)
      await site.stop()
      await Promise.all([home, trusting, screens].map((folder) => rm(folder, { recursive: true, force: true })))
    },
  }
  return room
}

/** Every process that descends from the application, by id and command line. */
export async function listProcesses(ancestor: number): Promise<{ pid: number; command: string }[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args='])
  const all = stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]) => ({ pid: Number(pid), parent: Number(parent), command: command ?? '' }))
  const found = new Set([ancestor])
  for (let grew = true; grew;) {
    grew = false
    for (const { pid, parent } of all)
      if (found.has(parent) && !found.has(pid)) {
        found.add(pid)
        grew = true
      }
  }
  return all.filter(({ pid }) => found.has(pid))
}
