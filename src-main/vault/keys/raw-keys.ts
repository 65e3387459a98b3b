// Keys are kept as bare bytes that can be zeroed, and become key objects only for the moment of use. The fixed DER in front of
// them is RFC 8410 (Ed25519) and RFC 5915 in RFC 5958 (P-256); both halves of the product's runtimes (OpenSSL, BoringSSL) read it.
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'

const ed25519PrivatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const ed25519PublicPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const p256PrivatePrefix = Buffer.from('3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420', 'hex')

/** 32 random bytes: an Ed25519 seed (RFC 8032 section 5.1.5). */
export function makeEd25519Seed(): Uint8Array {
  return new Uint8Array(randomBytes(32))
}

/** 32 bytes: a P-256 private scalar (FIPS 186-5), chosen by the runtime's own generator. */
export function makeP256Scalar(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return new Uint8Array(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'))
}

export function ed25519PrivateKey(seed: Uint8Array): KeyObject {
  return privateKeyFrom(ed25519PrivatePrefix, seed)
}

export function p256PrivateKey(scalar: Uint8Array): KeyObject {
  return privateKeyFrom(p256PrivatePrefix, scalar)
}

/** Key object of a raw 32-byte Ed25519 public key. */
export function ed25519PublicKey(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([ed25519PublicPrefix, raw]), format: 'der', type: 'spki' })
}

/** Raw 32-byte Ed25519 public key of a seed. */
export function ed25519PublicBytes(seed: Uint8Array): Uint8Array {
  return spkiOf(ed25519PrivateKey(seed)).subarray(ed25519PublicPrefix.length)
}

/** SubjectPublicKeyInfo (DER) of a private key's public half. */
export function spkiOf(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }))
}

function privateKeyFrom(prefix: Buffer, secret: Uint8Array): KeyObject {
  const der = Buffer.concat([prefix, secret])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}
