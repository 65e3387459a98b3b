import { Decrypter, Encrypter } from 'age-encryption'
import { createPublicKey, verify } from 'node:crypto'
import { inspect } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { changePassphrase, makeIdentity, openIdentity, sealIdentity } from '../../../src-main/vault/keys/identity'
import { PersonSecret } from '../../../src-main/vault/keys/person-secret'
import { sealByPassphrase, type SealedRecord } from '../../../src-main/vault/keys/sealed-record'
import { cheapWork, codeOf, makePersonId } from './school'

const passphrase = 'correct horse battery'
const authority = 'ab'.repeat(32)
let secret: PersonSecret
let sealed: SealedRecord

beforeAll(async () => {
  secret = await makeIdentity(makePersonId(), authority)
  sealed = await sealIdentity(secret, passphrase, cheapWork)
})

describe('a person’s keys', () => {
  it('come back whole from their sealed record', async () => {
    const opened = await openIdentity(JSON.parse(JSON.stringify(sealed)), passphrase, secret.personId)
    expect(opened.ageIdentity()).toBe(secret.ageIdentity())
    expect(opened.authorityFingerprint).toBe(authority)
    expect(await opened.publicKeys()).toEqual(await secret.publicKeys())
  })

  it('receive what is sealed to their recipient', async () => {
    const { ageRecipient } = await secret.publicKeys()
    const encrypter = new Encrypter()
    encrypter.addRecipient(ageRecipient)
    const decrypter = new Decrypter()
    decrypter.addIdentity(secret.ageIdentity())
    expect(await decrypter.decrypt(await encrypter.encrypt('for one'), 'text')).toBe('for one')
  })

  it('sign documents with the public key that they name', async () => {
    const { documentKeySpki } = await secret.publicKeys()
    const message = Buffer.from('a document')
    const key = createPublicKey({ key: Buffer.from(documentKeySpki), format: 'der', type: 'spki' })
    expect(key.asymmetricKeyDetails?.namedCurve).toBe('prime256v1')
    expect(verify('sha256', message, key, secret.signDocument(message))).toBe(true)
  })

  it('are all different for two people', async () => {
    const other = await (await makeIdentity(makePersonId(), authority)).publicKeys()
    const own = await secret.publicKeys()
    expect(other.ageRecipient).not.toBe(own.ageRecipient)
    expect(other.logKey).not.toBe(own.logKey)
    expect(other.documentKeySpki).not.toEqual(own.documentKeySpki)
  })

  it('do not show in logs, in JSON or in messages', () => {
    const shown =
      inspect(secret, { depth: 10, showHidden: true }) + JSON.stringify(secret) + inspect(structuredClone(secret), { showHidden: true })
    expect(shown).not.toMatch(/AGE-SECRET|Uint8Array|material/i)
    secret.lendMaterial(({ logSeed, documentScalar }) => {
      for (const bytes of [logSeed, documentScalar]) {
        expect(shown).not.toContain(Buffer.from(bytes).toString('hex'))
        expect(shown).not.toContain(Buffer.from(bytes).toString('base64url'))
      }
    })
  })

  it('are zeroed when forgotten, and refuse every use', async () => {
    const opened = await openIdentity(sealed, passphrase, secret.personId)
    const lent = opened.lendMaterial((material) => material)
    expect(lent.logSeed.some((byte) => byte !== 0)).toBe(true)
    opened.forget()
    opened.forget()
    for (const bytes of Object.values(lent)) expect(bytes.every((byte) => byte === 0)).toBe(true)
    const message = new Uint8Array([1])
    for (const use of [
      () => opened.ageIdentity(),
      () => opened.signLog(message),
      () => opened.signDocument(message),
      () => opened.publicKeys(),
    ]) {
      expect(await codeOf(use)).toBe('identity.forgotten')
    }
  })
})

describe('their passphrase', () => {
  it('must be right, and must be good enough to begin with', async () => {
    expect(await codeOf(() => openIdentity(sealed, 'correct horse batterz', secret.personId))).toBe('passphrase.wrong')
    expect(await codeOf(() => sealIdentity(secret, 'too short', cheapWork))).toBe('passphrase.weak')
  })

  it('opens no layout that a newer version wrote', async () => {
    const expected = { purpose: 'person-identity', ownerId: secret.personId, work: cheapWork }
    for (const bytes of [Uint8Array.of(2, ...new Uint8Array(170)), Uint8Array.of(1), new Uint8Array()]) {
      const other = await sealByPassphrase(bytes, passphrase, expected)
      expect(await codeOf(() => openIdentity(other, passphrase, secret.personId))).toBe('sealed.newer')
    }
  })

  it('does not open another person’s record', async () => {
    expect(await codeOf(() => openIdentity(sealed, passphrase, makePersonId()))).toBe('sealed.damaged')
  })

  it('can be changed: the same keys, under the new one only', async () => {
    const changed = await changePassphrase(sealed, secret.personId, { from: passphrase, to: 'staple battery horse', work: cheapWork })
    expect(await codeOf(() => openIdentity(changed, passphrase, secret.personId))).toBe('passphrase.wrong')
    const opened = await openIdentity(changed, 'staple battery horse', secret.personId)
    expect(await opened.publicKeys()).toEqual(await secret.publicKeys())
    const wrong = { from: 'not the passphrase', to: 'staple battery horse' }
    expect(await codeOf(() => changePassphrase(sealed, secret.personId, wrong))).toBe('passphrase.wrong')
    expect(await codeOf(() => changePassphrase(sealed, secret.personId, { from: passphrase, to: 'short' }))).toBe('passphrase.weak')
  })
})

it('reads raw keys as the standards define them', async () => {
  // RFC 8032 section 7.1 TEST 1 (Ed25519); RFC 6979 appendix A.2.5 (P-256 key pair).
  const known = new PersonSecret(makePersonId(), authority, {
    age: new TextEncoder().encode(secret.ageIdentity()),
    logSeed: new Uint8Array(Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')),
    documentScalar: new Uint8Array(Buffer.from('C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721', 'hex')),
  })
  const { logKey, documentKeySpki } = await known.publicKeys()
  expect(Buffer.from(logKey, 'base64url').toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  expect(Buffer.from(known.signLog(new Uint8Array())).toString('hex')).toBe(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  )
  expect(Buffer.from(documentKeySpki).toString('hex').toUpperCase()).toContain(
    '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB67903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299',
  )
})
