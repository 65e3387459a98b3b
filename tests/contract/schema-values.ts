// Makes values from the contract's own schemas: valid ones, and near-valid ones with one thing wrong in them, because a message that is
// nonsense throughout never gets past the first check.
import fc from 'fast-check'
import type { z } from 'zod'

/** Values that mean something to the Vault under test, tried wherever the schema lets them. */
export interface KnownValues {
  readonly ids: readonly string[]
  readonly words: readonly string[]
}

interface Bag {
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly patterns?: ReadonlySet<RegExp>
}

/** Strings that have broken other programs. */
const awkwardStrings = [
  '__proto__',
  'constructor',
  'toString',
  '../../../etc/passwd',
  "'; DROP TABLE event; --",
  '\0',
  '\u202e\ufeff\ud800',
  '{{7*7}}${7*7}',
  '<script>alert(1)</script>',
  'NaN',
  '-1',
  '',
]
const hugeSize = 300_000

/** A value that the schema takes (almost always: what a refinement wants besides is not known here). */
export function valueOf(schema: z.core.$ZodType, known: KnownValues): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod
  const of = (inner: z.core.$ZodType): fc.Arbitrary<unknown> => valueOf(inner, known)
  switch (def.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([key, inner]) => [key, of(inner)])))
    case 'string':
      return stringOf(schema._zod.bag, known)
    case 'number': {
      const { minimum = -1_000_000, maximum = 1_000_000 } = schema._zod.bag as Bag
      return fc.integer({ min: Math.max(minimum, -1_000_000), max: Math.min(maximum, 1_000_000) })
    }
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'array': {
      const { minimum = 0, maximum = 3 } = schema._zod.bag as Bag
      return fc.array(of(def.element), { minLength: minimum, maxLength: Math.min(maximum, minimum + 3) })
    }
    case 'tuple':
      return fc.tuple(...def.items.map(of))
    case 'nullable':
      return fc.option(of(def.innerType))
    case 'optional':
      return fc.option(of(def.innerType), { nil: undefined })
    case 'union':
      return fc.oneof(...def.options.map(of))
    case 'custom':
      return fc.uint8Array({ minLength: 1, maxLength: 64 })
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 8 }), of(def.valueType), { maxKeys: 3 })
    default:
      throw new Error(`No values are made for ${def.type} yet: the contract has got a new kind of field.`)
  }
}

function stringOf(bag: Bag, { ids, words }: KnownValues): fc.Arbitrary<string> {
  const { minimum = 0, maximum = 60, format } = bag
  const [pattern] = bag.patterns ?? []
  if (format === 'datetime')
    return fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }).map((at) => at.toISOString())
  if (format === 'date')
    return fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10))
  const fits = (text: string): boolean =>
    text.trim().length >= minimum && text.length <= maximum && [...(bag.patterns ?? [])].every((each) => each.test(text))
  const free = pattern
    ? fc.stringMatching(pattern)
    : fc.string({ unit: 'grapheme', minLength: minimum, maxLength: Math.min(maximum, minimum + 40) })
  const fitting = [...ids, ...words].filter(fits)
  return fitting.length === 0 ? free : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fitting) }, { weight: 2, arbitrary: free })
}

/** Anything at all that a message can carry. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    undefined,
    null,
    NaN,
    -0,
    Infinity,
    2 ** 53,
    new Date(0),
    new Map([['a', 1]]),
    new Uint8Array(3),
    ...awkwardStrings,
  ),
  fc
    .constantFrom('{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"length":1e9}')
    .map((text) => JSON.parse(text) as unknown),
  fc.constant('x'.repeat(hugeSize)),
  fc.integer({ min: 1, max: 2_000 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown),
)

/** The same value with one place of it broken: left out, added, of another kind, empty, huge, or a trap for careless copying. */
export function breakOne(value: unknown): fc.Arbitrary<unknown> {
  const places = listPlaces(value)
  return fc
    .tuple(fc.constantFrom(...places), fc.oneof(fc.constantFrom<'omit' | 'add' | 'trap'>('omit', 'add', 'trap'), anything))
    .map(([place, act]) => {
      const copy: unknown = structuredClone(value)
      if (act === 'add' || act === 'trap') {
        const target = readPlace(copy, place)
        if (typeof target !== 'object' || target === null) return [copy]
        if (act === 'add') Reflect.set(target, 'extra', 1)
        else Object.defineProperty(target, '__proto__', { value: { polluted: true }, enumerable: true, configurable: true, writable: true })
        return copy
      }
      const last = place.at(-1)
      if (last === undefined) return act === 'omit' ? undefined : act
      const parent = readPlace(copy, place.slice(0, -1)) as object
      if (act === 'omit') Reflect.deleteProperty(parent, last)
      else Reflect.set(parent, last, act)
      return copy
    })
}

type Place = readonly string[]

function listPlaces(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [place]
  return [place, ...Object.entries(value).flatMap(([key, inner]) => listPlaces(inner, [...place, key]))]
}

function readPlace(value: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  )
}
