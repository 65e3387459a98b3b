// The one plain file that says "halted". The Desk writes it before anything is recorded, so that a crash, a power cut or a kill comes
// back halted; it holds no address, no name and no words, because nobody has signed in when it is read.
import { z } from 'zod'
import { caseId, haltCause, instant, short } from './parts'

/** File name in the data folder. */
export const haltMarkerFile = 'halt.json'

export const haltMarker = z.strictObject({
  format: z.literal('incident-room/halt'),
  version: z.literal(1),
  caseId: caseId.nullable(),
  reference: z.string().max(200),
  haltedAt: instant,
  cause: haltCause,
  categoryId: short.nullable(),
})
export type HaltMarker = z.infer<typeof haltMarker>
