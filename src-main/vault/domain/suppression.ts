// Keeps small counts from being published, also by subtraction. Whoever reads a report knows its totals and may know this code; so what is
// withheld is chosen by size alone, and always leaves more than one way in which the withheld counts could lie. Pure.

/** Counts under this are never shown (zero included: that nobody was concerned can also be told by nobody). */
export const leastShown = 5

export interface Published {
  /** How many there were in all; null where everything is withheld. */
  readonly total: number | null
  /** For each table its counts in order; null where one is withheld. */
  readonly tables: readonly (readonly (number | null)[])[]
}

/**
 * What may be published of several tables that count the same things, each thing once in each table.
 *
 * In each table the counts up to some size are withheld, and all of that size with them. That size starts at four and grows until the
 * withheld are not all alike: then any two unlike ones could be exchanged without anything that is published being different, so that
 * none of them follows from the totals. Where even a whole table is alike, nothing about these things is published.
 * @param tables each adds up to the same total
 */
export function withholdSmall(tables: readonly (readonly number[])[]): Published {
  const total = tables[0]?.reduce((sum, count) => sum + count, 0) ?? 0
  const nothing = { total: null, tables: tables.map((table) => table.map(() => null)) }
  if (total < leastShown) return nothing
  const published: (number | null)[][] = []
  for (const table of tables) {
    const limit = findLimit(table)
    if (limit === null) return nothing
    published.push(table.map((count) => (count <= limit ? null : count)))
  }
  return { total, tables: published }
}

/** For counts that add up to nothing that is published, such as categories of which a case can have several. */
export function withholdEach(counts: readonly number[]): (number | null)[] {
  return counts.map((count) => (count < leastShown ? null : count))
}

/** The size up to which counts are withheld; -1 for none, null where no size leaves the withheld unlike. */
function findLimit(table: readonly number[]): number | null {
  const sizes = [...new Set(table)].sort((one, other) => one - other)
  const small = sizes.filter((size) => size < leastShown)
  if (small.length === 0) return -1
  if (small.length > 1) return small.at(-1) ?? null
  return sizes[1] ?? null
}
