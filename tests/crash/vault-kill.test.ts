// The whole Vault killed while it halts and while it closes: a halt that was made stays made, a case is closed with its record or not
// closed at all, and the log is whole.
import { spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { CodedError } from 'shared/errors'
import type { Input, Output, VaultIntention } from 'shared/contract'
import type { CaseId, PersonId } from 'shared/parts'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openVault, type Vault } from '../../src-main/vault/answering'
import {
  decideAll,
  exampleUrl,
  foundSchool,
  keepPicture,
  openReview,
  passphrases,
  pins,
  signInPair,
  startInvestigation,
  visitPage,
  type Investigation,
} from '../vault/investigation'

const rounds = Math.ceil(Number(process.env['INCIDENT_ROOM_CRASH_ROUNDS'] ?? 30) / 10)

/** Inside node_modules, so that what is not bundled is found from there. */
const outDir = resolve(`node_modules/.cache/incident-room-vault-${process.pid}`)

interface Prepared {
  readonly home: string
  readonly caseId: CaseId
  readonly amina: PersonId
  readonly tom: PersonId
}
let lines: Investigation[] = []
let reviewing: Prepared
let decided: Prepared

async function prepare(goOn: (line: Investigation) => Promise<unknown>): Promise<Prepared> {
  const line = await startInvestigation()
  lines.push(line)
  await foundSchool(line)
  await signInPair(line)
  const { caseId } = await openReview(line)
  await goOn(line)
  const [amina, tom] = [await line.personId('amina'), await line.personId('tom')]
  await line.ask('session.sign-out', {})
  return { home: line.home, caseId, amina, tom }
}

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: [{ find: /^shared\//, replacement: `${resolve('shared')}/` }] },
    build: {
      ssr: 'tests/crash/vault-process.ts',
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'vault-process.mjs' } },
    },
  })
  reviewing = await prepare(() => Promise.resolve())
  decided = await prepare(async (line) => {
    await keepPicture(line, await visitPage(line))
    await decideAll(line)
  })
}, 120_000)
afterAll(async () => {
  for (const line of lines) await line.stop()
  lines = []
  await rm(outDir, { recursive: true, force: true })
})

/** Runs the process over a copy of a data folder, and kills it so long after it was ready. Answers the copy and what was said. */
async function runAndKill(work: 'halt' | 'close', prepared: Prepared, killAfterMs: number): Promise<{ home: string; said: string[] }> {
  const home = await mkdtemp(join(tmpdir(), 'incident-room-killed-'))
  await cp(prepared.home, home, { recursive: true })
  const { caseId, amina, tom } = prepared
  const child = spawn(process.execPath, [join(outDir, 'vault-process.mjs'), work, home, caseId, amina, tom], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (line === 'ready') void setTimeout(killAfterMs).then(() => child.kill('SIGKILL'))
  }
  expect(said).toContain('ready')
  return { home, said }
}

interface Reopened {
  readonly vault: Vault
  readonly ask: <I extends VaultIntention>(name: I, input: Input<I>) => Promise<Output<I>>
}

/** The application started again over the folder, with nobody in it yet. */
async function reopen(home: string): Promise<Reopened> {
  const places = { home, exports: join(home, 'exports'), resources: resolve('resources') }
  const vault = await openVault({ places, version: 'test', notify: () => undefined })
  return { vault, ask: (name, input) => vault.answer({ from: 'face', name, input }) as never }
}

async function openCase({ ask }: Reopened, { caseId, amina, tom }: Prepared) {
  await ask('session.sign-in', { personId: amina, passphrase: passphrases.amina, pin: pins.amina, purpose: 'pair' })
  await ask('session.sign-in', { personId: tom, passphrase: passphrases.tom, pin: pins.tom, purpose: 'pair' })
  return ask('case.open', { caseId })
}

const both = ({ amina, tom }: Prepared): Input<'case.close'>['both'] => [
  { personId: amina, pin: pins.amina },
  { personId: tom, pin: pins.tom },
]

it(`stays halted in ${rounds} kills around a halt`, { timeout: 30_000 + rounds * 20_000 }, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { home, said } = await runAndKill('halt', reviewing, Math.random() * 60)
    const reopened = await reopen(home)
    try {
      const wasMarked = said.includes('marked')
      if (wasMarked) expect((await reopened.ask('room.state', {})).halt).not.toBeNull()
      const { state } = await openCase(reopened, reviewing)
      for (const line of said.filter((word) => word.startsWith('visited '))) {
        expect(state.visits.find(({ visitId }) => visitId === line.slice(8))?.record).not.toBeNull()
      }
      if (wasMarked) {
        expect(state.halts.at(-1)).toMatchObject({ cause: 'button', releasedAt: null })
        const visit = reopened.vault.answer({ from: 'desk', name: 'visit.request', input: { url: exampleUrl, cause: 'typed' } })
        await expect(visit).rejects.toSatisfy((error) => error instanceof CodedError && error.code === 'case.halted')
      }
      expect(await reopened.ask('log.verify', {})).toMatchObject({ ok: true })
    } finally {
      reopened.vault.close()
      await rm(home, { recursive: true, force: true })
    }
  }
})

it(`closes wholly or not at all in ${rounds} kills around closing`, { timeout: 30_000 + rounds * 30_000 }, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { home, said } = await runAndKill('close', decided, Math.random() * 2_500)
    const reopened = await reopen(home)
    try {
      let { state } = await openCase(reopened, decided)
      if (said.includes('closed')) expect(state.closed).not.toBeNull()
      expect(state.documents).toHaveLength(state.closed === null ? 0 : 1)
      // What was broken off can be done again.
      if (state.closed === null) ({ state } = await reopened.ask('case.close', { both: both(decided) }))
      const [document] = state.documents
      const saved = await reopened.ask('document.save', { documentId: document?.documentId ?? '' })
      expect(saved.sha256).toBe(state.closed?.documentSha256)
      expect(await reopened.ask('case.list', {})).toMatchObject([{ status: 'closed' }])
      expect(await reopened.ask('log.verify', {})).toMatchObject({ ok: true })
    } finally {
      reopened.vault.close()
      await rm(home, { recursive: true, force: true })
    }
  }
})
