import { Decrypter } from 'age-encryption'
import { beforeAll, describe, expect, it } from 'vitest'
import { recoveryKits, type RecoveryKits } from 'shared/parts'
import { makeCaseKey } from '../../../src-main/vault/keys/case-key'
import { foundAuthority } from '../../../src-main/vault/keys/enrolment'
import type { KeyContext, KeyEpoch } from '../../../src-main/vault/keys/key-epoch'
import { makeRecoveryKits, verifyRecoveryKits, type MadeKit } from '../../../src-main/vault/keys/recovery-kits'
import { isSealedToKits, sealToKits } from '../../../src-main/vault/keys/recovery-seal'
import { dealShares } from '../../../src-main/vault/keys/shares'
import { ask } from './judges'
import { at, codeOf, contextOf, enrolledAt, makeSchool, type School } from './school'

const schoolId = 'ab'.repeat(16)
const madeAt = enrolledAt.toISOString()
const caseKey = makeCaseKey()
let school: School
let context: KeyContext
let kits: RecoveryKits
let made: MadeKit[]
let epoch: KeyEpoch

beforeAll(async () => {
  school = await makeSchool(['Ann Avery', 'Ben Brook'])
  context = contextOf(school)
  const set = await makeRecoveryKits({ schoolId, count: 3, firstNumber: 4, madeAt, authority: school.authority })
  kits = set.kits
  made = set.made
  const people = school.members.map((one) => one.public)
  const sealers = school.members.map((one) => one.secret)
  const dealt = await dealShares(context, { epoch: 2, caseKey, holders: people, dealers: sealers, createdAt: madeAt })
  epoch = await sealToKits(context, dealt, { caseKey, kits, sealers })
})

const identityOf = async ({ passphrase, file }: MadeKit) => {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  return (await decrypter.decrypt(file, 'text')).trim()
}
const fingerprint = () => school.authority.fingerprint
const accept = (said: RecoveryKits, id = schoolId, pem = school.authority.certificatePem, root = fingerprint()) => {
  verifyRecoveryKits(said, id, pem, root)
  return 'accepted'
}

describe('kits', () => {
  it('are what the authority signed, of this school, and nothing else', async () => {
    expect(recoveryKits.parse(kits)).toEqual(kits)
    expect(accept(kits)).toBe('accepted')
    const [first, ...others] = kits.kits
    const foreign = foundAuthority('Another School', enrolledAt)
    const theirs = await makeRecoveryKits({ schoolId, count: 3, firstNumber: 4, madeAt, authority: foreign })
    const forged: (() => unknown)[] = [
      () => accept({ ...kits, kits: others }),
      () => accept({ ...kits, kits: [...others, at(theirs.kits.kits, 0)] }),
      () => accept({ ...kits, kits: [{ ...at(theirs.kits.kits, 0), kitId: first?.kitId ?? '' }, ...others] }),
      () => accept({ ...kits, madeAt: '2026-11-23T00:00:00.000Z' }),
      () => accept(kits, 'cd'.repeat(16)),
      () => accept(theirs.kits),
      () => accept(theirs.kits, schoolId, foreign.certificatePem),
    ]
    for (const act of forged) expect(await codeOf(act)).toBe('recovery.untrusted')
  })

  it('have numbers that go on, and passphrases that differ', () => {
    expect(made.map((kit) => kit.kitId)).toEqual(['4', '5', '6'])
    expect(new Set(made.map((kit) => kit.passphrase)).size).toBe(3)
    for (const { passphrase } of made) expect(passphrase).toMatch(/^([2-9cdfhjkmnpqrtvwxy]{4}-){5}[2-9cdfhjkmnpqrtvwxy]{4}$/)
  })
})

describe('a sealed key', () => {
  it('lies there for every pair once, and is taken for whole only while every part of it is', () => {
    expect(epoch.recovery?.map((record) => record.kits.map((kit) => kit.kitId).join('+'))).toEqual(['4+5', '4+6', '5+6'])
    const whole = (changed: KeyEpoch) => isSealedToKits(context, changed, kits, fingerprint())
    expect(whole(epoch)).toBe(true)
    const records = epoch.recovery ?? []
    const [first, second] = [at(records, 0), at(records, 1)]
    for (const recovery of [undefined, [], records.slice(1), [{ ...first, sealed: second.sealed }, ...records.slice(1)]])
      expect(whole({ ...epoch, recovery })).toBe(false)
    expect(whole({ ...epoch, epoch: 3 })).toBe(false)
  })

  it('opens with both identities of its pair in stock age, outermost first, and with no other two', async () => {
    const identities = await Promise.all(made.map(identityOf))
    const open = (identity: number, bytes: Uint8Array) =>
      ask('age', ['--decrypt', '--identity', 'kit.txt', 'sealed.age'], { 'kit.txt': `${at(identities, identity)}\n`, 'sealed.age': bytes })
    const outer = Buffer.from(at(epoch.recovery ?? [], 1).sealed, 'base64')
    const inner = open(0, outer)
    expect(inner.ok, inner.output).toBe(true)
    const key = open(2, inner.bytes)
    expect(key.bytes.subarray(-32)).toEqual(Buffer.from(caseKey))
    expect(key.bytes.toString('latin1')).toContain(`"caseId":"${context.caseId}"`)
    for (const [first, second] of [
      [1, 2],
      [2, 0],
    ] as const)
      expect(open(first, outer).ok && open(second, inner.bytes).ok).toBe(false)
    expect(open(0, inner.bytes).ok).toBe(false)
    expect(open(1, inner.bytes).ok).toBe(false)
  })
})
