// The acceptable-use declaration: each person makes it before first use, and again when the time that the policy sets has passed or its
// words have changed. What was accepted is told by a hash of the words, so that nobody can say later that they were others.
import { coded } from 'shared/errors'
import type { PersonId } from 'shared/parts'
import type { Policy } from 'shared/policy'
import type { SchoolState } from './school'

type Declaration = Policy['declaration']

/**
 * @param textHash of the declaration in force, see `hashDeclaration`
 * @param now the moment of signing in: nobody is interrupted because midnight has passed
 */
export function isDeclarationDue(
  state: Pick<SchoolState, 'declarations'>,
  declaration: Pick<Declaration, 'everyMonths'>,
  textHash: string,
  personId: PersonId,
  now: Date,
): boolean {
  const last = state.declarations[personId]
  if (last?.textHash !== textHash) return true
  return now.getTime() >= addMonths(new Date(last.acceptedAt), declaration.everyMonths).getTime()
}

/** @throws `declaration.changed` where the words are not the ones in force */
export function requireSameWords(accepted: string, inForce: string): void {
  if (accepted !== inForce)
    throw coded('declaration.changed', 'The declaration has been changed since you read it. Read it again before you accept it.')
}

/** The same day so many months later, or the last of that month where there is no such day. UTC. */
export function addMonths(from: Date, months: number): Date {
  const to = new Date(from)
  to.setUTCDate(1)
  to.setUTCMonth(to.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate()
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return to
}
