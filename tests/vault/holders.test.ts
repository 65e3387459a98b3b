// Who may open a case changes: what the Vault refuses, what the files are worth to somebody who was removed, and what is left where
// the change was broken off.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { combine } from 'shamir-secret-sharing'
import type { Input } from 'shared/contract'
import { caseEventBodies } from 'shared/events'
import type { PersonId } from 'shared/parts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureSqlcipher } from '../../scripts/ground/sqlcipher.mjs'
import { openLogFile } from '../../src-main/vault/case-file/log-file'
import { openIdentity } from '../../src-main/vault/keys/identity'
import type { PersonSecret } from '../../src-main/vault/keys/person-secret'
import { combineShares } from '../../src-main/vault/keys/shares'
import { isKeyOf } from '../../src-main/vault/keys/case-key'
import { openWholeKey } from '../../src-main/vault/keys/whole-key'
import { readSidecar, writeSidecar, type Sidecar } from '../../src-main/vault/keys/sidecar'
import { readDirectory } from '../../src-main/vault/school-file/directory'
import {
  decideAll,
  foundSchool,
  keepPicture,
  openReview,
  passphrases,
  pins,
  signInPair,
  startInvestigation,
  visitPage,
  type Investigation,
  type Who,
} from './investigation'
import { at, codeOf } from './keys/school'
import { Decrypter } from 'age-encryption'

let line: Investigation
let chair: PersonId
const backup = mkdtempSync(join(tmpdir(), 'holders-'))
const cases = () => join(line.home, 'cases')
const reference = () =>
  at(
    readdirSync(cases()).filter((name) => name.endsWith('.case')),
    0,
  ).replace('.case', '')
const fileOf = (ending: 'case' | 'keys') => join(cases(), `${reference()}.${ending}`)

async function pair(first: Who, second: Who): Promise<void> {
  await line.ask('session.sign-out', {})
  await line.signIn(first, 'pair')
  await line.signIn(second, 'pair')
}
/** A file that is put back as a crash left it is older than the one on record: two who open it say so. */
async function openCase() {
  const [listed] = await line.ask('case.list', {})
  const { present } = await line.ask('room.state', {})
  const acts = await Promise.all((Object.keys(pins) as Who[]).map(async (who) => ({ personId: await line.personId(who), pin: pins[who] })))
  const [first, second] = acts.filter(({ personId }) => present.some((person) => person.personId === personId))
  const olderCopy = first && second && { reason: 'The file was put back.', both: [first, second] satisfies Input<'case.close'>['both'] }
  return line.ask('case.open', { caseId: listed?.caseId ?? '', ...(olderCopy && { olderCopy }) })
}
async function opensFor(first: Who, second: Who): Promise<string> {
  await pair(first, second)
  const code = await codeOf(() => openCase().then(() => Promise.reject(Object.assign(new Error(), { code: 'opened' }))))
  await line.ask('session.sign-out', {})
  return code
}
async function change(present: [Who, Who], said: { add?: PersonId[]; remove?: PersonId[]; authoriser?: Who; passphrase?: string }) {
  const { add = [], remove = [], authoriser = 'head', passphrase = passphrases[authoriser] } = said
  const actOf = async (who: Who) => ({ personId: await line.personId(who), pin: pins[who] })
  const both: Input<'case.close'>['both'] = [await actOf(present[0]), await actOf(present[1])]
  return line.ask('case.change-holders', {
    add,
    remove,
    reason: 'Tom has left the school',
    authoriserId: await line.personId(authoriser),
    passphrase,
    both,
  })
}
async function secretOf(who: Who): Promise<PersonSecret> {
  const directory = await readDirectory(join(line.home, 'school.json'))
  const id = await line.personId(who)
  return openIdentity(directory?.people.find((person) => person.personId === id)?.identity, passphrases[who], id)
}
function keep(name: string): void {
  mkdirSync(join(backup, name))
  for (const ending of ['case', 'keys'] as const) copyFileSync(fileOf(ending), join(backup, name, ending))
}
const putBack = (name: string, ending: 'case' | 'keys') => copyFileSync(join(backup, name, ending), fileOf(ending))

beforeAll(async () => {
  line = await startInvestigation()
  await ensureSqlcipher()
  await foundSchool(line)
  const room = await line.ask('person.enrol', {
    name: 'Cy Chair',
    position: 'Chair of governors',
    role: 'chair',
    passphrase: 'a parliament of sleepy owls',
  })
  chair = room.people.find((person) => person.role === 'chair')?.personId ?? chair
  await line.ask('recovery.make', { passphrase: passphrases.head })
  await signInPair(line)
  await openReview(line)
  await keepPicture(line, await visitPage(line))
}, 300_000)
afterAll(async () => {
  await line.stop()
  rmSync(backup, { recursive: true })
})

describe('the change', () => {
  it('needs both, the passphrase of somebody who authorises, and people who may hold a share', async () => {
    const [tom, dsl, head, amina] = await Promise.all((['tom', 'dsl', 'head', 'amina'] as const).map((who) => line.personId(who)))
    const refused = (said: Parameters<typeof change>[1]) => codeOf(() => change(['amina', 'tom'], said))
    expect(await codeOf(() => change(['amina', 'amina'], { add: [dsl ?? chair] }))).toBe('both.missing')
    expect(await refused({})).toBe('holders.none')
    expect(await refused({ add: [chair] })).toBe('holders.role')
    expect(await refused({ add: [head ?? chair] })).toBe('holders.twice')
    expect(await refused({ add: [dsl ?? chair, dsl ?? chair] })).toBe('holders.twice')
    expect(await refused({ remove: [dsl ?? chair] })).toBe('holders.unknown')
    expect(await refused({ remove: [tom ?? chair] })).toBe('holders.present')
    expect(await refused({ remove: [head ?? chair, amina ?? chair] })).toBe('holders.present')
    expect(await refused({ add: [dsl ?? chair], authoriser: 'dsl' })).toBe('role.not-allowed')
    expect(await refused({ add: [dsl ?? chair], passphrase: 'not the passphrase' })).toBe('passphrase.wrong')
    expect((await line.ask('case.view', {})).state.holders).toEqual([amina, tom, head])
  })

  it('that adds somebody deals them a share of the same key', async () => {
    await line.ask('session.sign-out', {})
    expect(await opensFor('dsl', 'amina')).toBe('share.not-holder')
    await pair('amina', 'tom')
    await openCase()
    const before = await line.ask('case.view', {})
    const { state } = await change(['amina', 'tom'], { add: [await line.personId('dsl')] })
    expect(state.holders).toHaveLength(4)
    expect(state.head.seq).toBe(before.state.head.seq + 2)
    expect((await readSidecar(fileOf('keys'))).epochs.map((epoch) => [epoch.shares.length, epoch.recovery?.length])).toEqual([[4, 3]])
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
    await line.ask('session.sign-out', {})
    expect(await opensFor('dsl', 'amina')).toBe('opened')
    expect(await opensFor('tom', 'head')).toBe('opened')
  })

  it('that cannot be done leaves the case open, with its key and its holders', async () => {
    await pair('amina', 'dsl')
    await openCase()
    const keys = readFileSync(fileOf('keys'))
    // Something stands where the copy would be made.
    mkdirSync(`${fileOf('case')}.rekey`)
    await expect(change(['amina', 'dsl'], { remove: [await line.personId('tom')] })).rejects.toThrow()
    rmdirSync(`${fileOf('case')}.rekey`)
    expect(readFileSync(fileOf('keys'))).toEqual(keys)
    expect((await line.ask('case.view', {})).state.holders).toHaveLength(4)
    await visitPage(line)
    await line.ask('session.sign-out', {})
    expect(await opensFor('tom', 'head')).toBe('opened')
  })

  it('that removes somebody gives the case another key, in one step with the log', async () => {
    keep('before')
    await pair('amina', 'dsl')
    await openCase()
    const { state } = await change(['amina', 'dsl'], { remove: [await line.personId('tom')] })
    expect(state.holders).not.toContain(await line.personId('tom'))
    const told = (await line.ask('log.read', { afterSeq: state.head.seq - 3 })).map((entry) => entry.type)
    expect(told).toEqual(['case.holders-changed', 'case.rekeyed', 'recovery.sealed'])
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
    await visitPage(line)
    await line.ask('session.sign-out', {})
    keep('after')
    const { epochs } = await readSidecar(fileOf('keys'))
    expect(epochs.map((epoch) => epoch.epoch)).toEqual([state.keyEpoch])
    expect(await opensFor('amina', 'dsl')).toBe('opened')
    expect(await opensFor('tom', 'head')).toBe('share.not-holder')
  })
})

describe('somebody who was removed, with everything they ever held', () => {
  let old: Sidecar
  let now: Sidecar
  let tom: PersonSecret
  let amina: PersonSecret
  beforeAll(async () => {
    old = await readSidecar(join(backup, 'before', 'keys'))
    now = await readSidecar(join(backup, 'after', 'keys'))
    tom = await secretOf('tom')
    amina = await secretOf('amina')
  })

  it('and with the old share of somebody who stayed, has the old key, which opens nothing any more', async () => {
    const oldKey = await combineShares(old, at(old.epochs, 0), [tom, amina])
    expect(codeOfOpening(join(backup, 'before', 'case'), oldKey)).toBe('opened')
    expect(codeOfOpening(join(backup, 'after', 'case'), oldKey)).toBe('file.key')
    for (const [name, opens] of [
      ['before', true],
      ['after', false],
    ] as const) {
      const input = `PRAGMA key = "x'${Buffer.from(oldKey).toString('hex')}'";\nSELECT count(*) FROM events;\n`
      const { status, stderr } = spawnSync(join(await ensureSqlcipher(), 'sqlcipher'), [join(backup, name, 'case')], {
        input,
        encoding: 'utf8',
      })
      expect(status === 0, stderr).toBe(opens)
    }
    const epoch = at(now.epochs, 0)
    expect(isKeyOf(oldKey, now.caseId, epoch.epoch, epoch.check)).toBe(false)
  })

  it('has no share of the new key, and mixing shares of both gives none', async () => {
    const epoch = at(now.epochs, 0)
    expect(await codeOf(() => combineShares(now, epoch, [tom, amina]))).toBe('share.not-holder')
    expect(await codeOf(() => openWholeKey(now, epoch, tom))).toBe('reader.not-listed')
    const [oldShare, newShare] = await Promise.all([openAll(old, tom), openAll(now, amina)])
    expect(oldShare).toHaveLength(1)
    expect(newShare).toHaveLength(1)
    expect(await openAll(now, tom)).toEqual([])
    const mixed = await combine([at(oldShare, 0), at(newShare, 0)]).catch(() => null)
    expect(mixed !== null && isKeyOf(mixed, now.caseId, epoch.epoch, epoch.check)).toBe(false)
  })

  it('finds the old key in no file of the data folder', async () => {
    const oldKey = Buffer.from(await combineShares(old, at(old.epochs, 0), [tom, amina]))
    for (const entry of readdirSync(line.home, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      for (const spelling of [oldKey, Buffer.from(oldKey.toString('hex')), Buffer.from(oldKey.toString('base64').slice(0, 42))])
        expect(bytes.includes(spelling), entry.name).toBe(false)
    }
  })
})

describe('a change that was broken off by a crash', () => {
  /** Both generations in the key file, as it is from just before the file changes over until just after. */
  async function writeBoth(): Promise<void> {
    const [before, after] = [await readSidecar(join(backup, 'before', 'keys')), await readSidecar(join(backup, 'after', 'keys'))]
    await writeSidecar(fileOf('keys'), { ...after, epochs: [...before.epochs, ...after.epochs] })
  }
  const epochsNow = async () => (await readSidecar(fileOf('keys'))).epochs.map((epoch) => epoch.epoch)

  it.each([
    ['amina', 'dsl'],
    ['tom', 'head'],
    ['tom', 'amina'],
  ] as const)('before the file changed over leaves it as it was, for %s and %s', async (first, second) => {
    putBack('before', 'case')
    await writeBoth()
    expect(await opensFor(first, second)).toBe('opened')
    expect(await epochsNow()).toEqual(readEpochs('before'))
  })

  it('after the file changed over is finished by the next two who open it', async () => {
    putBack('after', 'case')
    await writeBoth()
    expect(await opensFor('tom', 'head')).toBe('share.not-holder')
    expect(await epochsNow()).toHaveLength(2)
    expect(await opensFor('amina', 'head')).toBe('opened')
    expect(await epochsNow()).toEqual(readEpochs('after'))
    expect(await opensFor('tom', 'head')).toBe('share.not-holder')
  })

  it('does not keep the case from being closed and read', async () => {
    await pair('amina', 'dsl')
    await openCase()
    await visitPage(line)
    const both = [
      { personId: await line.personId('amina'), pin: pins.amina },
      { personId: await line.personId('dsl'), pin: pins.dsl },
    ] as Input<'case.close'>['both']
    await decideAll({ ...line, both: () => Promise.resolve(both) })
    await line.ask('case.close', { both })
    expect(await codeOf(() => change(['amina', 'dsl'], { add: [chair] }))).toBe('case.closed')
    await line.ask('session.sign-out', {})
    await line.signIn('head', 'alone')
    expect((await openCase()).state.closed).not.toBeNull()
    expect(existsSync(`${fileOf('case')}.rekey`)).toBe(false)
  })
})

function readEpochs(name: string): number[] {
  const { epochs } = JSON.parse(readFileSync(join(backup, name, 'keys'), 'utf8')) as { epochs: { epoch: number }[] }
  return epochs.map((epoch) => epoch.epoch)
}

function codeOfOpening(path: string, key: Uint8Array): string {
  const copy = `${path}.opened`
  copyFileSync(path, copy)
  try {
    openLogFile(copy, { key, kind: 'case', bodies: caseEventBodies }).close()
    return 'opened'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'failed'
  } finally {
    rmSync(copy)
  }
}

/** Every share that the person's age key opens in a key file. */
async function openAll(sidecar: Sidecar, person: PersonSecret): Promise<Uint8Array[]> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(person.ageIdentity())
  const sealed = sidecar.epochs.flatMap((epoch) => [...epoch.shares, ...epoch.readers, ...(epoch.recovery ?? [])])
  const opened = await Promise.all(
    sealed.map((one) => decrypter.decrypt(new Uint8Array(Buffer.from(one.sealed, 'base64'))).catch(() => null)),
  )
  return opened.filter((bytes) => bytes !== null).map((bytes) => bytes.slice(-33))
}
