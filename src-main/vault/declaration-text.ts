// The words of the acceptable-use declaration as one hash, so that an acceptance says which words were accepted.
import { createHash } from 'node:crypto'
import type { Policy } from 'shared/policy'
import { canonicalBytes } from './keys/canonical-json'

/** SHA-256 over the canonical JSON (RFC 8785) of title, lead, statements and agreement, as 64 hex digits. */
export function hashDeclaration({ title, lead, statements, agreement }: Policy['declaration']): string {
  return createHash('sha256')
    .update(canonicalBytes({ title, lead, statements: [...statements], agreement }))
    .digest('hex')
}
