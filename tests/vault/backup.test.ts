// A backup made while a case is open, checked, damaged, and put back on an empty computer: what comes back is the school, its people and
// every entry that was recorded when it was made.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CodedError } from 'shared/errors'
import type { Input, Output, VaultIntention } from 'shared/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openVault, type Vault } from '../../src-main/vault/answering'
import {
  foundSchool,
  keepPicture,
  openReview,
  passphrases,
  pins,
  signInPair,
  startInvestigation,
  visitPage,
  type Investigation,
} from './investigation'

let line: Investigation
let otherHome: string
beforeEach(async () => {
  line = await startInvestigation()
  otherHome = await mkdtemp(join(tmpdir(), 'incident-room-other-'))
  await foundSchool(line)
  await signInPair(line)
})
afterEach(async () => {
  vi.useRealTimers()
  await line.stop()
  await rm(otherHome, { recursive: true, force: true })
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

const backupsOf = (home: string): string => join(home, 'exports', 'backups')

/** Another computer with the backups folder carried over to it. */
async function openOtherComputer(): Promise<{
  vault: Vault
  ask: <I extends VaultIntention>(name: I, input: Input<I>) => Promise<Output<I>>
}> {
  await cp(backupsOf(line.home), backupsOf(otherHome), { recursive: true })
  const places = { home: otherHome, exports: join(otherHome, 'exports'), resources: resolve('resources') }
  const vault = await openVault({ places, version: 'test', notify: () => undefined })
  return { vault, ask: (name, input) => vault.answer({ from: 'face', name, input }) as never }
}

describe('a backup', () => {
  it('is made while a case is open, and brings everything back on an empty computer', async () => {
    const { caseId } = await openReview(line)
    await keepPicture(line, await visitPage(line))
    const { head } = (await line.ask('case.view', {})).state
    const made = await line.ask('backup.make', {})
    expect(await line.ask('backup.check', { folderName: made.folderName })).toMatchObject({ ok: true })
    await visitPage(line, 'https://after-the-backup.example.org/')

    const { vault, ask } = await openOtherComputer()
    try {
      const [listed] = await ask('backup.list', {})
      expect(listed).toMatchObject({ folderName: made.folderName, school: 'Larkfield School', files: made.files })
      expect(await ask('backup.restore', { folderName: made.folderName })).toMatchObject({ phase: 'sign-in', school: 'Larkfield School' })
      for (const who of ['amina', 'tom'] as const)
        await ask('session.sign-in', { personId: await line.personId(who), passphrase: passphrases[who], pin: pins[who], purpose: 'pair' })
      const { state } = await ask('case.open', { caseId })
      expect(state.exhibits).toHaveLength(1)
      const told = await ask('log.read', { afterSeq: 0 })
      expect(told.find((entry) => entry.seq === head.seq)?.hash).toBe(head.hash)
      expect(await ask('log.verify', {})).toMatchObject({ ok: true })
      await ask('session.sign-out', {})
      expect(await codeOf(ask('backup.restore', { folderName: made.folderName }))).toBe('restore.not-empty')
    } finally {
      vault.close()
    }
  })

  it.each<[string, (folder: string) => Promise<void>, RegExp]>([
    ['a byte of a file changed', (folder) => damage(join(folder, 'school.db')), /school\.db is not what was saved/],
    ['a file is missing', (folder) => rm(join(folder, 'school.json')), /school\.json is missing/],
    ['a file was added', (folder) => writeFile(join(folder, 'cases-more.case'), 'x'), /cases-more\.case was added/],
    ['the manifest is missing', (folder) => rm(join(folder, 'backup.json')), /holds no whole backup/],
  ])('is refused and says where it is wrong when %s', async (_what, change, sentence) => {
    const { folderName } = await line.ask('backup.make', {})
    await change(join(backupsOf(line.home), folderName))
    const checked = await line.ask('backup.check', { folderName })
    expect(checked.ok).toBe(false)
    expect(checked.sentence).toMatch(sentence)
    const { vault, ask } = await openOtherComputer()
    try {
      expect(await codeOf(ask('backup.restore', { folderName }))).toMatch(/^backup\.(damaged|unreadable)$/)
      expect((await ask('room.state', {})).phase).toBe('first-run')
    } finally {
      vault.close()
    }
  })

  it('is never put over a school that is there', async () => {
    const { folderName } = await line.ask('backup.make', {})
    await line.ask('session.sign-out', {})
    expect(await codeOf(line.ask('backup.restore', { folderName }))).toBe('restore.not-empty')
  })

  it('names folders of the backups only', async () => {
    expect(await codeOf(line.ask('backup.check', { folderName: '../../' }))).toBe('input.invalid')
  })

  it('is made at signing out when the schedule says so, and not before', async () => {
    await line.ask('session.sign-out', {})
    await line.signIn('head', 'alone')
    await line.ask('backup.schedule', { everyDays: 7 })
    await line.ask('session.sign-out', {})
    expect(await readdir(backupsOf(line.home))).toHaveLength(1)
    await signInPair(line)
    await line.ask('session.sign-out', {})
    expect(await readdir(backupsOf(line.home))).toHaveLength(1)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8 * 86_400_000 })
    await signInPair(line)
    await line.ask('session.sign-out', {})
    expect(await readdir(backupsOf(line.home))).toHaveLength(2)
  })

  it('that cannot be made keeps nobody from signing out, and leaves nothing behind', async () => {
    await line.ask('session.sign-out', {})
    await line.signIn('head', 'alone')
    await line.ask('backup.schedule', { everyDays: 1 })
    await rm(join(line.home, 'exports'), { recursive: true, force: true })
    await writeFile(join(line.home, 'exports'), 'in the way')
    expect(await line.ask('session.sign-out', {})).toMatchObject({ room: 'empty' })
    expect(await readFile(join(line.home, 'exports'), 'utf8')).toBe('in the way')
  })
})

async function damage(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)
  await writeFile(path, bytes)
}

it('a move to the computer that it is on already is refused', async () => {
  const move = { location: 'Room 3', reason: 'The old one broke.', both: await line.both() }
  expect(await codeOf(line.ask('computer.replace', move))).toBe('computer.same')
})
