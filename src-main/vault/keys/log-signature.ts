// Signatures by a person's log key. Every kind of thing that is signed has a domain of its own in front of the bytes, so that
// a signature given for one kind can never be shown as one for another.
import { verify, type KeyObject } from 'node:crypto'
import type { CheckpointStatement, PersonId } from 'shared/parts'
import { fromBase64Url, toBase64Url } from './base64'
import { canonicalBytes, type Json } from './canonical-json'
import type { PersonSecret } from './person-secret'
import { ed25519PublicKey } from './raw-keys'

/** `incident-room/<kind>/v1` and a zero byte stand in front of what is signed. */
export type SignedKind = 'event' | 'checkpoint' | 'key-epoch' | 'key-share' | 'key-reader' | 'key-recovery'

/** One person's signature: base64url of 64 bytes. */
export type PersonSignature = { personId: PersonId; signature: string }

/** Ed25519 (RFC 8032) over `incident-room/<kind>/v1\0` and `bytes`. */
export function signBytes(secret: PersonSecret, kind: SignedKind, bytes: Uint8Array): PersonSignature {
  return { personId: secret.personId, signature: toBase64Url(secret.signLog(withDomain(kind, bytes))) }
}

/** Whether `signature` is the one of `logKey` (base64url of 32 bytes) over these bytes. Malformed text is simply false. */
export function verifyBytes(logKey: string, kind: SignedKind, bytes: Uint8Array, signature: string): boolean {
  const publicKey = findPublicKey(logKey)
  const raw = fromBase64Url(signature, 64)
  if (publicKey === null || raw === null) return false
  try {
    return verify(null, withDomain(kind, bytes), publicKey, raw)
  } catch {
    return false
  }
}

/** Key objects of the people met last: a log of thousands of entries bears the same few names, and making an object takes a while. */
const publicKeys = new Map<string, KeyObject>()
const mostPublicKeys = 100

function findPublicKey(logKey: string): KeyObject | null {
  const known = publicKeys.get(logKey)
  if (known) return known
  const raw = fromBase64Url(logKey, 32)
  if (raw === null) return null
  try {
    const made = ed25519PublicKey(raw)
    if (publicKeys.size >= mostPublicKeys) publicKeys.clear()
    publicKeys.set(logKey, made)
    return made
  } catch {
    return null
  }
}

/**
 * Signs an event.
 * @param hash the event's own hash, SHA-256 as 64 lower-case hex digits; its 32 raw bytes are what is signed
 */
export function signEvent(secret: PersonSecret, hash: string): PersonSignature {
  return signBytes(secret, 'event', Buffer.from(hash, 'hex'))
}

/** Whether `signature` is the one of `logKey` over an event's hash (64 lower-case hex digits). */
export function verifyEvent(logKey: string, hash: string, signature: string): boolean {
  return /^[0-9a-f]{64}$/.test(hash) && verifyBytes(logKey, 'event', Buffer.from(hash, 'hex'), signature)
}

/** The same answer from another thread, so that whoever checks thousands can do something else meanwhile. */
export function verifyEventLater(logKey: string, hash: string, signature: string): Promise<boolean> {
  const publicKey = findPublicKey(logKey)
  const raw = fromBase64Url(signature, 64)
  if (publicKey === null || raw === null || !/^[0-9a-f]{64}$/.test(hash)) return Promise.resolve(false)
  return new Promise((settle) => {
    verify(null, withDomain('event', Buffer.from(hash, 'hex')), publicKey, raw, (error, isTheirs) => {
      settle(error === null && isTheirs)
    })
  })
}

/** Signs a JSON statement in its canonical spelling (RFC 8785). */
export function signStatement(secret: PersonSecret, kind: SignedKind, statement: Json): PersonSignature {
  return signBytes(secret, kind, canonicalBytes(statement))
}

/** Whether `signature` is the one of `logKey` over this JSON statement. */
export function verifyStatement(logKey: string, kind: SignedKind, statement: Json, signature: string): boolean {
  return verifyBytes(logKey, kind, canonicalBytes(statement), signature)
}

/** Signs what a log is at a moment. */
export function signCheckpoint(secret: PersonSecret, statement: CheckpointStatement): PersonSignature {
  return signStatement(secret, 'checkpoint', statement)
}

/** Whether `signature` is the one of `logKey` over this statement about a log. */
export function verifyCheckpoint(logKey: string, statement: CheckpointStatement, signature: string): boolean {
  return verifyStatement(logKey, 'checkpoint', statement, signature)
}

function withDomain(kind: SignedKind, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`incident-room/${kind}/v1\0`, 'utf8'), bytes])
}
