// The school's own certificate authority. It exists so that a signature can be traced to a person without asking anybody
// outside the school; its key is sealed to those who may enrol people (the head), and opened only while they do.
import { sign } from 'node:crypto'
import { coded } from 'shared/errors'
import { personId, type PersonId } from 'shared/parts'
import { z } from 'zod'
import { openWithIdentity, sealToRecipient } from './age-box'
import { readCertificate } from './certificate-reading'
import { ageRecipient, verifyPerson, type PersonPublic } from './person-public'
import type { PersonSecret } from './person-secret'
import { p256PrivateKey, spkiOf } from './raw-keys'

const currentVersion = 1

/** The authority as it lies in a file: its certificate, and its key sealed to each who may enrol people. */
export const sealedAuthoritySchema = z.strictObject({
  format: z.literal('incident-room/authority'),
  version: z.literal(currentVersion),
  certificatePem: z.string().min(1).max(8_192),
  holders: z
    .array(z.strictObject({ holderId: personId, recipient: ageRecipient, sealed: z.string().max(4_096) }))
    .min(1)
    .max(20),
})
export type SealedAuthority = z.infer<typeof sealedAuthoritySchema>

/** The authority while its key is in memory. */
export class Authority {
  readonly certificatePem: string
  /** SHA-256 of the certificate's DER, hex: publish it on paper, outside every bundle. */
  readonly fingerprint: string
  #scalar: Uint8Array | null

  /** Takes the buffer over. */
  constructor(certificatePem: string, scalar: Uint8Array) {
    this.certificatePem = certificatePem
    this.fingerprint = readCertificate(certificatePem).fingerprint
    this.#scalar = scalar
  }

  /** ECDSA P-256 with SHA-256, DER. */
  sign(message: Uint8Array): Uint8Array {
    return this.lendScalar((scalar) => new Uint8Array(sign('sha256', message, p256PrivateKey(scalar))))
  }

  /** Lends the private scalar for sealing. `borrow` must not keep it. */
  lendScalar<T>(borrow: (scalar: Uint8Array) => T): T {
    if (this.#scalar === null) throw coded('identity.forgotten', 'You are no longer signed in. Sign in again with your passphrase.')
    return borrow(this.#scalar)
  }

  /** Zeroes the key. */
  forget(): void {
    this.#scalar?.fill(0)
    this.#scalar = null
  }
}

/**
 * Seals the authority's key to those who may enrol people.
 * @throws `person.untrusted` for a holder whom this authority has not enrolled
 */
export async function sealAuthority(authority: Authority, holders: PersonPublic[]): Promise<SealedAuthority> {
  const sealed = holders.map(async (holder) => {
    verifyPerson(holder, authority.certificatePem, authority.fingerprint)
    const label = labelFor(authority.fingerprint, holder.personId)
    return {
      holderId: holder.personId,
      recipient: holder.ageRecipient,
      sealed: await authority.lendScalar((scalar) => sealToRecipient(holder.ageRecipient, label, scalar)),
    }
  })
  return {
    format: 'incident-room/authority',
    version: currentVersion,
    certificatePem: authority.certificatePem,
    holders: await Promise.all(sealed),
  }
}

/**
 * Opens the authority with the keys of a person to whom it is sealed. Call `forget()` when done.
 * @throws `authority.not-holder`, `sealed.damaged` (also where the certificate is not the one this person trusts), `sealed.newer`
 */
export async function openAuthority(record: unknown, secret: PersonSecret): Promise<Authority> {
  const { certificatePem, holders } = parseSealedAuthority(record)
  const holder = holders.find(({ holderId }) => holderId === secret.personId)
  if (!holder) throw coded('authority.not-holder', 'Only the head, or a person to whom the head has given this duty, can enrol people.')
  const { fingerprint, spki } = readCertificate(certificatePem)
  const scalar = await openWithIdentity(secret.ageIdentity(), labelFor(fingerprint, secret.personId), holder.sealed)
  if (fingerprint !== secret.authorityFingerprint || scalar === null) throw damaged()
  if (!Buffer.from(spki).equals(spkiOf(p256PrivateKey(scalar)))) throw damaged()
  return new Authority(certificatePem, scalar)
}

function parseSealedAuthority(record: unknown): SealedAuthority {
  const version = z.looseObject({ format: z.literal('incident-room/authority'), version: z.int() }).safeParse(record)
  if (version.success && version.data.version > currentVersion) {
    throw coded('sealed.newer', 'These keys were saved by a newer version of Incident Room. Install that version on this computer.')
  }
  const parsed = sealedAuthoritySchema.safeParse(record)
  if (!parsed.success) throw damaged()
  return parsed.data
}

function labelFor(fingerprint: string, holderId: PersonId) {
  return { format: 'incident-room/authority-key', version: 1, certificate: fingerprint, holderId }
}

function damaged() {
  return coded(
    'sealed.damaged',
    'The saved key of the school’s certificate authority is damaged or has been exchanged. Restore the school file from a backup.',
  )
}
