// A log is told which events it can hold by a map of type -> body schema, so that one log serves a case and the school.
import type { z } from 'zod'
import type { LogEntry } from 'shared/events'

/** Event type -> schema of its body, e.g. `caseEventBodies`. Parsing an already parsed body must change nothing. */
export type EventBodies = Readonly<Record<string, z.ZodType<Record<string, unknown>>>>

/** A type and a body, not yet in a log. */
export type FactOf<B extends EventBodies> = { [T in keyof B & string]: { type: T; body: z.infer<B[T]> } }[keyof B & string]

/** An event as the fold and the screens read it. */
export type EntryOf<B extends EventBodies> = LogEntry<FactOf<B>>

/** The schema of one event type, or undefined where these bodies do not know it. */
export function findBodySchema(bodies: EventBodies, type: string): EventBodies[string] | undefined {
  // A type read from a file may be spelt like a property that every object inherits.
  return Object.hasOwn(bodies, type) ? bodies[type] : undefined
}
