// Recovery kits lie in the school's safe for the day on which the people who could open a case are gone. A kit is an age identity
// whose secret is itself an age file, opened by the passphrase that is printed on the kit's sheet. Its public half is kept, so that
// every later case can be sealed to it without anybody fetching the sheet.
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { verify } from 'node:crypto'
import { coded } from 'shared/errors'
import { recoveryKits, type RecoveryKits } from 'shared/parts'
import type { Authority } from './authority'
import { fromBase64Url, toBase64Url } from './base64'
import { canonicalBytes, type Json } from './canonical-json'
import { readCertificate } from './certificate-reading'
import { makeWrittenPassphrase } from './written-passphrase'

/**
 * scrypt's cost for a kit's file, as a power of two. Lower than age's own 18 because the passphrase is 110 random bits: no cost
 * makes guessing those any harder, and 18 would hold the Vault up for seconds.
 */
const scryptWorkFactor = 14

/** One kit as it leaves the Vault: the sheet's passphrase, and the file that it opens. */
export interface MadeKit {
  readonly kitId: string
  /** Printed once and kept nowhere. */
  readonly passphrase: string
  /** A binary age file: `age -d` with the passphrase gives the identity, one line `AGE-SECRET-KEY-1...`. */
  readonly file: Uint8Array
}

/** The kits that cases are sealed to, and the school they are for, as the school's authority vouches for them. */
export type KitStatement = Omit<RecoveryKits, 'signature'>

/**
 * Makes a set of kits, any two of which open a case.
 * @param set.firstNumber the number of the first kit; no two kits of a school ever bear the same
 * @param set.authority signs which kits are the school's: somebody who can write to the disk could otherwise put their own in
 *   front of everybody who starts a case, and read all later ones
 */
export async function makeRecoveryKits(set: {
  schoolId: string
  count: number
  firstNumber: number
  madeAt: string
  authority: Authority
}): Promise<{ kits: RecoveryKits; made: MadeKit[] }> {
  const { schoolId, count, firstNumber, madeAt, authority } = set
  const kits: RecoveryKits['kits'] = []
  const made: MadeKit[] = []
  for (let place = 0; place < count; place += 1) {
    const kitId = String(firstNumber + place)
    const identity = await generateX25519Identity()
    const passphrase = makeWrittenPassphrase()
    const encrypter = new Encrypter()
    encrypter.setPassphrase(passphrase)
    encrypter.setScryptWorkFactor(scryptWorkFactor)
    made.push({ kitId, passphrase, file: await encrypter.encrypt(`${identity}\n`) })
    kits.push({ kitId, recipient: await identityToRecipient(identity) })
  }
  const statement = { schoolId, madeAt, kits }
  return { kits: { ...statement, signature: toBase64Url(authority.sign(signedBytes(statement))) }, made }
}

/**
 * Accepts kits only if the trusted authority said that they are this school's.
 * @param authorityFingerprint from a person's own sealed keys
 * @throws `recovery.untrusted`
 */
export function verifyRecoveryKits(said: RecoveryKits, schoolId: string, authorityPem: string, authorityFingerprint: string): void {
  const { signature, ...statement } = recoveryKits.parse(said)
  const { fingerprint, spki } = readCertificate(authorityPem)
  const raw = fromBase64Url(signature)
  const good =
    statement.schoolId === schoolId &&
    fingerprint === authorityFingerprint &&
    raw !== null &&
    verify('sha256', signedBytes(statement), { key: Buffer.from(spki), format: 'der', type: 'spki' }, raw)
  if (!good) {
    throw coded(
      'recovery.untrusted',
      'The recovery kits on record are not the ones that the head made. Somebody may have changed the files: do not go on, and tell the head.',
    )
  }
}

/** A domain of its own in front: the authority's key signs certificates too, and those begin otherwise. */
function signedBytes(statement: KitStatement): Uint8Array {
  const plain: Json = { schoolId: statement.schoolId, madeAt: statement.madeAt, kits: statement.kits.map((kit) => ({ ...kit })) }
  return Buffer.concat([Buffer.from('incident-room/recovery-kits/v1\0', 'utf8'), canonicalBytes(plain)])
}
