// Wrong passphrases at the door of the real Vault: waits that outlast a restart, and a record of them in the school file.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundSchool, openReview, passphrases, pins, signInPair, startInvestigation, type Investigation, type Who } from './investigation'
import { codeOf } from './keys/school'

let line: Investigation
let nowMs = Date.parse('2026-11-23T08:00:00.000Z')
const tries = () => join(line.home, 'tries.json')
const guess = async (who: Who) => {
  const personId = await line.personId(who)
  return codeOf(() => line.ask('session.sign-in', { personId, passphrase: 'a wrong passphrase', pin: pins[who], purpose: 'alone' }))
}
const alerts = async () => (await line.ask('room.state', {})).alerts

beforeAll(async () => {
  line = await startInvestigation(undefined, () => new Date(nowMs))
  await foundSchool(line)
  await line.ask('session.sign-out', {})
})
afterAll(async () => {
  await line.stop()
})

describe('wrong passphrases', () => {
  it('make that person wait, also after a restart, and nobody else', async () => {
    for (let tried = 0; tried < 3; tried += 1) expect(await guess('head')).toBe('passphrase.wrong')
    expect(await guess('head')).toBe('passphrase.wait')
    await line.restart()
    expect(await codeOf(() => line.signIn('head', 'alone'))).toBe('passphrase.wait')
    expect(await alerts()).toEqual([])
    await line.signIn('dsl', 'alone')
    expect(await alerts()).toEqual([
      { code: 'sign-in.failed', sentence: expect.stringMatching(/^3 wrong passphrases were tried for Rita Okafor\./) as string },
    ])
    await line.ask('session.sign-out', {})
    expect(await codeOf(() => line.signIn('head', 'alone'))).toBe('passphrase.wait')
    nowMs += 5_000
    await line.signIn('head', 'alone')
    expect(await alerts()).toEqual([])
    await line.ask('session.sign-out', {})
  })

  it('count wherever a passphrase is asked for', async () => {
    await signInPair(line)
    const personId = await line.personId('head')
    await expect(openReview(line)).resolves.toBeDefined()
    await line.ask('case.leave', {})
    await line.ask('session.sign-out', {})
    await line.signIn('head', 'alone')
    for (let tried = 0; tried < 3; tried += 1)
      expect(await codeOf(() => line.ask('recovery.make', { passphrase: 'a wrong one' }))).toBe('passphrase.wrong')
    expect(await codeOf(() => line.ask('recovery.make', { passphrase: passphrases.head }))).toBe('passphrase.wait')
    await line.ask('session.sign-out', {})
    expect(
      await codeOf(() => line.ask('session.sign-in', { personId, passphrase: passphrases.head, pin: pins.head, purpose: 'alone' })),
    ).toBe('passphrase.wait')
    nowMs += 5_000
  })
})

describe('the file that counts them', () => {
  it('holds no passphrase and no name', async () => {
    await guess('amina')
    const text = readFileSync(tries(), 'utf8')
    for (const marker of ['a wrong passphrase', 'Amina', passphrases.amina]) expect(text).not.toContain(marker)
  })

  it('is missed at the next sign-in where somebody removed it', async () => {
    rmSync(tries())
    await line.signIn('dsl', 'alone')
    expect(await alerts()).toMatchObject([{ code: 'tries.altered' }])
    await line.ask('session.sign-out', {})
    await line.signIn('dsl', 'alone')
    expect(await alerts()).toEqual([])
    await line.ask('session.sign-out', {})
  })

  it('is recognised as changed where somebody took a try out of it', async () => {
    await guess('amina')
    await guess('amina')
    const file = JSON.parse(readFileSync(tries(), 'utf8')) as { failures: unknown[] }
    writeFileSync(tries(), JSON.stringify({ ...file, failures: file.failures.slice(1) }))
    await line.signIn('amina', 'alone')
    expect((await alerts()).map((alert) => alert.code)).toEqual(['tries.altered', 'sign-in.failed'])
    await line.ask('session.sign-out', {})
  })

  it('is told once where the application died between recording and renewing it', async () => {
    await guess('head')
    const before = readFileSync(tries())
    await line.signIn('dsl', 'alone')
    await line.ask('session.sign-out', {})
    writeFileSync(tries(), before)
    await line.signIn('dsl', 'alone')
    expect(await alerts()).toEqual([])
    await line.ask('session.sign-out', {})
  })
})
