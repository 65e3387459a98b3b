// Papers that were made from a case, beside its record.
import { z } from 'zod'
import { personId, sha256, short } from './parts'

export const paperKinds = ['authorisation', 'custody-log', 'judgement-and-actions', 'police-referral'] as const
export type PaperKind = (typeof paperKinds)[number]

/** In the log of a case: the paper itself is not kept, its hash tells a copy from a forgery. */
export const paperEventBodies = {
  'paper.made': z.strictObject({
    kind: z.enum(paperKinds),
    title: short,
    sha256,
    sizeBytes: z.int().min(1),
    pages: z.int().min(1),
    signedBy: z.array(personId).min(1).max(2),
  }),
} as const
