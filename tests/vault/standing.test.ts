// People who change their passphrase, are suspended, reinstated and removed: what they can still open, and what the files say.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
      expect(room.people.find((person) => person.personId === tom)?.suspended).toBe(true)
      expect(room.missing).toEqual(['senior'])
      expect(await codeOf(() => line.ask('person.suspend', { personId: tom, reason: 'No' }))).toBe('person.standing')
    })
  })

  it('cannot sign in', async () => {
    expect(await codeOf(() => line.signIn('tom', 'pair'))).toBe('person.suspended')
    expect(readDirectory().people.find((person) => person.name === 'Tom Jarvis')?.suspended).toBe(true)
  })

  it('cannot sign in either where somebody changed the plain directory back, which is put right', async () => {
    const text = readFileSync(directory(), 'utf8')
    writeFileSync(directory(), text.replace('"suspended":true', '"suspended":false'))
    await line.restart()
    expect(await codeOf(() => line.signIn('tom', 'pair'))).toBe('person.suspended')
    expect(readFileSync(directory(), 'utf8')).toBe(text)
    expect((await line.ask('room.state', {})).room).toBe('empty')
  })

  it('comes in again once the head has reinstated them', async () => {
    const tom = await line.personId('tom')
    await asHead(() => line.ask('person.reinstate', { personId: tom, reason: 'Back from leave' }))
    await line.signIn('tom', 'pair')
    await line.ask('session.sign-out', {})
  })
})

describe('a removed person', () => {
  it('is gone from the directory with their sealed keys, and stays gone where an old directory is put back', async () => {
    const tom = await line.personId('tom')
    const old = readFileSync(directory())
    await asHead(async () => {
      const { room, holderOf } = await line.ask('person.remove', { personId: tom, reason: 'Left the school' })
      expect(room.people.some((person) => person.personId === tom)).toBe(false)
      expect(holderOf).toHaveLength(1)
      expect(await codeOf(() => line.ask('person.reinstate', { personId: tom, reason: 'No' }))).toBe('person.unknown')
    })
    expect(readFileSync(directory(), 'utf8')).not.toContain('Tom Jarvis')
    writeFileSync(directory(), old)
    await line.restart()
    expect(await codeOf(() => line.signIn('tom', 'pair'))).toBe('person.suspended')
    expect(readFileSync(directory(), 'utf8')).not.toContain('Tom Jarvis')
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
})
