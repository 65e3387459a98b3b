import fc from 'fast-check'
import { createPublicKey, verify } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  signBytes,
  signEvent,
  signStatement,
  verifyBytes,
  verifyEvent,
  verifyEventLater,
  verifyStatement,
} from '../../../src-main/vault/keys/log-signature'
import { eventSignature } from 'shared/events'
import { at, makeSchool, type Member } from './school'

let first: Member
let second: Member
const hash = '5e'.repeat(32)

beforeAll(async () => {
  const { members } = await makeSchool(['Ann Avery', 'Ben Brook'])
  first = at(members, 0)
  second = at(members, 1)
})

describe('an event’s signature', () => {
  it('is of its person, over its hash, in the shape that a log holds', () => {
    const signed = signEvent(first.secret, hash)
    expect(eventSignature.safeParse(signed).success).toBe(true)
    expect(signed.personId).toBe(first.public.personId)
    expect(verifyEvent(first.public.logKey, hash, signed.signature)).toBe(true)
    expect(verifyEvent(second.public.logKey, hash, signed.signature)).toBe(false)
    expect(verifyEvent(first.public.logKey, '5f'.repeat(32), signed.signature)).toBe(false)
  })

  it('is judged the same by another thread', async () => {
    const { signature } = signEvent(first.secret, hash)
    expect(await verifyEventLater(first.public.logKey, hash, signature)).toBe(true)
    expect(await verifyEventLater(second.public.logKey, hash, signature)).toBe(false)
    expect(await verifyEventLater(first.public.logKey, '5f'.repeat(32), signature)).toBe(false)
    for (const [key, over, what] of [
      ['x', hash, signature],
      [first.public.logKey, 'x', signature],
      [first.public.logKey, hash, 'x'],
    ] as const)
      expect(await verifyEventLater(key, over, what)).toBe(false)
  })

  it('can be checked by anybody: Ed25519 over the domain, a zero byte and the 32 bytes of the hash', () => {
    const { signature } = signEvent(first.secret, hash)
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: first.public.logKey }, format: 'jwk' })
    const message = Buffer.concat([Buffer.from('incident-room/event/v1\0'), Buffer.from(hash, 'hex')])
    expect(verify(null, message, key, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  it('does not count with any bit of it changed', () => {
    const { signature } = signEvent(first.secret, hash)
    fc.assert(
      fc.property(fc.nat(511), (bit) => {
        const bytes = Buffer.from(signature, 'base64url')
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        expect(verifyEvent(first.public.logKey, hash, bytes.toString('base64url'))).toBe(false)
      }),
    )
  })

  it('has one spelling only, and nonsense is simply wrong', () => {
    const { signature } = signEvent(first.secret, hash)
    const otherSpelling = signature.slice(0, -1) + String.fromCharCode(signature.charCodeAt(85) + 1)
    for (const text of ['', '!', `${signature}=`, ` ${signature}`, `${signature}A`, otherSpelling]) {
      expect(verifyEvent(first.public.logKey, hash, text)).toBe(false)
    }
    for (const key of ['', 'AAAA', '_'.repeat(43), `${first.public.logKey}=`]) expect(verifyEvent(key, hash, signature)).toBe(false)
    for (const other of ['', 'zz', hash.toUpperCase(), `${hash}00`]) expect(verifyEvent(first.public.logKey, other, signature)).toBe(false)
  })
})

it('a signature for one kind of thing is none for another', () => {
  const bytes = Buffer.from(hash, 'hex')
  const { signature } = signBytes(first.secret, 'checkpoint', bytes)
  expect(verifyBytes(first.public.logKey, 'checkpoint', bytes, signature)).toBe(true)
  expect(verifyBytes(first.public.logKey, 'event', bytes, signature)).toBe(false)
  expect(verifyBytes(first.public.logKey, 'key-share', bytes, signature)).toBe(false)
})

it('a statement is signed by what it says, not by how it is spelled', () => {
  const { signature } = signStatement(first.secret, 'key-share', { b: [1, 'é'], a: null })
  expect(verifyStatement(first.public.logKey, 'key-share', { a: null, b: [1, 'é'] }, signature)).toBe(true)
  expect(verifyStatement(first.public.logKey, 'key-share', { a: null, b: ['é', 1] }, signature)).toBe(false)
})
