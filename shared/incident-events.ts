// The events of the school's incident log: everything that staff have to report, whether or not a case comes of it. An entry is never
// changed; what is learnt later is added to it.
import { z } from 'zod'
import { caseId, id, instant, long, short, subject } from './parts'

/** What happened, as whoever logs it fills it in. */
export const incidentSaid = z.strictObject({
  /** Of the policy pack's `incidentKinds`. */
  kind: short,
  happenedAt: instant,
  /** Empty where the case file alone says who it was. */
  reportedBy: z.string().trim().max(200),
  subject,
  what: long,
  deviceOrAccount: z.string().trim().max(500),
  actionTaken: z.string().trim().max(10_000),
  actionBy: z.string().trim().max(200),
  /** Slips that were given for it. */
  slips: z.int().min(0).max(100),
})
export type IncidentSaid = z.infer<typeof incidentSaid>

export const amendmentSaid = z.strictObject({
  words: z.string().trim().max(100_000),
  actionTaken: z.string().trim().max(10_000),
  actionBy: z.string().trim().max(200),
  /** Slips given besides those counted before. */
  slips: z.int().min(0).max(100),
})
export type AmendmentSaid = z.infer<typeof amendmentSaid>

export const incidentEventBodies = {
  'incident.logged': incidentSaid.extend({
    incidentId: id,
    /** Counted from 1, never used twice. */
    number: z.int().min(1),
    /** The kind's title under the pack of that day. */
    kindTitle: short,
    /** Where the report of a case was entered by itself. */
    caseId: caseId.nullable(),
  }),
  'incident.amended': amendmentSaid.extend({ incidentId: id }),
} as const
