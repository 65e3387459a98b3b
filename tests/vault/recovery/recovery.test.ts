// Recovery kits, from the head's printing them to two people at the safe who open a case with stock tools alone.
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureSqlcipher } from '../../../scripts/ground/sqlcipher.mjs'
import { readSidecar, writeSidecar } from '../../../src-main/vault/keys/sidecar'
import {
  decideAll,
  foundSchool,
  keepPicture,
  openReview,
  passphrases,
  signInPair,
  startCase,
  startInvestigation,
  visitPage,
  type Investigation,
} from '../investigation'
import { codeOf } from '../keys/school'

const page = readFileSync(resolve('docs/recovery.md'), 'utf8')
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '')

let line: Investigation
let printed: string[]
let work: string

const casesIn = (home: string) => join(home, 'cases')
const kitFile = (kit: string) => join(line.home, 'recovery', `kit-${kit}.age`)
const onlyCase = () =>
  readdirSync(casesIn(line.home))
    .filter((name) => name.endsWith('.case'))[0]
    ?.replace('.case', '') ?? ''

/** What the sheets say, read from the PDF by an outside tool, as from paper. */
function readSheets(fileName: string): string[] {
  const text = execFileSync('pdftotext', ['-layout', join(line.home, 'exports', 'recovery', fileName), '-'], { encoding: 'utf8' })
  return [...text.matchAll(/\b(?:[a-z0-9]{4}-){5}[a-z0-9]{4}\b/g)].map(([passphrase]) => passphrase)
}

/** The page's own commands, unchanged, in a terminal, in a folder with copies of the four files. */
async function recover(reference: string, kits: [string, string], typed: [string, string], folder: string) {
  mkdirSync(folder)
  for (const ending of ['case', 'keys'])
    copyFileSync(join(casesIn(line.home), `${reference}.${ending}`), join(folder, `${reference}.${ending}`))
  for (const kit of kits) copyFileSync(kitFile(kit), join(folder, `kit-${kit}.age`))
  writeFileSync(join(work, 'commands.sh'), commands.join('\n'))
  const program = resolve('tests/vault/recovery/type-passphrases.py')
  const env = { ...process.env, PATH: `${await ensureSqlcipher()}:${process.env.PATH ?? ''}` }
  const { status, stdout, stderr } = spawnSync('python3', [program, join(work, 'commands.sh'), ...typed], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  return { status, told: `${stdout}${stderr}` }
}

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'recovery-'))
  await ensureSqlcipher()
  line = await startInvestigation()
  await foundSchool(line)
}, 300_000)
afterAll(async () => {
  await line.stop()
  rmSync(work, { recursive: true, force: true })
})

describe('recovery kits', () => {
  it('are made by the head alone, with their passphrase', async () => {
    expect((await line.ask('room.state', {})).recovery).toBeNull()
    expect(await codeOf(() => line.ask('recovery.make', { passphrase: 'not the passphrase' }))).toBe('passphrase.wrong')
    await signInPair(line)
    expect(await codeOf(() => line.ask('recovery.make', { passphrase: passphrases.head }))).toBe('role.not-allowed')
    expect(existsSync(join(line.home, 'exports', 'recovery'))).toBe(false)
  })

  it('leave a case that is started before them without a way in, and say so', async () => {
    await startCase(line)
    expect((await line.ask('case.list', {}))[0]).toMatchObject({ recoverable: false })
    await line.ask('session.sign-out', {})
  })

  it('are one sheet each, three in a set, with nothing of them in clear anywhere else', async () => {
    await line.signIn('head', 'alone')
    const made = await line.ask('recovery.make', { passphrase: passphrases.head })
    expect(made).toMatchObject({
      kits: ['1', '2', '3'],
      folderName: 'recovery',
      room: { recovery: { kits: ['1', '2', '3'], sheetsOnDisk: [made.fileName] } },
    })
    const path = join(line.home, 'exports', 'recovery', made.fileName)
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors')
    expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Pages:\s+3\n/)
    printed = readSheets(made.fileName)
    expect(new Set(printed).size).toBe(3)
    for (const entry of readdirSync(line.home, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name === made.fileName) continue
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      for (const marker of [...printed, 'AGE-SECRET-KEY']) expect(bytes.includes(marker), entry.name).toBe(false)
    }
    rmSync(path)
    expect((await line.ask('room.state', {})).recovery?.sheetsOnDisk).toEqual([])
  })

  it('get the key of an earlier case when it is next opened, and of each new one at its start', async () => {
    await signInPair(line)
    const [early] = await line.ask('case.list', {})
    const { state } = await line.ask('case.open', { caseId: early?.caseId ?? '' })
    expect((await line.ask('log.read', { afterSeq: 0 })).at(-1)).toMatchObject({ type: 'recovery.sealed', seq: state.head.seq })
    expect((await line.ask('case.list', {}))[0]).toMatchObject({ recoverable: true })
    await line.ask('case.leave', {})
    await line.ask('case.open', { caseId: early?.caseId ?? '' })
    expect((await line.ask('log.read', { afterSeq: 0 })).filter((entry) => entry.type === 'recovery.sealed')).toHaveLength(1)
  })

  it('are sealed to again where somebody took the sealed key out of the key file', async () => {
    const path = join(casesIn(line.home), `${onlyCase()}.keys`)
    const sidecar = await readSidecar(path)
    await line.ask('case.leave', {})
    await writeSidecar(path, { ...sidecar, epochs: sidecar.epochs.map((epoch) => ({ ...epoch, recovery: epoch.recovery?.slice(1) })) })
    const [early] = await line.ask('case.list', {})
    await line.ask('case.open', { caseId: early?.caseId ?? '' })
    expect((await readSidecar(path)).epochs[0]?.recovery).toHaveLength(3)
    await line.ask('case.leave', {})
  })
})

describe('two people at the safe, with docs/recovery.md, age and SQLCipher', () => {
  let reference: string
  beforeAll(async () => {
    const before = readdirSync(casesIn(line.home))
    await openReview(line)
    await keepPicture(line, await visitPage(line))
    await decideAll(line)
    await line.ask('case.close', { both: await line.both() })
    reference =
      readdirSync(casesIn(line.home))
        .find((name) => name.endsWith('.case') && !before.includes(name))
        ?.replace('.case', '') ?? ''
    await line.ask('case.leave', {})
  }, 60_000)

  it('open the whole case, with kits 1 and 3, after it was dealt to a third holder and closed', async () => {
    const folder = join(work, 'open')
    const { status, told } = await recover(reference, ['1', '3'], [printed[0] ?? '', printed[2] ?? ''], folder)
    expect(status, told).toBe(0)
    expect(told).not.toContain('broken')
    const entries = readFileSync(join(folder, 'log.jsonl'), 'utf8').trimEnd().split('\n')
    expect(entries.map((entry) => (JSON.parse(entry) as { type: string }).type)).toEqual(
      expect.arrayContaining(['case.opened', 'recovery.sealed', 'visit.recorded', 'exhibit.kept', 'case.closed']),
    )
    const files = readdirSync(join(folder, 'files'))
    expect(files).toHaveLength(3)
    expect(told.match(/: OK/g)).toHaveLength(3)
    const kinds = files.map((name) =>
      readFileSync(join(folder, 'files', name))
        .subarray(0, 4)
        .toString('latin1'),
    )
    expect(kinds.sort()).toEqual(['%PDF', expect.stringMatching(/^\{/), '\x89PNG'].sort())
    expect(existsSync(join(folder, 'key'))).toBe(false)
  })

  it('open it with kits 2 and 3 as well', async () => {
    const { status, told } = await recover(reference, ['2', '3'], [printed[1] ?? '', printed[2] ?? ''], join(work, 'other'))
    expect(status, told).toBe(0)
  })

  it('do not open it with one sheet and the file of another kit', async () => {
    const folder = join(work, 'one')
    const { status, told } = await recover(reference, ['1', '2'], [printed[0] ?? '', printed[0] ?? ''], folder)
    expect(status).not.toBe(0)
    expect(told).toContain('incorrect passphrase')
    expect(existsSync(join(folder, 'key'))).toBe(false)
    expect(existsSync(join(folder, 'log.jsonl'))).toBe(false)
  })
})
