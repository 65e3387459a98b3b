// Keys, signatures and sealed bytes are text in every record. Node decodes base64 leniently (it skips what it does not know),
// so that two texts could stand for the same bytes; a record that is hashed and signed needs exactly one spelling.

/** base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
}

/** Bytes of an exact base64url spelling, or null where the text is not one or `lengthBytes` differs. */
export function fromBase64Url(text: string, lengthBytes?: number): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.toString('base64url') !== text) return null
  if (lengthBytes !== undefined && bytes.length !== lengthBytes) return null
  return new Uint8Array(bytes)
}

/** base64 with padding (RFC 4648 section 4): what `base64 -d` and `age` users expect to paste. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/** Bytes of an exact base64 spelling, or null. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null
}
