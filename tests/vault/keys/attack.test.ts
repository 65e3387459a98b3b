// One person alone against an open case: with that person's own keys, every file, and this source code without its checks.
import { Decrypter } from 'age-encryption'
import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { combine } from 'shamir-secret-sharing'
import { beforeAll, describe, expect, it } from 'vitest'
import { sealAuthority } from '../../../src-main/vault/keys/authority'
import { isKeyOf, makeCaseKey } from '../../../src-main/vault/keys/case-key'
import { enrolPerson, foundAuthority } from '../../../src-main/vault/keys/enrolment'
import { sealIdentity } from '../../../src-main/vault/keys/identity'
import type { KeyContext, KeyEpoch } from '../../../src-main/vault/keys/key-epoch'
import { signStatement } from '../../../src-main/vault/keys/log-signature'
import { epochStatement, recordStatement } from '../../../src-main/vault/keys/key-epoch'
import { combineShares, dealShares } from '../../../src-main/vault/keys/shares'
import { at, cheapWork, codeOf, contextOf, enrolledAt, makeSchool, type Member, type School } from './school'

const createdAt = '2026-11-23T10:00:00.000Z'
let school: School
let context: KeyContext
let epoch: KeyEpoch
let attacker: Member
let colleague: Member
let head: Member
let files: string[]
const caseKey = makeCaseKey()

beforeAll(async () => {
  school = await makeSchool(['Mal Mallory', 'Ann Avery', 'Ben Brook', 'Head Teacher'])
  attacker = at(school.members, 0)
  colleague = at(school.members, 1)
  head = at(school.members, 3)
  context = contextOf(school)
  const holders = school.members.slice(0, 3).map((one) => one.public)
  epoch = await dealShares(context, { epoch: 1, caseKey, holders, dealers: [head.secret], createdAt })
  const sealed = await Promise.all(school.members.map(({ secret }) => sealIdentity(secret, 'correct horse battery', cheapWork)))
  files = [
    JSON.stringify({ ...context, epochs: [epoch] }),
    JSON.stringify(sealed),
    JSON.stringify(await sealAuthority(school.authority, [head.public])),
  ]
})

/** Everything in the files that the person's age key opens. */
async function openAll(person: Member): Promise<Uint8Array[]> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(person.secret.ageIdentity())
  const texts = files.flatMap((file) => [...file.matchAll(/"([A-Za-z0-9+/=_-]{100,})"/g)].map(([, text]) => text ?? ''))
  expect(texts.length).toBeGreaterThan(7)
  const opened = await Promise.all(texts.map((text) => decrypter.decrypt(new Uint8Array(Buffer.from(text, 'base64'))).catch(() => null)))
  return opened.filter((bytes) => bytes !== null)
}

describe('one holder’s keys, and every file', () => {
  it('open exactly one share, and the key is nowhere in it or in the files', async () => {
    const opened = await openAll(attacker)
    expect(opened).toHaveLength(1)
    for (const bytes of [...opened, ...files.map((file) => Buffer.from(file))]) {
      const found = Buffer.from(bytes)
      for (const coding of ['latin1', 'hex', 'base64', 'base64url'] as const) {
        expect(found.toString('latin1')).not.toContain(Buffer.from(caseKey).toString(coding).slice(0, 42))
      }
      for (let start = 0; start + 32 <= found.length; start += 1) {
        expect(isKeyOf(found.subarray(start, start + 32), context.caseId, 1, epoch.check)).toBe(false)
      }
    }
  })

  it('leave every key equally possible: for any key there is a second share that would give it', async () => {
    const share = at(await openAll(attacker), 0).slice(-33)
    const x = at([...share], 32)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 1, max: 255 }), async (anyKey, otherX) => {
        fc.pre(otherX !== x)
        // The line through (0, key) and (x, share) over GF(256) has a value at every other x.
        const slope = anyKey.map((byte, place) => divide(byte ^ at([...share], place), x))
        const fitting = Uint8Array.from([...anyKey.map((byte, place) => byte ^ multiply(at([...slope], place), otherX)), otherX])
        expect(await combine([Uint8Array.from(share), fitting])).toEqual(anyKey)
      }),
    )
  })

  it('do not open the case with the same share twice, or with one made up', async () => {
    const share = at(await openAll(attacker), 0).slice(-33)
    await expect(combine([share, share])).rejects.toThrow()
    for (let guess = 0; guess < 200; guess += 1) {
      const made = new Uint8Array(randomBytes(33))
      if (made[32] === share[32] || made[32] === 0) continue
      expect(isKeyOf(await combine([share, made]), context.caseId, 1, epoch.check)).toBe(false)
    }
  })

  it('do not open a colleague’s share, or the authority’s key', async () => {
    expect((await openAll(colleague)).map((bytes) => Buffer.from(bytes).toString('latin1'))).toEqual([
      expect.stringContaining(`"holderId":"${colleague.public.personId}"`),
    ])
    for (const bytes of await openAll(attacker)) expect(Buffer.from(bytes).toString('latin1')).not.toContain('authority-key')
  })
})

describe('one holder who writes to the disk before the key is dealt', () => {
  it('cannot have a colleague’s share sealed to an own second key', async () => {
    const second = at((await makeSchool(['Ann Avery'])).members, 0)
    const exchanged = { ...colleague.public, ageRecipient: second.public.ageRecipient }
    const deal = { epoch: 1, caseKey, dealers: [head.secret], createdAt }
    expect(await codeOf(() => dealShares(context, { ...deal, holders: [attacker.public, exchanged] }))).toBe('person.untrusted')
  })

  it('cannot exchange the whole authority either: the dealer’s sealed keys say which one is the school’s', async () => {
    const own = foundAuthority('Northgate Academy', enrolledAt)
    const forged = await Promise.all(
      [attacker, colleague, head].map(({ secret, name }) => enrolPerson(own, secret, { name, position: 'Senior leader' }, enrolledAt)),
    )
    const theirs = { ...context, authorityPem: own.certificatePem, people: forged }
    const deal = { epoch: 1, caseKey, dealers: [head.secret], createdAt }
    expect(await codeOf(() => dealShares(theirs, { ...deal, holders: forged.slice(0, 2) }))).toBe('person.untrusted')
  })
})

describe('one holder who writes to the disk afterwards', () => {
  it('cannot exchange a colleague’s share under an own signature', async () => {
    const record = { ...at(epoch.shares, 1), sealed: at(epoch.shares, 2).sealed }
    const signatures = [signStatement(attacker.secret, 'key-share', recordStatement(context, epoch, record))]
    const damaged = { ...epoch, shares: epoch.shares.map((one, place) => (place === 1 ? { ...record, signatures } : one)) }
    expect(await codeOf(() => combineShares(context, damaged, [attacker.secret, colleague.secret]))).toBe('share.corrupt')
  })

  it('gains nothing by lowering the threshold and signing that: one share gives no key', async () => {
    const frame = { ...epoch, threshold: 1, shares: epoch.shares.slice(0, 1) }
    const signatures = [
      signStatement(
        attacker.secret,
        'key-epoch',
        epochStatement(
          context,
          frame,
          frame.shares.map(({ holderId }) => holderId),
        ),
      ),
    ]
    const refused = await codeOf(() => combineShares(context, { ...frame, signatures }, [attacker.secret]))
    expect(['share.corrupt', 'sidecar.damaged']).toContain(refused)
  })
})

function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 8; bit += 1) {
    if (b & (1 << bit)) product ^= a << bit
  }
  for (let bit = 14; bit >= 8; bit -= 1) {
    if (product & (1 << bit)) product ^= 0x11b << (bit - 8)
  }
  return product
}

function divide(a: number, b: number): number {
  for (let quotient = 0; quotient < 256; quotient += 1) {
    if (multiply(quotient, b) === a) return quotient
  }
  throw new Error('Divided by zero')
}
