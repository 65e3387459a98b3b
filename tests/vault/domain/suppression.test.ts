// Small counts stay unknown to an attacker who holds the published report, can solve every equation in it, and has read the code.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastShown, withholdEach, withholdSmall } from '../../../src-main/vault/domain/suppression'

/** Every way in which a total can be spread over so many cells. */
function* spread(total: number, cells: number): Generator<number[]> {
  if (cells === 1) yield [total]
  else for (let first = 0; first <= total; first += 1) for (const rest of spread(total - first, cells - 1)) yield [first, ...rest]
}

const publish = (table: readonly number[]): string => JSON.stringify(withholdSmall([table]))

/** Rank of a matrix of 0 and 1 over the rationals, by elimination. */
function rankOf(rows: number[][]): number {
  const matrix = rows.map((row) => [...row])
  let rank = 0
  for (let column = 0; column < (matrix[0]?.length ?? 0); column += 1) {
    const pivot = matrix.findIndex((row, at) => at >= rank && Math.abs(row[column] ?? 0) > 1e-9)
    if (pivot < 0) continue
    const [chosen] = matrix.splice(pivot, 1)
    if (!chosen) continue
    matrix.splice(rank, 0, chosen)
    for (const [at, row] of matrix.entries()) {
      if (at === rank) continue
      const factor = (row[column] ?? 0) / (chosen[column] ?? 1)
      row.forEach((value, place) => (row[place] = value - factor * (chosen[place] ?? 0)))
    }
    rank += 1
  }
  return rank
}

describe('a table', () => {
  it.each([
    [1, 30],
    [2, 30],
    [3, 30],
    [4, 26],
    [5, 21],
  ])(
    'of %i cells, for every total up to %i: no withheld small count is the same in every table that would be published alike',
    (cells, most) => {
      for (let total = 0; total <= most; total += 1) {
        const alike = new Map<string, number[][]>()
        for (const table of spread(total, cells)) {
          const key = publish(table)
          alike.set(key, [...(alike.get(key) ?? []), table])
        }
        for (const [key, tables] of alike) {
          const published = JSON.parse(key) as ReturnType<typeof withholdSmall>
          // Where not even the total is told, tables of other totals are alike too.
          if (published.total === null) continue
          published.tables[0]?.forEach((shown, cell) => {
            if (shown !== null) {
              expect(shown).toBeGreaterThanOrEqual(leastShown)
              return
            }
            const values = new Set(tables.map((table) => table[cell] ?? -1))
            const isSmall = [...values].some((value) => value < leastShown)
            if (isSmall) expect(values.size, `${key} gives away cell ${String(cell)}`).toBeGreaterThan(1)
          })
        }
      }
    },
  )

  it('tells nothing at all where there were fewer than five, or where all withheld would be alike', () => {
    const nothing = { total: null, tables: [[null, null]] }
    expect(withholdSmall([[3, 1]])).toEqual(nothing)
    expect(withholdSmall([[4, 4]])).toEqual(nothing)
    expect(withholdSmall([[3, 7]])).toEqual({ total: 10, tables: [[null, null]] })
    expect(withholdSmall([[6, 9]])).toEqual({ total: 15, tables: [[6, 9]] })
    expect(withholdSmall([[2, 9, 9, 20]])).toEqual({ total: 40, tables: [[null, null, null, 20]] })
    expect(withholdSmall([[0, 3, 9, 20]])).toEqual({ total: 32, tables: [[null, null, 9, 20]] })
  })
})

describe('several tables of the same things', () => {
  const table = fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 13 })
  /** The same things, counted by another property: any table with the same total. */
  const tables = fc
    .tuple(
      table,
      fc.array(fc.tuple(fc.integer({ min: 2, max: 6 }), fc.infiniteStream(fc.nat({ max: 1_000 }))), { minLength: 1, maxLength: 3 }),
    )
    .map(([first, others]) => {
      const total = first.reduce((sum, count) => sum + count, 0)
      const rest = others.map(([cells, picks]) => {
        const counts = Array.from({ length: cells }, () => 0)
        for (let left = total; left > 0; left -= 1) {
          const at = (picks.next().value as number) % cells
          counts[at] = (counts[at] ?? 0) + 1
        }
        return counts
      })
      return [first, ...rest]
    })

  it('give an attacker who solves their equations no withheld count', () => {
    fc.assert(
      fc.property(tables, (all) => {
        const published = withholdSmall(all)
        if (published.total === null) return
        const places = all.flatMap((counts, of) => counts.map((_, cell) => ({ of, cell })))
        // Each table adds up to the total; each shown cell is known.
        const equations = [
          ...all.map((_, of) => places.map((place) => Number(place.of === of))),
          ...places.flatMap((place, at) =>
            published.tables[place.of]?.[place.cell] === null ? [] : [places.map((_, other) => Number(other === at))],
          ),
        ]
        const rank = rankOf(equations)
        places.forEach((place, at) => {
          const shown = published.tables[place.of]?.[place.cell] ?? null
          const count = all[place.of]?.[place.cell] ?? 0
          if (shown !== null) {
            expect(shown).toBe(count)
            return
          }
          // Were the cell determined, its unit vector would lie in the span of the equations.
          expect(rankOf([...equations, places.map((_, other) => Number(other === at))])).toBe(rank + 1)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('would be published alike had two unlike withheld counts changed places, which every small count can', () => {
    fc.assert(
      fc.property(tables, (all) => {
        const published = withholdSmall(all)
        if (published.total === null) return
        all.forEach((counts, of) => {
          counts.forEach((count, cell) => {
            if (count >= leastShown) return
            expect(published.tables[of]?.[cell]).toBeNull()
            const other = counts.findIndex((value, at) => value !== count && published.tables[of]?.[at] === null)
            expect(other).toBeGreaterThanOrEqual(0)
            const exchanged = all.map((row, at) => (at === of ? swap(row, cell, other) : row))
            expect(withholdSmall(exchanged)).toEqual(published)
          })
        })
      }),
    )
  })

  it('show whatever is large, where nothing small needs its company', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: leastShown, max: 99 }), { minLength: 1, maxLength: 9 }), (counts) => {
        expect(withholdSmall([counts]).tables[0]).toEqual(counts)
      }),
    )
    expect(withholdEach([0, 4, 5, 17])).toEqual([null, null, 5, 17])
  })
})

function swap(row: readonly number[], one: number, other: number): number[] {
  return row.map((value, at) => (at === one ? (row[other] ?? 0) : at === other ? (row[one] ?? 0) : value))
}
