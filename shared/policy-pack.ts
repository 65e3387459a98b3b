// The fields of a policy pack, one by one. What they must be together is in `policy-faults.ts`; reading and asking a pack
// is in `policy.ts`, which everybody else imports.
import { z } from 'zod'

const words = (maxChars: number) =>
  z
    .string()
    .max(maxChars)
    .regex(/\S/, { error: 'has to say something' })
    // Half a character (a lone surrogate) has no canonical JSON, so such a pack could not be hashed.
    .regex(/^(?:\n|[^\p{Cc}\p{Cs}])*$/u, { error: 'holds a control character' })
const line = words(300)
const paragraph = words(3_000)
const packId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'has to be lower-case words joined by hyphens' })
const day = z.iso.date()
const sourceDay = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, { error: 'has to be a year, a month or a day, such as 2024-03' })
const listOf = <T extends z.ZodType>(item: T, maxItems = 100) => z.array(item).min(1).max(maxItems)
const titled = z.strictObject({ id: packId, title: line })

/** What a category does when it is chosen, strictest first (product.md, "Categories, and what each one does"). */
export const effects = ['stop', 'refer', 'school', 'permitted'] as const
export type Effect = (typeof effects)[number]

const categorySchema = z.strictObject({
  id: packId,
  title: line,
  description: paragraph,
  /** The statute as it is cited on screen and on paper; null where the policy names none. */
  law: line.nullable(),
  effect: z.enum(effects),
  guidance: packId.nullable(),
})

const actionTableSchema = z.strictObject({
  /** The columns, in the policy's order. */
  actions: listOf(titled),
  /** The rows, in the policy's order; `actions` are the marked columns. */
  incidents: listOf(z.strictObject({ id: packId, title: line, actions: z.array(packId).max(100) })),
})

const stepSchema = z.strictObject({
  id: packId,
  /** The first, bold words; `text` goes on from them. */
  strong: line,
  text: paragraph,
  /** What to say to the police, with `{reference}` where the case reference belongs (see `fillReference`). */
  say: paragraph.regex(/^(?:[^{}]|\{reference\})*$/, { error: 'may hold {reference} and no other braces' }).optional(),
})

const provenance = {
  source: line,
  /** When the source was published: a year, a month or a day. */
  sourceDate: sourceDay,
  /** What else the words rest on; null where the source itself carries no date. */
  furtherSources: z.array(z.strictObject({ source: line, sourceDate: sourceDay.nullable() })).max(20),
  /** When somebody last compared the words with the source. */
  checkedOn: day,
  reviewBy: day,
}

const guidanceSchema = z.strictObject({
  id: packId,
  title: line,
  heading: line,
  lead: paragraph,
  steps: listOf(stepSchema, 20),
  /** Each goes on from the words "Do not". */
  doNot: listOf(line, 20),
  why: z.strictObject({ title: line, text: paragraph }).optional(),
  report: z.strictObject({ title: line, text: paragraph, contact: packId.nullable() }).optional(),
  ...provenance,
})

const retentionPeriod = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('closing'), years: z.int().min(1).max(100) }),
  z.strictObject({ from: z.literal('date-of-birth'), years: z.int().min(18).max(120) }),
  /** To the person's normal pension age, or so many years from the report, whichever is later. */
  z.strictObject({ from: z.literal('pension-age-or-report'), years: z.int().min(1).max(100) }),
])

export const retentionSubjects = ['staff-allegation', 'pupil-child-protection', 'other-case', 'incident-log'] as const

const recordOfReviewWording = z.strictObject({
  title: line,
  group: line,
  date: line,
  reason: line,
  firstReviewer: line,
  secondReviewer: line,
  name: line,
  position: line,
  signature: line,
  wetSignature: line,
  computer: line,
  site: line,
  concern: line,
  conclusion: line,
})

const incidentLogWording = z.strictObject({
  title: line,
  date: line,
  time: line,
  incident: line,
  actionWhat: line,
  actionBy: line,
  reportedBy: line,
  signature: line,
})

/** A policy pack: every field is required and none other is known, so that a slip in an edit is told, not passed over. */
export const policyFields = z.strictObject({
  format: z.literal('incident-room/policy'),
  /** Year and month, and a number where there is more than one in a month: `2026-11`, `2026-11.2`. */
  version: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(\.[1-9]\d{0,2})?$/, { error: 'has to be a year and a month, such as 2026-11' }),
  title: line,
  categories: listOf(categorySchema),
  actionTables: z.strictObject({ pupils: actionTableSchema, staff: actionTableSchema }),
  userActions: z.strictObject({
    standings: listOf(titled, 10),
    /** `standing` is null where the school has not ticked a column. */
    rows: listOf(z.strictObject({ id: packId, title: line, standing: packId.nullable(), category: packId })),
  }),
  contacts: listOf(
    z.strictObject({
      id: packId,
      title: line,
      use: paragraph,
      phone: line.nullable(),
      /** Shown and copied as text; never opened. */
      web: line.nullable(),
      /** True for a contact of this school's own area, which the school fills in. */
      local: z.boolean(),
    }),
  ),
  guidance: listOf(guidanceSchema),
  computerGuidance: z.strictObject({
    title: line,
    heading: line,
    lead: paragraph,
    steps: listOf(stepSchema, 20),
    doNot: listOf(line, 20),
    principles: listOf(z.strictObject({ id: packId, title: line, text: paragraph }), 10),
    ...provenance,
  }),
  retention: listOf(
    z.strictObject({
      id: packId,
      title: line,
      appliesTo: z.enum(retentionSubjects),
      period: retentionPeriod,
      source: line,
      sourceDate: sourceDay,
    }),
  ),
  declaration: z.strictObject({
    title: line,
    lead: paragraph,
    statements: listOf(paragraph),
    agreement: paragraph,
    everyMonths: z.int().min(1).max(36),
    source: line,
    sourceDate: sourceDay,
  }),
  forms: z.strictObject({ recordOfReview: recordOfReviewWording, incidentLog: incidentLogWording }),
  incidentKinds: listOf(z.strictObject({ id: packId, title: line, description: paragraph })),
  /** How often both confirm that they are still there, in minutes. */
  presenceMinutes: z.int().min(1).max(60),
  /** Absent in packs from before there were clocks: `shared/clocks.ts` then takes its own. */
  deadlines: z
    .strictObject({
      /** From a halt to the call: "report immediately to the police". */
      policeMinutes: z.int().min(5).max(240),
      dslReviewWorkingDays: z.int().min(1).max(60),
    })
    .optional(),
  /** Bank holidays proclaimed after this version of Incident Room was made. */
  extraBankHolidays: z
    .array(z.strictObject({ date: day, title: line }))
    .max(50)
    .optional(),
})

export type Policy = z.infer<typeof policyFields>
export type Category = Policy['categories'][number]
export type ActionTable = Policy['actionTables']['pupils']
export type Action = ActionTable['actions'][number]
export type Guidance = Policy['guidance'][number]
export type GuidanceStep = Guidance['steps'][number]
export type ComputerGuidance = Policy['computerGuidance']
export type Contact = Policy['contacts'][number]
export type RetentionRule = Policy['retention'][number]
export type IncidentKind = Policy['incidentKinds'][number]
