// Random messages in the contract's own terms, for whoever answers them: the Vault under plain Node, or the window's host in front of it.
import fc from 'fast-check'
import { contract, deskAsks } from 'shared/contract'
import type { VaultQuestion } from 'shared/vault-port'
import type { z } from 'zod'
import { anything, breakOne, valueOf, type KnownValues } from './schema-values'

export type Question = Pick<VaultQuestion, 'from' | 'name' | 'input'>

/** Accepted, these change the room for good: it is put back at once. */
export const leaving: ReadonlySet<string> = new Set([
  'school.found',
  'person.enrol',
  'person.suspend',
  'person.remove',
  'passphrase.change',
  'session.sign-in',
  'session.sign-out',
  'session.end',
  'case.start',
  'case.leave',
  'case.set-aside',
  'case.dispose',
  'conflict.record',
  'computer.replace',
  'backup.restore',
  'halt.record',
  'halt.release',
  'review.finish',
  'dsl.review',
])
type Shape = readonly [from: 'face' | 'desk', name: string, input: z.ZodType]

/** What may be asked of the Vault. */
export const vaultShapes: readonly Shape[] = [
  ...Object.entries(contract)
    .filter(([, { at }]) => at === 'vault')
    .map(([name, { input }]): Shape => ['face', name, input]),
  ...Object.entries(deskAsks).map(([name, { input }]): Shape => ['desk', name, input]),
]
/** What may be asked of the window's host. */
export const faceShapes: readonly Shape[] = Object.entries(contract).map(([name, { input }]): Shape => ['face', name, input])

/** What a Desk handles is not for the Vault; nor is what an object has from birth, or what is no name at all. */
const strangeNames = fc.oneof(
  fc.constantFrom<unknown>('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'halt', 'visit.open', 'fs.read', 'room.state\0', [
    'room.state',
  ]),
  fc.string({ maxLength: 30 }),
  anything,
)

/** @param shapes what may be asked; a tenth of the messages asks something else */
export function messages(shapes: readonly Shape[], known: KnownValues): fc.Arbitrary<Question> {
  // Made once: building a generator costs more than drawing from it.
  const formed = shapes.map(([from, name, shape]) => {
    const valid = valueOf(shape, known)
    // What ends the room is almost always sent broken, or nothing else would ever be tried.
    const input = fc.oneof(
      { weight: leaving.has(name) ? 1 : 30, arbitrary: valid },
      { weight: 70, arbitrary: valid.chain(breakOne) },
      { weight: 15, arbitrary: anything },
    )
    return input.map((value): Question => ({ from, name, input: value }) as Question)
  })
  const strange = fc
    .tuple(fc.constantFrom('face', 'desk'), strangeNames, anything)
    .map(([from, name, input]) => ({ from, name, input }) as Question)
  return fc.oneof({ weight: 9, arbitrary: fc.oneof(...formed) }, { weight: 1, arbitrary: strange })
}
