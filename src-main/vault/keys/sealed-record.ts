// Bytes sealed by a passphrase, as a record that can lie in a file. Everything that is not secret in it (whose it is, what it
// is for, how the key is derived) is authenticated with it, so that no part can be exchanged for another record's.
import { hashRaw } from '@node-rs/argon2'
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { coded } from 'shared/errors'
import { z } from 'zod'
import { fromBase64Url, toBase64Url } from './base64'
import { canonicalBytes } from './canonical-json'
import { passphraseBytes } from './passphrase'

const currentVersion = 1
const tagBytes = 16
const text = z.string().regex(/^[A-Za-z0-9_-]+$/)

/**
 * Argon2id cost. There is no floor: whoever can rewrite a record gains nothing by making it cheap, because the cheap key
 * does not open it. There is a ceiling, so that a doctored record cannot make the computer run out of memory or time.
 */
const workSchema = z.strictObject({
  memoryKiB: z
    .int()
    .min(8)
    .max(1024 * 1024),
  passes: z.int().min(1).max(16),
  lanes: z.int().min(1).max(4),
})
export type PassphraseWork = z.infer<typeof workSchema>

/** RFC 9106 section 4, second recommended choice with one lane: 64 MiB, 3 passes. */
export const defaultWork: PassphraseWork = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 }

export const sealedRecordSchema = z.strictObject({
  format: z.literal('incident-room/sealed'),
  version: z.literal(currentVersion),
  /** What is inside, e.g. `person-identity`. */
  purpose: z.string().min(1).max(100),
  ownerId: z.string().min(1).max(100),
  kdf: workSchema.extend({ name: z.literal('argon2id'), salt: text.length(43) }),
  cipher: z.literal('aes-256-gcm'),
  nonce: text.length(16),
  /** base64url of ciphertext and 16-byte tag. */
  ciphertext: text.max(1_000_000),
  /** SHA-256 of the record without this field: tells damage from a wrong passphrase. It protects nothing. */
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
})
export type SealedRecord = z.infer<typeof sealedRecordSchema>

/**
 * Seals bytes by a passphrase: Argon2id (RFC 9106), then AES-256-GCM with the canonical header as associated data.
 * The caller has checked the passphrase (`checkPassphrase`) and still owns, and zeroes, `secret`.
 */
export async function sealByPassphrase(
  secret: Uint8Array,
  passphrase: string,
  { purpose, ownerId, work = defaultWork }: { purpose: string; ownerId: string; work?: PassphraseWork },
): Promise<SealedRecord> {
  const header = {
    format: 'incident-room/sealed',
    version: currentVersion,
    purpose,
    ownerId,
    kdf: { name: 'argon2id', ...work, salt: toBase64Url(randomBytes(32)) },
    cipher: 'aes-256-gcm',
    nonce: toBase64Url(randomBytes(12)),
  } as const
  const key = await deriveKey(passphrase, header.kdf)
  const cipher = createCipheriv('aes-256-gcm', key, decode(header.nonce)).setAAD(canonicalBytes(header))
  const ciphertext = toBase64Url(Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]))
  key.fill(0)
  return { ...header, ciphertext, checksum: checksumOf({ ...header, ciphertext }) }
}

/**
 * Opens what {@link sealByPassphrase} made. `record` is whatever was read from a file: it is parsed here.
 * The caller zeroes the result.
 * @throws `sealed.newer` for a later version, `sealed.damaged` for anything else that is not an intact record of this purpose
 *   and owner, `passphrase.wrong` where the record is whole and the passphrase does not open it
 */
export async function openByPassphrase(
  record: unknown,
  passphrase: string,
  expected: { purpose: string; ownerId: string },
): Promise<Uint8Array> {
  const { ciphertext, checksum, ...header } = parseSealedRecord(record)
  if (header.purpose !== expected.purpose || header.ownerId !== expected.ownerId) throw damaged()
  if (checksum !== checksumOf({ ...header, ciphertext })) throw damaged()
  const sealed = decode(ciphertext)
  if (sealed.length < tagBytes) throw damaged()
  const key = await deriveKey(passphrase, header.kdf)
  const decipher = createDecipheriv('aes-256-gcm', key, decode(header.nonce))
    .setAAD(canonicalBytes(header))
    .setAuthTag(sealed.subarray(-tagBytes))
  const opened = decipher.update(sealed.subarray(0, -tagBytes))
  try {
    decipher.final()
    return new Uint8Array(opened)
  } catch {
    throw coded('passphrase.wrong', 'That passphrase is not right. Check Caps Lock and the keyboard language, then try again.')
  } finally {
    key.fill(0)
    opened.fill(0)
  }
}

/**
 * The record, or a refusal.
 * @throws `sealed.newer`, `sealed.damaged`
 */
export function parseSealedRecord(record: unknown): SealedRecord {
  const version = z.looseObject({ format: z.literal('incident-room/sealed'), version: z.int() }).safeParse(record)
  if (version.success && version.data.version > currentVersion) {
    throw coded('sealed.newer', 'These keys were saved by a newer version of Incident Room. Install that version on this computer.')
  }
  const parsed = sealedRecordSchema.safeParse(record)
  if (!parsed.success) throw damaged()
  return parsed.data
}

async function deriveKey(passphrase: string, kdf: SealedRecord['kdf']): Promise<Buffer> {
  const bytes = passphraseBytes(passphrase)
  try {
    return await hashRaw(bytes, {
      algorithm: 2, // Argon2id: the package's const enum cannot be imported under isolatedModules.
      memoryCost: kdf.memoryKiB,
      timeCost: kdf.passes,
      parallelism: kdf.lanes,
      outputLen: 32,
      salt: decode(kdf.salt),
    })
  } finally {
    bytes.fill(0)
  }
}

function checksumOf(record: Omit<SealedRecord, 'checksum'>): string {
  return createHash('sha256').update(canonicalBytes(record)).digest('hex')
}

function decode(value: string): Uint8Array {
  const bytes = fromBase64Url(value)
  if (bytes === null) throw damaged()
  return bytes
}

function damaged() {
  return coded(
    'sealed.damaged',
    'The saved keys of this person are damaged. Restore them from a backup, or ask the head to enrol the person again.',
  )
}
