// The key of one case file: 32 random bytes, and a value by which a key can be recognised without being told.
import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { CaseId } from 'shared/parts'
import { toBase64Url } from './base64'

export const caseKeyBytes = 32

/** A new case key. A plain Uint8Array, which is what the secret-sharing library takes; the caller zeroes it. */
export function makeCaseKey(): Uint8Array {
  return new Uint8Array(randomBytes(caseKeyBytes))
}

/**
 * The key's check value for one epoch of a case: HKDF-SHA256 (RFC 5869), base64url of 32 bytes. It tells nothing about the key,
 * and shows at once when shares that do not belong together were combined.
 */
export function checkValueOf(caseKey: Uint8Array, caseId: CaseId, epoch: number): string {
  return toBase64Url(new Uint8Array(hkdfSync('sha256', caseKey, caseId, `incident-room/key-check/v1/${epoch}`, 32)))
}

/** Whether this is the key whose check value was recorded. */
export function isKeyOf(caseKey: Uint8Array, caseId: CaseId, epoch: number, check: string): boolean {
  const own = Buffer.from(checkValueOf(caseKey, caseId, epoch))
  const recorded = Buffer.from(check)
  return own.length === recorded.length && timingSafeEqual(own, recorded)
}
