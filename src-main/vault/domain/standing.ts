// Whether somebody who was enrolled may still come in: the head suspends, reinstates and removes people, each with a reason, and the
// school's log keeps it. A suspended person keeps their keys and their shares; a removed one is let in never again.
import { coded } from 'shared/errors'
import type { SchoolFact } from 'shared/events'
import type { PersonId } from 'shared/parts'
import type { SchoolState } from './school'

export type Standing = 'active' | 'suspended' | 'removed'
export type StandingAct = 'suspend' | 'reinstate' | 'remove'

const eventOf = { suspend: 'person.suspended', reinstate: 'person.reinstated', remove: 'person.removed' } as const
const allowedFrom: Readonly<Record<StandingAct, readonly Standing[]>> = {
  suspend: ['active'],
  reinstate: ['suspended'],
  remove: ['active', 'suspended'],
}

export function standingOf(state: Pick<SchoolState, 'standings'>, personId: string): Standing {
  return state.standings[personId] ?? 'active'
}

/**
 * @param by the head, signed in alone
 * @throws `person.unknown`, `person.self`, `person.standing` where the person is that already
 */
export function decideStanding(
  state: SchoolState,
  act: StandingAct,
  body: { personId: PersonId; reason: string; by: PersonId },
): SchoolFact[] {
  const person = state.people.find((one) => one.personId === body.personId)
  const standing = standingOf(state, body.personId)
  if (!person || standing === 'removed')
    throw coded('person.unknown', 'This person is not enrolled on this computer. Choose a name from the list.')
  if (body.personId === body.by)
    throw coded('person.self', 'You cannot suspend or remove yourself: nobody could let you or anybody else in again.')
  if (!allowedFrom[act].includes(standing))
    throw coded('person.standing', standing === 'active' ? `${person.name} is not suspended.` : `${person.name} is suspended already.`)
  return [{ type: eventOf[act], body }]
}

/** @throws `person.suspended` */
export function refuseSuspended(standing: Standing, name: string): void {
  if (standing === 'active') return
  throw coded(
    'person.suspended',
    `${name} may not come in: the head has ${standing === 'removed' ? 'removed' : 'suspended'} them. Only the head can change that.`,
  )
}
