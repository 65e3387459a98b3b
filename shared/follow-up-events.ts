// The events of everything that goes on beside the line from report to signature: whom the two have told, what came of an action, the end
// of a filter exception, how long the case is kept, and what takes a case off the line.
import { z } from 'zod'
import { paperEventBodies } from './paper-events'
import { instant, long, medium, personId, short } from './parts'

export const followUpEventBodies = {
  /** Somebody outside was told or asked: LADO, Local Authority, IWF, CEOP, Prevent. The police of a halt have their own event. */
  'contact.recorded': z.strictObject({
    /** Of the policy pack's contacts. */
    contactId: short,
    title: short,
    calledBy: short,
    calledAt: instant,
    spokeTo: z.string().trim().max(200),
    reference: z.string().trim().max(200),
    words: z.string().trim().max(10_000),
  }),
  'action.done': z.strictObject({ actionId: short, doneBy: short, doneOn: z.iso.date(), note: z.string().trim().max(10_000) }),
  /** The temporary exception to the internet filter is over, and somebody has looked that the filter is back. */
  'exception.ended': z.strictObject({ endedBy: short, endedAt: instant, note: z.string().trim().max(10_000) }),
  /** How long this case is kept, where the pack's rule needs a date that only people know (birth, pension age). */
  'retention.set': z.strictObject({ keepUntil: z.iso.date(), basis: medium }),
  /** What was reported does not become a case: closed without review, with the reason, by both. */
  'case.set-aside': z.strictObject({ reason: long }),
  ...paperEventBodies,
  /** One of the two turns out to be the subject, or close to somebody concerned: from here on the case goes on without them. */
  'conflict.found': z.strictObject({ personId, statement: medium }),
  /** The person who takes their place for the rest of the review. */
  'reviewer.replaced': z.strictObject({ leaving: personId, joining: personId, authorisedBy: personId, statement: medium }),
} as const
