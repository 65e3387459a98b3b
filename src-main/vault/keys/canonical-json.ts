// What is hashed, signed or authenticated must have one spelling: RFC 8785 canonical JSON. The library drops `undefined`
// and turns dates into text without a word, so only values that are plain JSON already may come in.
import canonicalize from 'canonicalize'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** RFC 8785 text of a JSON value. Throws a plain Error where the value is not JSON, which is a mistake of the caller. */
export function writeCanonical(value: Json): string {
  refuseNonJson(value)
  const text = canonicalize(value)
  if (text === undefined) throw new Error('Not a JSON value')
  return text
}

/** UTF-8 bytes of {@link writeCanonical}. */
export function canonicalBytes(value: Json): Uint8Array {
  return new TextEncoder().encode(writeCanonical(value))
}

function refuseNonJson(value: unknown): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return
  const isPlain = Array.isArray(value) || (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
  if (!isPlain) throw new Error('Not a JSON value')
  for (const member of Object.values(value as object)) refuseNonJson(member)
}
