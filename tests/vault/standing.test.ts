// People who change their passphrase, are suspended, reinstated and removed: what they can still open, and what the files say.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schoolEventBodies } from 'shared/events'
import type { PersonId } from 'shared/parts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLogFile } from '../../src-main/vault/case-file/log-file'
import { openIdentity } from '../../src-main/vault/keys/identity'
import type { PersonSecret } from '../../src-main/vault/keys/person-secret'
import { directorySchema } from '../../src-main/vault/school-file/directory'
import { openSchoolKey } from '../../src-main/vault/school-file/school-file'
import { foundSchool, openReview, passphrases, pins, signInPair, startInvestigation, type Investigation, type Who } from './investigation'
import { codeOf } from './keys/school'

let line: Investigation
const directory = () => join(line.home, 'school.json')
type Named = { people: { name: string; suspended?: boolean; identity: unknown }[] }
const readDirectory = () => JSON.parse(readFileSync(directory(), 'utf8')) as Named
const asHead = async <T>(act: () => Promise<T>): Promise<T> => {
  await line.ask('session.sign-out', {})
  await line.signIn('head', 'alone')
  return act().finally(() => line.ask('session.sign-out', {}))
}
const signInWith = async (who: Who, passphrase: string) => {
  const personId = await line.personId(who)
  return codeOf(() => line.ask('session.sign-in', { personId, passphrase, pin: pins[who], purpose: 'alone' }))
}

/** As somebody would who knows the id: the list of people no longer offers them. */
const signInSuspended = async () => {
  const [personId] = (await line.ask('room.state', {})).suspended.map((person) => person.personId)
  if (!personId) throw new Error('Nobody is suspended')
  return codeOf(() => line.ask('session.sign-in', { personId, passphrase: passphrases.tom, pin: pins.tom, purpose: 'pair' }))
}

beforeAll(async () => {
  line = await startInvestigation()
  await foundSchool(line)
  await signInPair(line)
  await openReview(line)
  await line.ask('session.sign-out', {})
})
afterAll(async () => {
  await line.stop()
})

describe('a person’s own passphrase', () => {
  const fresh = 'two lanterns and a wet umbrella'

  it('is changed by themselves, with the old one, to a strong one', async () => {
    await line.signIn('amina', 'alone')
    const [personId, head] = [await line.personId('amina'), await line.personId('head')]
    const change = (from: string, to: string, who = personId) => codeOf(() => line.ask('passphrase.change', { personId: who, from, to }))
    expect(await change(passphrases.head, fresh, head)).toBe('room.absent')
    expect(await change('not the old one', fresh)).toBe('passphrase.wrong')
    expect(await change(passphrases.amina, 'password12345')).toBe('passphrase.weak')
    expect(await change(passphrases.amina, 'Amina Malik Deputy head')).toBe('passphrase.weak')
    expect(await change(passphrases.amina, passphrases.amina)).toBe('passphrase.same')
    const before = readDirectory()
    await line.ask('passphrase.change', { personId, from: passphrases.amina, to: fresh })
    const after = readDirectory()
    const others = ({ people }: Named) => people.filter((person) => person.name !== 'Amina Malik')
    expect(others(after)).toEqual(others(before))
    expect({ ...after.people[1], identity: null }).toEqual({ ...before.people[1], identity: null })
    await line.ask('session.sign-out', {})
  })

  it('opens what the old one opened, after a restart too; the old one opens nothing', async () => {
    await line.restart()
    expect(await signInWith('amina', passphrases.amina)).toBe('passphrase.wrong')
    const personId = await line.personId('amina')
    await line.ask('session.sign-in', { personId, passphrase: fresh, pin: pins.amina, purpose: 'pair' })
    await line.signIn('tom', 'pair')
    const [listed] = await line.ask('case.list', {})
    expect((await line.ask('case.open', { caseId: listed?.caseId ?? '' })).state.opened).not.toBeNull()
    await line.ask('passphrase.change', { personId, from: fresh, to: passphrases.amina })
    await line.ask('session.sign-out', {})
  })
})

describe('a suspended person', () => {
  it('is suspended by the head alone, who cannot suspend themselves', async () => {
    const [tom, head] = [await line.personId('tom'), await line.personId('head')]
    await line.signIn('dsl', 'alone')
    expect(await codeOf(() => line.ask('person.suspend', { personId: tom, reason: 'No' }))).toBe('role.not-allowed')
    await asHead(async () => {
      expect(await codeOf(() => line.ask('person.suspend', { personId: head, reason: 'No' }))).toBe('person.self')
      expect(await codeOf(() => line.ask('person.reinstate', { personId: tom, reason: 'No' }))).toBe('person.standing')
      const { room, holderOf } = await line.ask('person.suspend', { personId: tom, reason: 'On leave' })
      expect(holderOf).toEqual([expect.stringMatching(/^INC-/)])
      expect(room.suspended.map((person) => person.personId)).toEqual([tom])
      expect(room.people.map((person) => person.personId)).not.toContain(tom)
      expect(room.missing).toEqual(['senior'])
      expect(await codeOf(() => line.ask('person.suspend', { personId: tom, reason: 'No' }))).toBe('person.standing')
    })
  })

  it('cannot sign in', async () => {
    expect(await signInSuspended()).toBe('person.suspended')
    expect(readDirectory().people.find((person) => person.name === 'Tom Jarvis')?.suspended).toBe(true)
  })

  it('cannot sign in either where somebody changed the plain directory back, which is put right', async () => {
    const text = readFileSync(directory(), 'utf8')
    writeFileSync(directory(), text.replace('"suspended":true', '"suspended":false'))
    await line.restart()
    expect(await codeOf(() => line.signIn('tom', 'pair'))).toBe('person.suspended')
    expect(await signInSuspended()).toBe('person.suspended')
    expect(readFileSync(directory(), 'utf8')).toBe(text)
    expect((await line.ask('room.state', {})).room).toBe('empty')
  })

  it('comes in again once the head has reinstated them', async () => {
    const [tom] = (await line.ask('room.state', {})).suspended.map((person) => person.personId)
    if (!tom) throw new Error('Tom is suspended')
    await asHead(() => line.ask('person.reinstate', { personId: tom, reason: 'Back from leave' }))
    await line.signIn('tom', 'pair')
    await line.ask('session.sign-out', {})
  })
})

describe('a removed person', () => {
  const file = () => join(line.home, 'school.db')
  let tom: PersonId
  const old = { directory: Buffer.alloc(0), file: Buffer.alloc(0) }
  const now = { directory: Buffer.alloc(0), file: Buffer.alloc(0) }
  const openFile = async (secret: PersonSecret, directoryText: Buffer, path: string) =>
    codeOf(async () => {
      const key = await openSchoolKey(directorySchema.parse(JSON.parse(directoryText.toString('utf8'))), secret)
      openLogFile(path, { key, kind: 'school', bodies: schoolEventBodies }).close()
      throw Object.assign(new Error(), { code: 'opened' })
    })

  it('is gone from the directory with their sealed keys', async () => {
    tom = await line.personId('tom')
    old.directory = readFileSync(directory())
    old.file = readFileSync(file())
    await asHead(async () => {
      const { room, holderOf } = await line.ask('person.remove', { personId: tom, reason: 'Left the school' })
      expect([...room.people, ...room.suspended].some((person) => person.personId === tom)).toBe(false)
      expect(holderOf).toHaveLength(1)
      expect(await codeOf(() => line.ask('person.reinstate', { personId: tom, reason: 'No' }))).toBe('person.unknown')
    })
    now.directory = readFileSync(directory())
    now.file = readFileSync(file())
    expect(now.directory.toString('utf8')).not.toContain('Tom Jarvis')
    expect(now.directory.toString('utf8')).not.toMatch(/"nextSchoolKey":"/)
  })

  it('cannot open the school file any more with everything they ever held, and cannot sign in by an old directory', async () => {
    const sealed = directorySchema.parse(JSON.parse(old.directory.toString('utf8'))).people.find((person) => person.personId === tom)
    const secret = await openIdentity(sealed?.identity, passphrases.tom, tom)
    const copies = join(line.home, 'copies')
    mkdirSync(copies)
    writeFileSync(join(copies, 'old.db'), old.file)
    writeFileSync(join(copies, 'now.db'), now.file)
    expect(await openFile(secret, old.directory, join(copies, 'old.db'))).toBe('opened')
    expect(await openFile(secret, old.directory, join(copies, 'now.db'))).toBe('file.key')
    expect(await openFile(secret, now.directory, join(copies, 'now.db'))).toBe('school.not-member')
    rmSync(copies, { recursive: true })
    writeFileSync(directory(), old.directory)
    await line.restart()
    expect(await codeOf(() => line.signIn('tom', 'pair'))).toBe('school.not-member')
    writeFileSync(directory(), now.directory)
    await line.restart()
  })

  it.each([
    ['before the file changed over', old, true],
    ['after the file changed over', now, false],
  ] as const)('is removed or not removed where the application died %s', async (_, left, isThere) => {
    const [before, after] = [old, now].map(({ directory: text }) => directorySchema.parse(JSON.parse(text.toString('utf8'))))
    const people = before?.people.map((person) => ({
      ...person,
      nextSchoolKey: after?.people.find((one) => one.personId === person.personId)?.schoolKey ?? null,
    }))
    await line.ask('session.sign-out', {})
    writeFileSync(directory(), JSON.stringify({ ...before, people }))
    writeFileSync(file(), left.file)
    rmSync(join(line.home, 'tries.json'), { force: true })
    await line.restart()
    await line.signIn('dsl', 'alone')
    expect((await line.ask('room.state', {})).people.some((person) => person.personId === tom)).toBe(isThere)
    expect(readFileSync(directory(), 'utf8')).not.toMatch(/"nextSchoolKey":"/)
    await line.restart()
    await line.signIn('head', 'alone')
    await line.ask('session.sign-out', {})
  })

  it('is still named by the cases that they had a part in', async () => {
    await line.signIn('head', 'pair')
    await line.signIn('amina', 'pair')
    const [listed] = await line.ask('case.list', {})
    expect(listed?.openedBy).toContain('Tom Jarvis')
    const { state } = await line.ask('case.open', { caseId: listed?.caseId ?? '' })
    expect(state.opened?.people.map((person) => person.name)).toContain('Tom Jarvis')
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })

  it('can be one of several in the same hour, and somebody new gets the key that the file has then', async () => {
    await asHead(async () => {
      for (const who of ['dsl', 'amina'] as const) await line.ask('person.remove', { personId: await line.personId(who), reason: 'Left' })
      await line.ask('person.enrol', {
        name: 'Nia New',
        position: 'Deputy head',
        role: 'deputy',
        passphrase: 'four lanterns on a harbour wall',
      })
    })
    await line.restart()
    const nia = (await line.ask('room.state', {})).people.find((person) => person.name === 'Nia New')
    if (!nia) throw new Error('Nia is enrolled')
    const said = { personId: nia.personId, passphrase: 'four lanterns on a harbour wall', pin: '480213', purpose: 'alone' } as const
    expect((await line.ask('session.sign-in', said)).present.map((person) => person.name)).toEqual(['Nia New'])
  })
})
