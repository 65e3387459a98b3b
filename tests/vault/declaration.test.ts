// The acceptable-use declaration: when it is due, who makes it, and that it stands signed in the school file.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMonths, isDeclarationDue } from '../../src-main/vault/domain/declaration'
import { foundSchool, passphrases, pins, startCase, startInvestigation, type Investigation, type Who } from './investigation'
import { codeOf, makePersonId } from './keys/school'

let line: Investigation
let nowMs = Date.parse('2028-02-29T09:00:00.000Z')
const signIn = async (who: Who, purpose: 'pair' | 'alone') =>
  line.ask('session.sign-in', { personId: await line.personId(who), passphrase: passphrases[who], pin: pins[who], purpose })
const due = async () => (await line.ask('room.state', {})).declarationDue

beforeAll(async () => {
  line = await startInvestigation(undefined, () => new Date(nowMs))
  await foundSchool(line)
})
afterAll(async () => {
  await line.stop()
})

describe('the declaration', () => {
  it('is due from everybody before first use, and not from anybody who is not there', async () => {
    expect(await due()).toEqual([await line.personId('head')])
    await line.ask('session.sign-out', {})
    expect(await due()).toEqual([])
    await signIn('amina', 'pair')
    await signIn('tom', 'pair')
    expect(await due()).toEqual([await line.personId('amina'), await line.personId('tom')])
  })

  it('is made by each person’s own act, to the words that they were shown', async () => {
    const [amina, tom, head] = [await line.personId('amina'), await line.personId('tom'), await line.personId('head')]
    const { textHash, statements, agreement } = await line.ask('declaration.read', {})
    expect(statements.length).toBeGreaterThan(5)
    expect(agreement).toMatch(/^I agree/)
    const accept = (personId: typeof amina, pin: string, words = textHash) =>
      codeOf(() => line.ask('declaration.accept', { personId, pin, textHash: words }))
    expect(await accept(head, pins.head)).toBe('room.absent')
    expect(await accept(amina, pins.tom)).toBe('pin.wrong')
    expect(await accept(amina, pins.amina, 'ab'.repeat(32))).toBe('declaration.changed')
    expect(await due()).toHaveLength(2)
    await line.ask('declaration.accept', { personId: amina, pin: pins.amina, textHash })
    expect(await due()).toEqual([tom])
    expect(await codeOf(() => startCase(line))).toBe('declaration.due')
    expect(await codeOf(() => line.askAsDesk('visit.request', { url: 'https://example.org', cause: 'typed' }))).toBe('declaration.due')
    await line.ask('declaration.accept', { personId: tom, pin: pins.tom, textHash })
    expect(await due()).toEqual([])
    await startCase(line)
  })

  it('is asked for again a year later, at signing in and not before', async () => {
    await line.ask('session.sign-out', {})
    nowMs = Date.parse('2029-02-28T08:59:59.999Z')
    await line.restart()
    await signIn('amina', 'alone')
    expect(await due()).toEqual([])
    nowMs += 1
    expect(await due()).toEqual([])
    await line.ask('session.sign-out', {})
    await signIn('amina', 'alone')
    expect(await codeOf(() => line.ask('case.list', {}))).toBe('declaration.due')
    expect(await due()).toEqual([await line.personId('amina')])
  })
})

describe('the rule', () => {
  const personId = makePersonId()
  const accepted = (acceptedAt: string) => ({
    declarations: {
      [personId]: { personId, acceptedAt, textHash: 'ab'.repeat(32), policy: { version: '2026-11', hash: 'cd'.repeat(32) } },
    },
  })

  it('asks again for other words at once', () => {
    const now = new Date('2026-11-22T00:00:01.000Z')
    const state = accepted('2026-11-22T00:00:00.000Z')
    expect(isDeclarationDue(state, { everyMonths: 12 }, 'ab'.repeat(32), personId, now)).toBe(false)
    expect(isDeclarationDue(state, { everyMonths: 12 }, 'ef'.repeat(32), personId, now)).toBe(true)
    expect(isDeclarationDue({ declarations: {} }, { everyMonths: 12 }, 'ab'.repeat(32), personId, now)).toBe(true)
  })

  it('counts months by the calendar: never into a month after the one meant, always forward', () => {
    expect(addMonths(new Date('2027-01-31T12:00:00.000Z'), 1).toISOString()).toBe('2027-02-28T12:00:00.000Z')
    const dates = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 36 }), (from, months) => {
        const to = addMonths(from, months)
        expect(to.getUTCFullYear() * 12 + to.getUTCMonth()).toBe(from.getUTCFullYear() * 12 + from.getUTCMonth() + months)
        expect(to.getUTCDate()).toBeLessThanOrEqual(from.getUTCDate())
        expect(to.getTime()).toBeGreaterThan(from.getTime())
      }),
    )
  })
})
