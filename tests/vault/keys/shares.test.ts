import fc from 'fast-check'
import { combine } from 'shamir-secret-sharing'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWithIdentity } from '../../../src-main/vault/keys/age-box'
import { checkValueOf, isKeyOf, makeCaseKey } from '../../../src-main/vault/keys/case-key'
import { keyEpochSchema, type KeyContext, type KeyEpoch, type ShareRecord } from '../../../src-main/vault/keys/key-epoch'
import { combineShares, dealShares } from '../../../src-main/vault/keys/shares'
import { openWholeKey, sealWholeKey } from '../../../src-main/vault/keys/whole-key'
import { ask } from './judges'
import { at, codeOf, contextOf, makeCaseId, makeSchool, type School } from './school'

const createdAt = '2026-11-23T10:00:00.000Z'
const names = ['Ann Avery', 'Ben Brook', 'Cat Clay', 'Dan Dale', 'Eve East', 'Fay Firth', 'Gus Gale', 'Hal Hume', 'Ivy Inch', 'Jon Jute']
let school: School
let context: KeyContext
let caseKey: Uint8Array
let epoch: KeyEpoch

const member = (place: number) => at(school.members, place)
const secrets = (...places: number[]) => places.map((place) => member(place).secret)
const publics = (...places: number[]) => places.map((place) => member(place).public)
const deal = (count: number, more: Partial<Parameters<typeof dealShares>[1]> = {}) =>
  dealShares(context, { epoch: 1, caseKey, holders: publics(...Array(count).keys()), dealers: secrets(0, 1), createdAt, ...more })
const withShare = (place: number, change: (record: ShareRecord) => ShareRecord): KeyEpoch => ({
  ...epoch,
  shares: epoch.shares.map((record, at) => (at === place ? change(record) : record)),
})

beforeAll(async () => {
  school = await makeSchool(names)
  context = contextOf(school)
  caseKey = makeCaseKey()
  epoch = await deal(3)
})

describe('a dealt key', () => {
  it('comes back from every pair of holders, from 2 to 10 of them', async () => {
    for (const count of [2, 3, 5, 10]) {
      const dealt = keyEpochSchema.parse(JSON.parse(JSON.stringify(await deal(count))))
      expect(dealt.shares.map(({ holderName }) => holderName)).toEqual(names.slice(0, count))
      const [first, second] = fc.sample(fc.shuffledSubarray([...Array(count).keys()], { minLength: 2, maxLength: 2 }), 1)[0] ?? []
      for (const pair of [
        [0, count - 1],
        [first ?? 0, second ?? 1],
      ])
        expect(await combineShares(context, dealt, secrets(...pair))).toEqual(caseKey)
    }
    for (const pair of [
      [0, 1],
      [1, 0],
      [0, 2],
      [1, 2],
      [2, 1, 0],
    ])
      expect(await combineShares(context, epoch, secrets(...pair))).toEqual(caseKey)
  })

  it('can be dealt by one person who holds no share: the head, at authorisation', async () => {
    const dealt = await deal(2, { dealers: secrets(9) })
    expect(await combineShares(context, dealt, secrets(0, 1))).toEqual(caseKey)
  })

  it('is dealt to 2 to 20 different, enrolled people', async () => {
    const [ann, ben] = [member(0).public, member(1).public]
    expect(await codeOf(() => deal(1))).toBe('share.holders')
    expect(await codeOf(() => deal(0))).toBe('share.holders')
    expect(await codeOf(() => deal(2, { holders: [ann, ann] }))).toBe('share.holders')
    expect(await codeOf(() => deal(2, { holders: [ann, { ...ben, ageRecipient: ann.ageRecipient }] }))).toBe('share.holders')
    expect(await codeOf(() => deal(2, { holders: Array.from({ length: 21 }, () => ann) }))).toBe('share.holders')
    const stranger = at((await makeSchool(['Ben Brook'])).members, 0)
    expect(await codeOf(() => deal(2, { holders: [ann, stranger.public] }))).toBe('person.untrusted')
  })

  it('can be dealt anew to others: who left has no part in the new one', async () => {
    const nextKey = makeCaseKey()
    const next = await deal(2, { epoch: 2, caseKey: nextKey, holders: publics(0, 2) })
    expect(await combineShares(context, next, secrets(0, 2))).toEqual(nextKey)
    expect(await codeOf(() => combineShares(context, next, secrets(0, 1)))).toBe('share.not-holder')
    expect(await combineShares(context, epoch, secrets(0, 1))).toEqual(caseKey)
  })
})

describe('too few', () => {
  it('is one person, or the same person twice', async () => {
    expect(await codeOf(() => combineShares(context, epoch, secrets(0)))).toBe('share.too-few')
    expect(await codeOf(() => combineShares(context, epoch, secrets(0, 0)))).toBe('share.too-few')
    expect(await codeOf(() => combineShares(context, epoch, []))).toBe('share.too-few')
  })

  it('is one holder with somebody who is none', async () => {
    expect(await codeOf(() => combineShares(context, epoch, secrets(0, 7)))).toBe('share.not-holder')
  })

  it('refuses a person who has signed out', async () => {
    const other = await makeSchool(['Ann Avery', 'Ben Brook'])
    const own = contextOf(other)
    const people = other.members.map((one) => one.public)
    const dealt = await dealShares(own, { epoch: 1, caseKey, holders: people, dealers: [at(other.members, 0).secret], createdAt })
    at(other.members, 1).secret.forget()
    expect(
      await codeOf(() =>
        combineShares(
          own,
          dealt,
          other.members.map((one) => one.secret),
        ),
      ),
    ).toBe('identity.forgotten')
  })
})

describe('a changed record', () => {
  it('is recognised wherever a share was changed, and named', async () => {
    const others = await deal(3)
    const changes: ((record: ShareRecord) => ShareRecord)[] = [
      (record) => ({ ...record, sealed: `A${record.sealed.slice(1)}` }),
      (record) => ({ ...record, sealed: record.sealed.slice(0, -8) }),
      (record) => ({ ...record, sealed: '' }),
      (record) => ({ ...record, sealed: at(others.shares, 1).sealed }),
      (record) => ({ ...record, holderName: 'Somebody Else' }),
      (record) => ({ ...record, recipient: member(4).public.ageRecipient }),
      (record) => ({ ...record, signatures: record.signatures.slice(0, 1) }),
      (record) => ({ ...record, signatures: record.signatures.map((one) => ({ ...one, signature: 'x' })) }),
      () => ({ ...at(others.shares, 0), holderId: member(1).public.personId }),
    ]
    for (const change of changes) {
      const damaged = withShare(1, change)
      expect(await codeOf(() => combineShares(context, damaged, secrets(0, 1)))).toBe('share.corrupt')
      expect(await combineShares(context, damaged, secrets(0, 2))).toEqual(caseKey)
    }
    await expect(
      combineShares(
        context,
        withShare(1, (one) => ({ ...one, sealed: '' })),
        secrets(0, 1),
      ),
    ).rejects.toThrow('Ben Brook')
  })

  it('is recognised for any single changed character of a sealed share', async () => {
    const { sealed } = at(epoch.shares, 0)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom('A', 'B', 'x', 'z', '0', '9', '+', '/', '='),
        async (place, character) => {
          fc.pre(sealed[place] !== character)
          const damaged = withShare(0, (one) => ({ ...one, sealed: sealed.slice(0, place) + character + sealed.slice(place + 1) }))
          expect(await codeOf(() => combineShares(context, damaged, secrets(0, 1)))).toBe('share.corrupt')
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is recognised where the frame was changed', async () => {
    const frames: KeyEpoch[] = [
      { ...epoch, threshold: 3 },
      { ...epoch, epoch: 2 },
      { ...epoch, createdAt: '2026-11-23T10:00:00.001Z' },
      { ...epoch, check: checkValueOf(makeCaseKey(), context.caseId, 1) },
      { ...epoch, shares: epoch.shares.slice(0, 2) },
      { ...epoch, shares: [...epoch.shares].reverse() },
    ]
    for (const frame of frames) expect(await codeOf(() => combineShares(context, frame, secrets(0, 1, 2)))).toBe('sidecar.damaged')
    const other = { ...context, caseReference: 'INC-2026-0015' }
    expect(await codeOf(() => combineShares(other, epoch, secrets(0, 1)))).toBe('sidecar.damaged')
    expect(await codeOf(() => combineShares({ ...context, caseId: makeCaseId() }, epoch, secrets(0, 1)))).toBe('sidecar.damaged')
  })

  it('is recognised where shares and signatures are genuine but do not belong together', async () => {
    // Both dealers sign a frame whose check value is another key's: only putting the key together can show it.
    const { signStatement } = await import('../../../src-main/vault/keys/log-signature')
    const { epochStatement, recordStatement } = await import('../../../src-main/vault/keys/key-epoch')
    const frame = { ...epoch, check: checkValueOf(makeCaseKey(), context.caseId, 1) }
    const holders = epoch.shares.map(({ holderId }) => holderId)
    const sign = (kind: 'key-epoch' | 'key-share', statement: ReturnType<typeof recordStatement>) =>
      secrets(0, 1).map((one) => signStatement(one, kind, statement))
    const wrong: KeyEpoch = {
      ...frame,
      signatures: sign('key-epoch', epochStatement(context, frame, holders)),
      shares: epoch.shares.map((record) => ({ ...record, signatures: sign('key-share', recordStatement(context, frame, record)) })),
    }
    await expect(combineShares(context, wrong, secrets(0, 2))).rejects.toMatchObject({
      code: 'share.corrupt',
      message: expect.stringContaining('Ann Avery or Cat Clay') as string,
    })
  })

  it('does not count with a signature of somebody whom the school did not enrol', async () => {
    const intruder = await makeSchool(['Ann Avery', 'Ben Brook'])
    const theirs = { ...contextOf(intruder), caseId: context.caseId, caseReference: context.caseReference }
    const holders = intruder.members.map((one) => one.public)
    const forged = await dealShares(theirs, { epoch: 1, caseKey, holders, dealers: [at(intruder.members, 0).secret], createdAt })
    for (const given of [theirs, { ...theirs, authorityPem: context.authorityPem }, { ...context, people: theirs.people }]) {
      expect(await codeOf(() => combineShares(given, forged, secrets(0, 1)))).toBe('sidecar.damaged')
    }
  })
})

describe('the whole key, sealed at closing', () => {
  const close = (key = caseKey) => sealWholeKey(context, epoch, { caseKey: key, readers: publics(8, 9), sealers: secrets(0, 1) })

  it('opens to each reader alone, and to nobody else', async () => {
    const closed = keyEpochSchema.parse(JSON.parse(JSON.stringify(await close())))
    expect(closed.readers.map(({ holderName }) => holderName)).toEqual(['Ivy Inch', 'Jon Jute'])
    for (const place of [8, 9]) expect(await openWholeKey(context, closed, member(place).secret)).toEqual(caseKey)
    for (const place of [0, 2, 7]) expect(await codeOf(() => openWholeKey(context, closed, member(place).secret))).toBe('reader.not-listed')
    expect(await combineShares(context, closed, secrets(0, 2))).toEqual(caseKey)
    expect(await codeOf(() => openWholeKey(context, epoch, member(8).secret))).toBe('reader.not-listed')
  })

  it('is sealed anew, not twice, to a reader who is listed', async () => {
    const again = await sealWholeKey(context, await close(), { caseKey, readers: publics(9), sealers: secrets(0, 1) })
    expect(again.readers.map(({ holderName }) => holderName)).toEqual(['Ivy Inch', 'Jon Jute'])
    expect(await openWholeKey(context, again, member(9).secret)).toEqual(caseKey)
  })

  it('is refused where changed or taken from elsewhere, and named', async () => {
    const closed = await close()
    const [ivy, jon] = [at(closed.readers, 0), at(closed.readers, 1)]
    for (const reader of [
      { ...ivy, sealed: jon.sealed },
      { ...ivy, sealed: `A${ivy.sealed.slice(1)}` },
      { ...ivy, signatures: jon.signatures },
    ]) {
      const damaged = { ...closed, readers: [reader, jon] }
      expect(await codeOf(() => openWholeKey(context, damaged, member(8).secret))).toBe('reader.corrupt')
      expect(await openWholeKey(context, damaged, member(9).secret)).toEqual(caseKey)
    }
    expect(await codeOf(() => openWholeKey(context, { ...closed, check: 'x' }, member(8).secret))).toBe('sidecar.damaged')
  })

  it('is the epoch’s own key, and goes to enrolled people only', async () => {
    expect(await codeOf(() => close(makeCaseKey()))).toBe('share.mismatch')
    const stranger = at((await makeSchool(['Stranger'])).members, 0).public
    const given = { caseKey, readers: [stranger], sealers: secrets(0, 1) }
    expect(await codeOf(() => sealWholeKey(context, epoch, given))).toBe('person.untrusted')
  })
})

describe('the stock age tool', () => {
  const openByAge = (sealed: string, identity: string) =>
    ask('age', ['--decrypt', '-i', 'identity.txt', 'sealed.age'], {
      'identity.txt': `${identity}\n`,
      'sealed.age': Buffer.from(sealed, 'base64'),
    })

  it('opens two shares, whose last 33 bytes give the key by the sharing library alone', async () => {
    const shares = [0, 2].map((place) => {
      const { ok, bytes } = openByAge(at(epoch.shares, place).sealed, member(place).secret.ageIdentity())
      expect(ok).toBe(true)
      const label = JSON.parse(bytes.subarray(0, bytes.indexOf('\n')).toString()) as unknown
      expect(label).toMatchObject({
        format: 'incident-room/key-share',
        caseId: context.caseId,
        index: place + 1,
        of: 3,
        threshold: 2,
        epoch: 1,
      })
      return new Uint8Array(bytes.subarray(-33))
    })
    expect(await combine(shares)).toEqual(caseKey)
  })

  it('opens a reader’s whole key: its last 32 bytes', async () => {
    const closed = await sealWholeKey(context, epoch, { caseKey, readers: publics(9), sealers: secrets(0, 1) })
    const { bytes } = openByAge(at(closed.readers, 0).sealed, member(9).secret.ageIdentity())
    expect(new Uint8Array(bytes.subarray(-32))).toEqual(caseKey)
  })

  it('refuses another person’s share', () => {
    expect(openByAge(at(epoch.shares, 0).sealed, member(1).secret.ageIdentity()).ok).toBe(false)
  })
})

it('a sealed box opens only under the label it was sealed with', async () => {
  const { sealed } = at(epoch.shares, 0)
  const label = {
    format: 'incident-room/key-share',
    version: 1,
    caseId: context.caseId,
    epoch: 1,
    threshold: 2,
    holderId: member(0).public.personId,
    index: 1,
    of: 3,
  }
  const identity = member(0).secret.ageIdentity()
  expect(await openWithIdentity(identity, label, sealed)).toHaveLength(33)
  expect(await openWithIdentity(identity, { ...label, index: 2 }, sealed)).toBe(null)
  expect(await openWithIdentity(identity, { ...label, epoch: 2 }, sealed)).toBe(null)
})

it('a key is known by its check value, for its case and epoch alone', () => {
  const check = checkValueOf(caseKey, context.caseId, 1)
  expect(isKeyOf(caseKey, context.caseId, 1, check)).toBe(true)
  expect(isKeyOf(caseKey, context.caseId, 2, check)).toBe(false)
  expect(isKeyOf(caseKey, makeCaseId(), 1, check)).toBe(false)
  expect(isKeyOf(makeCaseKey(), context.caseId, 1, check)).toBe(false)
  expect(isKeyOf(caseKey, context.caseId, 1, '')).toBe(false)
})
