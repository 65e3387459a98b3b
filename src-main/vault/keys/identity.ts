// A person's keys: made at enrolment, sealed by an own passphrase, opened at sign-in. Three keys for three duties: receiving
// (age X25519), signing the log (Ed25519) and signing documents (P-256, the curve that readers of PDFs know).
import { generateX25519Identity } from 'age-encryption'
import type { PersonId } from 'shared/parts'
import { coded } from 'shared/errors'
import { checkPassphrase } from './passphrase'
import { PersonSecret } from './person-secret'
import { makeEd25519Seed, makeP256Scalar } from './raw-keys'
import { openByPassphrase, sealByPassphrase, type PassphraseWork, type SealedRecord } from './sealed-record'

const purpose = 'person-identity'
const layoutVersion = 1
/** Version byte, age identity as ASCII, Ed25519 seed, P-256 scalar, SHA-256 of the authority's certificate. */
const layout = { version: 1, age: 74, logSeed: 32, documentScalar: 32, authority: 32 } as const
const layoutBytes = layout.version + layout.age + layout.logSeed + layout.documentScalar + layout.authority

/**
 * Makes a new person's keys.
 * @param authorityFingerprint `fingerprint` of the school's authority: sealed with the keys, so that nobody who can write to
 *   the disk can put another authority, and with it other people's keys, in front of this person
 */
export async function makeIdentity(personId: PersonId, authorityFingerprint: string): Promise<PersonSecret> {
  return new PersonSecret(personId, authorityFingerprint, {
    age: new TextEncoder().encode(await generateX25519Identity()),
    logSeed: makeEd25519Seed(),
    documentScalar: makeP256Scalar(),
  })
}

/**
 * Seals a person's keys by a passphrase.
 * @throws `passphrase.weak`
 */
export async function sealIdentity(secret: PersonSecret, passphrase: string, work?: PassphraseWork): Promise<SealedRecord> {
  checkPassphrase(passphrase)
  const bytes = secret.lendMaterial(({ age, logSeed, documentScalar }) =>
    Buffer.concat([Uint8Array.of(layoutVersion), age, logSeed, documentScalar, Buffer.from(secret.authorityFingerprint, 'hex')]),
  )
  try {
    return await sealByPassphrase(bytes, passphrase, { purpose, ownerId: secret.personId, ...(work && { work }) })
  } finally {
    bytes.fill(0)
  }
}

/**
 * Opens a person's keys.
 * @throws `passphrase.wrong`, `sealed.damaged`, `sealed.newer`
 */
export async function openIdentity(sealed: unknown, passphrase: string, personId: PersonId): Promise<PersonSecret> {
  const bytes = await openByPassphrase(sealed, passphrase, { purpose, ownerId: personId })
  try {
    if (bytes[0] !== layoutVersion || bytes.length !== layoutBytes) {
      throw coded('sealed.newer', 'These keys were saved by a newer version of Incident Room. Install that version on this computer.')
    }
    let offset: number = layout.version
    const take = (size: number) => bytes.slice(offset, (offset += size))
    const material = { age: take(layout.age), logSeed: take(layout.logSeed), documentScalar: take(layout.documentScalar) }
    return new PersonSecret(personId, Buffer.from(take(layout.authority)).toString('hex'), material)
  } finally {
    bytes.fill(0)
  }
}

/**
 * Seals the same keys by a new passphrase. Nothing that was sealed to the person changes.
 * @throws `passphrase.wrong` where the old one is not right, `passphrase.weak` for the new one, `sealed.damaged`, `sealed.newer`
 */
export async function changePassphrase(
  sealed: unknown,
  personId: PersonId,
  { from, to, work }: { from: string; to: string; work?: PassphraseWork },
): Promise<SealedRecord> {
  checkPassphrase(to)
  const secret = await openIdentity(sealed, from, personId)
  try {
    return await sealIdentity(secret, to, work)
  } finally {
    secret.forget()
  }
}
