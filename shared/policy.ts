// What a school decides for itself, as data: categories and what each one does, the action tables, the guidance of the
// police route, contacts, retention and wording. A school edits and versions its own pack, and each case pins the one it
// ran under. One thing is not data: the two `stop` rows, which no pack can remove, rename or make milder.
import type { z } from 'zod'
import { coded } from './errors'
import { findPackFaults, findWeakenedStop, stopRows, type StandingGuidance } from './policy-faults'
import { effects, policyFields, type Action, type Effect, type Guidance, type Policy } from './policy-pack'

export { standingGuidance, stopRows, type StandingGuidance } from './policy-faults'
export { effects, retentionSubjects } from './policy-pack'
export type {
  Action,
  ActionTable,
  Category,
  ComputerGuidance,
  Contact,
  Effect,
  Guidance,
  GuidanceStep,
  IncidentKind,
  Policy,
  RetentionRule,
} from './policy-pack'

/** A whole policy pack: its fields, and what they must be together. */
export const policySchema = policyFields.superRefine((pack, context) => {
  for (const { path, message } of findPackFaults(pack)) context.addIssue({ code: 'custom', path: [...path], message })
})

/**
 * Reads a policy pack: every field well formed, ids unique, references leading somewhere, guidance for whatever halts a
 * review, and both stop rows as they are.
 * @throws `policy.weakened` where a stop row is missing or has another title, law, effect or guidance
 * @throws `policy.invalid` for anything else, with a sentence that names the field
 */
export function parsePolicy(json: unknown): Policy {
  const weakened = findWeakenedStop(json)
  if (weakened !== null) {
    throw coded(
      'policy.weakened',
      `This policy pack cannot be used: ${weakened}. The law sets this category, so no school can change it. Put it back as it was and try again.`,
    )
  }
  const result = policySchema.safeParse(json, { error: tellFault })
  if (result.success) return result.data
  const [fault] = result.error.issues
  const field = nameField(json, fault?.path ?? [])
  const message = (fault?.message ?? 'cannot be read').slice(0, 300)
  throw coded('policy.invalid', `This policy pack cannot be used: ${field} ${message}. Correct it and try again.`)
}

/**
 * What choosing a category does. The two stop rows stop whatever the pack says.
 * @throws `policy.unknown` where the pack holds no such category
 */
export function effectOf(policy: Policy, categoryId: string): Effect {
  if (stopRows.some(({ id }) => id === categoryId)) return 'stop'
  return findEntry(policy.categories, categoryId, 'category').effect
}

/**
 * The guidance to show for a category, or for a halt that has none: `stopped` (STOP was pressed) and `suspected` (triage,
 * before anything was opened). Null for a category that the school handles itself without guidance.
 * @throws `policy.unknown` where the pack holds no such category
 */
export function guidanceFor(policy: Policy, kind: StandingGuidance): Guidance
export function guidanceFor(policy: Policy, categoryId: string): Guidance | null
export function guidanceFor(policy: Policy, kind: string): Guidance | null {
  if (kind === 'stopped' || kind === 'suspected') return findEntry(policy.guidance, kind, 'guidance')
  const { guidance } = findEntry(policy.categories, kind, 'category')
  return guidance === null ? null : findEntry(policy.guidance, guidance, 'guidance')
}

/**
 * The actions that the school's table marks for an incident, in the table's order. People decide; the table proposes.
 * @throws `policy.unknown` where that table holds no such incident
 */
export function proposeActions(policy: Policy, table: 'pupils' | 'staff', incidentId: string): Action[] {
  const { actions, incidents } = policy.actionTables[table]
  const marked = findEntry(incidents, incidentId, 'incident').actions
  return actions.filter(({ id }) => marked.includes(id))
}

/** True from the day after `reviewBy`. `today` is a date in the school's own time zone, `YYYY-MM-DD`. */
export function isPastReview({ reviewBy }: Pick<Guidance, 'reviewBy'>, today: string): boolean {
  return today > reviewBy
}

/** Puts the case reference into words that a step gives to say (`GuidanceStep.say`). */
export function fillReference(say: string, reference: string): string {
  return say.replaceAll('{reference}', () => reference)
}

/**
 * The categories that would halt less strictly, or not be there, under another pack. A school may decide so for every row but
 * the two stop rows; whoever publishes the pack has to see it first.
 */
export function findMilderCategories(before: Policy, after: Policy): { id: string; title: string; from: Effect; to: Effect | null }[] {
  return before.categories.flatMap(({ id, title, effect: from }) => {
    const to = after.categories.find((category) => category.id === id)?.effect ?? null
    const milder = to === null || effects.indexOf(to) > effects.indexOf(from)
    return milder ? [{ id, title, from, to }] : []
  })
}

function findEntry<T extends { readonly id: string }>(entries: readonly T[], id: string, what: string): T {
  const entry = entries.find((candidate) => candidate.id === id)
  if (entry === undefined)
    throw coded('policy.unknown', `The school's policy pack holds no ${what} "${id.slice(0, 80)}". Choose one from the list.`)
  return entry
}

/** Names a field as a person finds it in the pack: an entry of a list by its id, else by its place. */
function nameField(json: unknown, path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the pack'
  const names: string[] = []
  let value: unknown = json
  for (const key of path) {
    const inside: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
    const id: unknown = typeof inside === 'object' && inside !== null ? Reflect.get(inside, 'id') : undefined
    names.push(typeof key === 'number' ? (typeof id === 'string' ? id.slice(0, 80) : `entry ${key + 1}`) : String(key))
    value = inside
  }
  return `"${names.join(' / ')}"`
}

/** Tells a fault in plain words that go on from the field's name; messages of the schema itself are left as they are. */
function tellFault(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `has to be ${plainTypes[issue.expected] ?? 'of another kind'}`
    case 'invalid_value':
      return `has to be ${issue.values.map(String).join(' or ')}`
    case 'invalid_union':
      return `has to be one of the kinds that are known`
    case 'unrecognized_keys':
      return `holds ${issue.keys.map((key) => `"${key.slice(0, 80)}"`).join(', ')}, which this version of Incident Room does not know`
    case 'invalid_format':
      return issue.format === 'date' ? 'has to be a date such as 2027-09-01' : undefined
    case 'too_small':
      return issue.origin === 'array' ? 'needs at least one entry' : `has to be at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'number' ? `has to be at most ${issue.maximum}` : `is too long: at most ${issue.maximum}`
    default:
      return undefined
  }
}

const plainTypes: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  null: 'empty',
}
