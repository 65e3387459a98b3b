// Something small sealed to one person, in the age format, so that the stock `age` tool opens it without this product.
// Inside: one line of canonical JSON that says what it is and for which case, a line feed, then the secret's raw bytes.
// (Raw, so that a secret never becomes a string that cannot be zeroed; `tail -c 32` gets it out.)
import { Decrypter, Encrypter } from 'age-encryption'
import { fromBase64, toBase64 } from './base64'
import { canonicalBytes, type Json } from './canonical-json'

const lineFeed = 0x0a

/**
 * Seals `secret` to an age recipient.
 * @returns base64 of a binary age file
 */
export async function sealToRecipient(recipient: string, label: Json, secret: Uint8Array): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const plain = Buffer.concat([canonicalBytes(label), Uint8Array.of(lineFeed), secret])
  try {
    return toBase64(await encrypter.encrypt(new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength)))
  } finally {
    plain.fill(0)
  }
}

/**
 * Opens what {@link sealToRecipient} made. The caller zeroes the result.
 * @param identity `AGE-SECRET-KEY-1...`
 * @param label what the first line must say, exactly: a box moved here from another case or person is refused
 * @returns null where it is not sealed to this identity, is damaged, or bears another label
 */
export async function openWithIdentity(identity: string, label: Json, sealed: string): Promise<Uint8Array | null> {
  const file = fromBase64(sealed)
  if (file === null) return null
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const plain = await decrypter.decrypt(file).catch(() => null)
  if (plain === null) return null
  try {
    const expected = canonicalBytes(label)
    const end = plain.indexOf(lineFeed)
    if (end < 0 || !Buffer.from(expected).equals(plain.subarray(0, end))) return null
    return plain.slice(end + 1)
  } finally {
    plain.fill(0)
  }
}
