// What the school keeps of a case for its governors: figures only. No name, no reference, no words; enough to count, and nothing to read.
import { z } from 'zod'
import { id, sha256, short } from './parts'

export const outcomes = ['no-substance', 'school', 'outside', 'police', 'set-aside'] as const
export type Outcome = (typeof outcomes)[number]

export const summaryEventBodies = {
  /** Once for each case, when it ends. */
  'case.summarised': z.strictObject({
    /** Tells one summary from another; made from the case's random id, and leads nowhere without it. */
    token: id,
    /** Kind of the entry in the incident log. */
    kind: short,
    categoryIds: z.array(short).max(100),
    subjectKind: z.enum(['pupil', 'staff', 'unknown']),
    outcome: z.enum(outcomes),
    /** London dates. */
    reportedOn: z.iso.date(),
    closedOn: z.iso.date(),
    daysToClose: z.int().min(0),
    /** Null where the two did not say. */
    filterFailed: z.boolean().nullable(),
  }),
  /** A report was made. The same period is counted again as the log stood then, and no other period may overlap it. */
  'governors.reported': z.strictObject({ from: z.iso.date(), to: z.iso.date(), sha256 }),
} as const
