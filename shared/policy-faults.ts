// What the fields of a policy pack must be together: the two stop rows are law and not data, ids are unique, every
// reference leads somewhere, and whatever halts a review has guidance to show.
import { z } from 'zod'
import { retentionSubjects, type Policy } from './policy-pack'

/**
 * The two rows that every pack holds exactly so (product.md, "Categories"); only their description may be worded anew.
 * Packs pinned by earlier cases hold these words: if wording is ever changed here, the old has to go on being accepted.
 */
export const stopRows = [
  {
    id: 'child-sexual-abuse',
    title: 'Child sexual abuse images',
    law: 'Protection of Children Act 1978',
    effect: 'stop',
    guidance: 'child-sexual-abuse',
  },
  {
    id: 'extreme-pornography',
    title: 'Extreme pornography',
    law: 'Criminal Justice and Immigration Act 2008, section 63',
    effect: 'stop',
    guidance: 'extreme-pornography',
  },
] as const

/** Guidance that belongs to no category: STOP before a category was chosen, and suspicion before anything was opened. */
export const standingGuidance = ['stopped', 'suspected'] as const
export type StandingGuidance = (typeof standingGuidance)[number]

export interface PackFault {
  readonly path: readonly (string | number)[]
  /** Goes on from the name of the field, without a full stop: `repeats the id "police"`. */
  readonly message: string
}

const anyCategories = z.looseObject({ categories: z.array(z.looseObject({ id: z.unknown() })) })

/** Says what weakens a stop row, without a full stop; null where nothing does, or where this is no pack at all. */
export function findWeakenedStop(json: unknown): string | null {
  const pack = anyCategories.safeParse(json)
  if (!pack.success) return null
  for (const stop of stopRows) {
    const rows = pack.data.categories.filter(({ id }) => id === stop.id)
    if (rows.length === 0) return `the category "${stop.title}" is missing`
    for (const row of rows) {
      if (row.effect !== stop.effect) return `the category "${stop.title}" has to have the effect stop`
      for (const field of ['title', 'law', 'guidance'] as const) {
        if (row[field] !== stop[field]) return `the ${field} of the category "${stop.title}" has to stay "${stop[field]}"`
      }
    }
  }
  return null
}

/** Every fault of a pack whose fields are each well formed, stop rows first. */
export function findPackFaults(pack: Policy): PackFault[] {
  const weakened = findWeakenedStop(pack)
  return [
    ...(weakened === null ? [] : [{ path: ['categories'], message: `cannot stand: ${weakened}` }]),
    ...findCategoryFaults(pack),
    ...findActionTableFaults(pack, 'pupils'),
    ...findActionTableFaults(pack, 'staff'),
    ...findUserActionFaults(pack),
    ...findGuidanceFaults(pack),
    ...findRetentionFaults(pack),
    ...findRepeats(['contacts'], idsOf(pack.contacts)),
    ...findRepeats(['incidentKinds'], idsOf(pack.incidentKinds)),
  ]
}

function findCategoryFaults({ categories, guidance }: Policy): PackFault[] {
  const known = idsOf(guidance)
  return [
    ...findRepeats(['categories'], idsOf(categories)),
    ...categories.flatMap((category, index) => {
      const path = ['categories', index]
      const halts = category.effect === 'stop' || category.effect === 'refer'
      return [
        ...(halts && category.guidance === null
          ? [{ path: [...path, 'guidance'], message: 'is missing: a category that halts the review needs guidance to show' }]
          : []),
        ...(category.guidance === null ? [] : findStranger([...path, 'guidance'], category.guidance, known)),
        ...(standingGuidance.some((id) => id === category.id)
          ? [{ path: [...path, 'id'], message: 'is kept for guidance that belongs to no category' }]
          : []),
      ]
    }),
  ]
}

function findActionTableFaults({ actionTables }: Policy, table: 'pupils' | 'staff'): PackFault[] {
  const { actions, incidents } = actionTables[table]
  const path = ['actionTables', table]
  const known = idsOf(actions)
  return [
    ...findRepeats([...path, 'actions'], known),
    ...findRepeats([...path, 'incidents'], idsOf(incidents)),
    ...incidents.flatMap((incident, row) => {
      const marks = [...path, 'incidents', row, 'actions']
      return [
        ...findRepeats(marks, incident.actions),
        ...incident.actions.flatMap((id, column) => findStranger([...marks, column], id, known)),
      ]
    }),
  ]
}

function findUserActionFaults({ userActions, categories }: Policy): PackFault[] {
  const standings = idsOf(userActions.standings)
  const known = idsOf(categories)
  return [
    ...findRepeats(['userActions', 'standings'], standings),
    ...findRepeats(['userActions', 'rows'], idsOf(userActions.rows)),
    ...userActions.rows.flatMap((row, index) => [
      ...(row.standing === null ? [] : findStranger(['userActions', 'rows', index, 'standing'], row.standing, standings)),
      ...findStranger(['userActions', 'rows', index, 'category'], row.category, known),
    ]),
  ]
}

function findGuidanceFaults({ guidance, contacts, computerGuidance }: Policy): PackFault[] {
  const known = idsOf(contacts)
  const held = idsOf(guidance)
  return [
    ...findRepeats(['guidance'], held),
    ...standingGuidance.flatMap((id) => (held.includes(id) ? [] : [{ path: ['guidance'], message: `has to hold the guidance "${id}"` }])),
    ...guidance.flatMap((entry, index) => [
      ...findRepeats(['guidance', index, 'steps'], idsOf(entry.steps)),
      ...(entry.report?.contact == null ? [] : findStranger(['guidance', index, 'report', 'contact'], entry.report.contact, known)),
    ]),
    ...findRepeats(['computerGuidance', 'steps'], idsOf(computerGuidance.steps)),
    ...findRepeats(['computerGuidance', 'principles'], idsOf(computerGuidance.principles)),
  ]
}

function findRetentionFaults({ retention }: Policy): PackFault[] {
  return [
    ...findRepeats(['retention'], idsOf(retention)),
    ...retentionSubjects
      .filter((subject) => retention.filter(({ appliesTo }) => appliesTo === subject).length !== 1)
      .map((subject) => ({ path: ['retention'], message: `has to hold exactly one rule that applies to ${subject}` })),
  ]
}

function idsOf(entries: readonly { readonly id: string }[]): string[] {
  return entries.map(({ id }) => id)
}

function findRepeats(path: PackFault['path'], ids: readonly string[]): PackFault[] {
  return ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [{ path: [...path, index], message: `repeats the id "${id}"` }]))
}

function findStranger(path: PackFault['path'], id: string, known: readonly string[]): PackFault[] {
  return known.includes(id) ? [] : [{ path, message: `names "${id}", which this pack does not hold` }]
}
