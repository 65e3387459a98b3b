// An event becomes evidence here: one exact text (RFC 8785 canonical JSON) and its SHA-256. The text is what is stored, so
// that anybody can hash it again without knowing our schemas.
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { z } from 'zod'
import { coded } from 'shared/errors'
import { sealedEvent } from 'shared/events'
import type { SealedEvent, StoredEvent } from 'shared/events'
import { findBodySchema } from './event-bodies'
import type { EntryOf, EventBodies } from './event-bodies'
import { faultInEntry } from './log-fault'
import { readJson } from './stored-event'

/** What is sealed: the fields of `sealedEvent` but the version, with the body not yet parsed. */
export interface UnsealedEvent {
  readonly log: string
  readonly seq: number
  readonly at: string
  readonly monotonicMs: number
  readonly type: string
  readonly actors: readonly string[]
  readonly body: unknown
  readonly prev: string
}

/** `prev` of the first event. */
export const noEventBefore = '0'.repeat(64)

/**
 * Parses an event strictly and seals it.
 * @returns the RFC 8785 text and the SHA-256 of its UTF-8 bytes, 64 lower-case hex digits
 * @throws `event.unknown` for a type that `bodies` does not hold, `event.refused` where a field is not as its schema says
 */
export function sealEvent(event: UnsealedEvent, bodies: EventBodies): { text: string; hash: string } {
  const body = parseBody(event.type, event.body, bodies)
  const parsed = sealedEvent.safeParse({ v: 1, ...event, body })
  if (!parsed.success) throw refuseFields(event.type, parsed.error)
  const text = writeCanonical(parsed.data)
  return { text, hash: hashText(text) }
}

/**
 * Parses the body of one event type.
 * @throws `event.unknown`, `event.refused`
 */
export function parseBody(type: string, body: unknown, bodies: EventBodies): Record<string, unknown> {
  const schema = findBodySchema(bodies, type)
  if (schema === undefined) {
    throw coded('event.unknown', `This version of Incident Room cannot record “${type}”. Nothing was written. Install the newest version.`)
  }
  const parsed = schema.safeParse(replaceHalfCharacters(body))
  if (!parsed.success) throw refuseFields(type, parsed.error)
  return parsed.data
}

/**
 * Reads an event back as the fold and the screens want it, after checking that its text is exactly what was hashed.
 * @throws `event.damaged`, `event.unknown` (each a LogFault naming the entry)
 */
export function parseStored<B extends EventBodies>(stored: StoredEvent, bodies: B): EntryOf<B> {
  return toEntry<B>(parseSealed(stored, bodies), stored.hash)
}

/** The sealed fields of a stored event, checked; throws as {@link parseStored} does. */
export function parseSealed(stored: StoredEvent, bodies: EventBodies): SealedEvent {
  const { seq, text, hash } = stored
  if (hashText(text) !== hash) throw faultInEntry('event.damaged', seq, 'is not the text that was recorded: its hash does not fit.')
  const sealed = sealedEvent.safeParse(readJson(text, seq))
  if (!sealed.success) throw faultInEntry('event.damaged', seq, `is not an entry of a log: ${describeFields(sealed.error)}.`)
  const schema = findBodySchema(bodies, sealed.data.type)
  if (schema === undefined) {
    throw faultInEntry(
      'event.unknown',
      seq,
      `is of a kind that this version does not know (${sealed.data.type}). Open it with the newest version.`,
    )
  }
  const body = schema.safeParse(sealed.data.body)
  if (!body.success)
    throw faultInEntry('event.damaged', seq, `does not say what “${sealed.data.type}” must say: ${describeFields(body.error)}.`)
  // Holds only when the text was canonical, named nothing twice, and had no field that the schemas would drop or change.
  if (writeCanonical({ ...sealed.data, body: body.data }) !== text) {
    throw faultInEntry('event.damaged', seq, 'is not written in the one form that can be checked (RFC 8785).')
  }
  return sealed.data
}

/** The entry of a sealed event that {@link parseSealed} let through. */
export function toEntry<B extends EventBodies>(sealed: SealedEvent, hash: string): EntryOf<B> {
  const { seq, at, monotonicMs, type, actors, body } = sealed
  const entry: unknown = { type, body, seq, at, monotonicMs, actors, hash }
  return entry as EntryOf<B>
}

/** SHA-256 of a text's UTF-8 bytes, 64 lower-case hex digits. */
export function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** RFC 8785 text of a value that a schema has already made plain JSON. */
export function writeCanonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('Not a JSON value')
  return text
}

/**
 * UTF-8 cannot hold half of a surrogate pair, and RFC 8785 refuses it, but a page's title or address can. It becomes U+FFFD,
 * as in every browser: a visit must not go unrecorded because of how a page spelt its title.
 */
function replaceHalfCharacters(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\uFFFD')
  if (Array.isArray(value)) return value.map(replaceHalfCharacters)
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaceHalfCharacters(inner)]))
}

function refuseFields(type: string, error: z.ZodError): Error {
  return coded(
    'event.refused',
    `“${type}” could not be recorded (${describeFields(error)}). Nothing was written. Correct it and try again.`,
  )
}

/** Where and what, never the value: a value may be confidential. */
function describeFields(error: z.ZodError): string {
  const [first] = error.issues
  if (first === undefined) return 'a field is not as it must be'
  return `${first.path.map(String).join('.') || 'the whole'}: ${first.message}`
}
