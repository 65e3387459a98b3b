// A signed-in person's private keys. They live in buffers that `forget` zeroes, behind private fields, so that neither a log
// line, nor an error, nor a message to another process can carry them by accident.
import { identityToRecipient } from 'age-encryption'
import { sign } from 'node:crypto'
import { coded } from 'shared/errors'
import type { PersonId } from 'shared/parts'
import { toBase64Url } from './base64'
import { ed25519PrivateKey, ed25519PublicBytes, p256PrivateKey, spkiOf } from './raw-keys'

/** The public halves, before a certificate binds them to a name. */
export type PublicKeys = {
  /** age X25519 recipient, `age1...`. */
  ageRecipient: string
  /** Ed25519 public key, base64url of 32 bytes. */
  logKey: string
  /** P-256 SubjectPublicKeyInfo, DER. */
  documentKeySpki: Uint8Array
}

/** Private keys as bytes. `age` is the ASCII of `AGE-SECRET-KEY-1...` (74 bytes), the others are 32 bytes each. */
export type KeyMaterial = { age: Uint8Array; logSeed: Uint8Array; documentScalar: Uint8Array }

export class PersonSecret {
  readonly personId: PersonId
  /** SHA-256 of the school authority's certificate, hex: the one root that this person trusts, sealed with the keys. */
  readonly authorityFingerprint: string
  #material: KeyMaterial | null

  /** Takes the buffers over: they are zeroed by {@link forget}. */
  constructor(personId: PersonId, authorityFingerprint: string, material: KeyMaterial) {
    this.personId = personId
    this.authorityFingerprint = authorityFingerprint
    this.#material = material
  }

  /** `AGE-SECRET-KEY-1...`, for the moment of opening something. A string cannot be zeroed: never keep it. */
  ageIdentity(): string {
    return new TextDecoder().decode(this.#use().age)
  }

  /** Ed25519 signature (RFC 8032), 64 bytes. Callers go through `log-signature.ts`, which adds the domain. */
  signLog(message: Uint8Array): Uint8Array {
    return new Uint8Array(sign(null, message, ed25519PrivateKey(this.#use().logSeed)))
  }

  /** ECDSA P-256 with SHA-256 over `message`, DER (RFC 3279 section 2.2.3), as certificates and CMS want it. */
  signDocument(message: Uint8Array): Uint8Array {
    return new Uint8Array(sign('sha256', message, p256PrivateKey(this.#use().documentScalar)))
  }

  async publicKeys(): Promise<PublicKeys> {
    const { logSeed, documentScalar } = this.#use()
    return {
      ageRecipient: await identityToRecipient(this.ageIdentity()),
      logKey: toBase64Url(ed25519PublicBytes(logSeed)),
      documentKeySpki: spkiOf(p256PrivateKey(documentScalar)),
    }
  }

  /** Lends the key material for sealing. `borrow` must not keep it. */
  lendMaterial<T>(borrow: (material: KeyMaterial) => T): T {
    return borrow(this.#use())
  }

  /** Zeroes the private keys. Every later use is refused with `identity.forgotten`. */
  forget(): void {
    if (this.#material === null) return
    for (const bytes of Object.values(this.#material)) bytes.fill(0)
    this.#material = null
  }

  #use(): KeyMaterial {
    if (this.#material === null) throw coded('identity.forgotten', 'You are no longer signed in. Sign in again with your passphrase.')
    return this.#material
  }
}
