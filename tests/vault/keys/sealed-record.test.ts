import { hashRaw } from '@node-rs/argon2'
import fc from 'fast-check'
import { createDecipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { defaultWork, openByPassphrase, parseSealedRecord, sealByPassphrase } from '../../../src-main/vault/keys/sealed-record'
import oldRecord from './vectors/sealed-record-v1.json'
import { cheapWork, codeOf } from './school'

const of = { purpose: 'test', ownerId: 'owner-1' }
const passphrase = 'correct horse battery staple'
const secret = new TextEncoder().encode('the secret bytes')
const seal = () => sealByPassphrase(secret, passphrase, { ...of, work: cheapWork })

describe('sealing by passphrase', () => {
  it('gives back any bytes under any passphrase', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }), async (bytes, words) => {
        const record: unknown = JSON.parse(JSON.stringify(await sealByPassphrase(bytes, words, { ...of, work: cheapWork })))
        expect(await openByPassphrase(record, words, of)).toEqual(bytes)
      }),
      { numRuns: 60 },
    )
  })

  it('costs 64 MiB and three passes of Argon2id unless told otherwise', async () => {
    const record = await sealByPassphrase(secret, passphrase, of)
    expect(record.kdf).toMatchObject({ name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 })
    expect(defaultWork).toEqual({ memoryKiB: 65_536, passes: 3, lanes: 1 })
    expect(await openByPassphrase(record, passphrase, of)).toEqual(secret)
  })

  it('uses Argon2id version 1.3: vector of the reference implementation', async () => {
    const hash = await hashRaw('password', { algorithm: 2, memoryCost: 65_536, timeCost: 2, parallelism: 1, salt: Buffer.from('somesalt') })
    expect(hash.toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
  })

  it('still opens a record of version 1 that was written earlier', async () => {
    expect(Buffer.from(await openByPassphrase(oldRecord, 'Zoë’s passphrase 🐎', of)).toString()).toBe('sealed in 2026')
  })

  it('can be opened by hand from what the record says', async () => {
    const { ciphertext, checksum, ...header } = await seal()
    expect(checksum).toHaveLength(64)
    const key = await hashRaw(passphrase, {
      algorithm: 2,
      memoryCost: 8,
      timeCost: 1,
      parallelism: 1,
      salt: Buffer.from(header.kdf.salt, 'base64url'),
    })
    const { cipher, format, kdf, nonce, ownerId, purpose, version } = header
    const { lanes, memoryKiB, name, passes, salt } = kdf
    const canonical = { cipher, format, kdf: { lanes, memoryKiB, name, passes, salt }, nonce, ownerId, purpose, version }
    const sealed = Buffer.from(ciphertext, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    decipher.setAAD(Buffer.from(JSON.stringify(canonical))).setAuthTag(sealed.subarray(-16))
    expect(Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])).toEqual(Buffer.from(secret))
  })
})

describe('refusals', () => {
  it('says that a passphrase is wrong', async () => {
    const record = await seal()
    expect(await codeOf(() => openByPassphrase(record, `${passphrase} `, of))).toBe('passphrase.wrong')
  })

  it('tells any single changed character from a wrong passphrase', async () => {
    const text = JSON.stringify(await seal())
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 0x20, max: 0x7e }), async (place, code) => {
        fc.pre(text.charCodeAt(place) !== code)
        const changed = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1)
        let record: unknown = null
        try {
          record = JSON.parse(changed)
        } catch {
          // No longer JSON: whoever reads the file finds that; null stands for it here.
        }
        expect(['sealed.damaged', 'sealed.newer']).toContain(await codeOf(() => openByPassphrase(record, passphrase, of)))
      }),
      { numRuns: 500 },
    )
  })

  it('does not open where a thief changed the header and mended the checksum', async () => {
    const { createHash } = await import('node:crypto')
    const { writeCanonical } = await import('../../../src-main/vault/keys/canonical-json')
    const { checksum, ...rest } = await seal()
    const moved = { ...rest, ownerId: 'owner-2' }
    const mended = { ...moved, checksum: createHash('sha256').update(writeCanonical(moved)).digest('hex') }
    expect(mended.checksum).not.toBe(checksum)
    expect(await codeOf(() => openByPassphrase(mended, passphrase, { ...of, ownerId: 'owner-2' }))).toBe('passphrase.wrong')
  })

  it('knows whose record it is and what for', async () => {
    const record = await seal()
    expect(await codeOf(() => openByPassphrase(record, passphrase, { ...of, ownerId: 'owner-2' }))).toBe('sealed.damaged')
    expect(await codeOf(() => openByPassphrase(record, passphrase, { ...of, purpose: 'other' }))).toBe('sealed.damaged')
  })

  it('refuses a record of a newer version, an unknown field, and costs that would exhaust the computer', async () => {
    const record = await seal()
    expect(await codeOf(() => parseSealedRecord({ ...record, version: 2, novelty: true }))).toBe('sealed.newer')
    expect(await codeOf(() => parseSealedRecord({ ...record, novelty: true }))).toBe('sealed.damaged')
    expect(await codeOf(() => parseSealedRecord({ ...record, kdf: { ...record.kdf, memoryKiB: 2 ** 21 } }))).toBe('sealed.damaged')
    expect(await codeOf(() => parseSealedRecord({ ...record, kdf: { ...record.kdf, passes: 1e9 } }))).toBe('sealed.damaged')
    for (const nothing of [null, undefined, 7, 'text', [], {}])
      expect(await codeOf(() => parseSealedRecord(nothing))).toBe('sealed.damaged')
  })
})
