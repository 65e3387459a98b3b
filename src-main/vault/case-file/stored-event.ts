// The outer shape of an event wherever it is kept: a row of the file, a line of a handover.
import { z } from 'zod'
import { eventSignature } from 'shared/events'
import type { StoredEvent } from 'shared/events'
import { sha256 } from 'shared/parts'
import { faultInEntry } from './log-fault'

const storedEvent = z.strictObject({
  seq: z.int().min(1),
  text: z.string().min(1),
  hash: sha256,
  signatures: z.array(eventSignature).max(3),
})

/**
 * Parses the outer shape strictly; what the text says is `parseStored`'s matter.
 * @param seq the number that the event should have, for naming it when it cannot be read
 * @throws LogFault `event.damaged`
 */
export function parseStoredEvent(value: unknown, seq: number): StoredEvent {
  const parsed = storedEvent.safeParse(value)
  if (!parsed.success) throw faultInEntry('event.damaged', seq, 'is not readable: its number, text, hash or signatures are not in form.')
  return parsed.data
}

/** The same from a line of JSON, such as one of a handover's `log.jsonl`. @throws LogFault `event.damaged` */
export function parseStoredLine(line: string, seq: number): StoredEvent {
  return parseStoredEvent(readJson(line, seq), seq)
}

/** JSON text to a value. @throws LogFault `event.damaged` */
export function readJson(text: string, seq: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw faultInEntry('event.damaged', seq, 'is not readable: it is not JSON.')
  }
}
