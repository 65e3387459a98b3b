// Who is in the room, as the rules see it. Two people who signed in with own passphrases are a pair; one alone is a reader.
import { coded } from 'shared/errors'
import type { PersonId, PersonSummary } from 'shared/parts'
import { mayDo, maySignInAlone, type Duty } from 'shared/roles'

export type Room =
  | { readonly kind: 'empty' }
  | { readonly kind: 'waiting-for-second'; readonly first: PersonSummary }
  | { readonly kind: 'pair'; readonly first: PersonSummary; readonly second: PersonSummary }
  | { readonly kind: 'alone'; readonly person: PersonSummary }

export const emptyRoom: Room = { kind: 'empty' }

/** Everybody in the room, in the order they came. */
export function peopleIn(room: Room): PersonSummary[] {
  switch (room.kind) {
    case 'empty':
      return []
    case 'waiting-for-second':
      return [room.first]
    case 'pair':
      return [room.first, room.second]
    case 'alone':
      return [room.person]
  }
}

export function idsIn(room: Room): PersonId[] {
  return peopleIn(room).map((person) => person.personId)
}

/**
 * The room after somebody came in (procedure step 4: two people, each with an own credential).
 * @throws `room.full`, `room.same-person`, `role.not-reviewer`, `role.not-alone`
 */
export function enter(room: Room, person: PersonSummary, purpose: 'pair' | 'alone'): Room {
  if (room.kind === 'pair' || room.kind === 'alone')
    throw coded('room.full', 'Somebody is signed in already. Sign out first, then sign in again.')
  if (purpose === 'alone') {
    if (room.kind === 'waiting-for-second')
      throw coded('room.full', 'One person is waiting for the second. Sign in as the second person, or sign out first.')
    if (!maySignInAlone(person.role))
      throw coded('role.not-alone', 'This person cannot sign in alone. Choose another person, or sign in as one of two.')
    return { kind: 'alone', person }
  }
  if (!mayDo(person.role, 'review'))
    throw coded('role.not-reviewer', `${person.name} is not one of the senior staff who review. Choose another person.`)
  if (room.kind === 'empty') return { kind: 'waiting-for-second', first: person }
  if (room.first.personId === person.personId)
    throw coded('room.same-person', 'This person is signed in already. The second person must be somebody else, with their own passphrase.')
  return { kind: 'pair', first: room.first, second: person }
}

/** @throws `room.needs-two` unless two people are in the room */
export function requirePair(room: Room): { first: PersonSummary; second: PersonSummary } {
  if (room.kind !== 'pair')
    throw coded('room.needs-two', 'Two senior members of staff must be signed in for this. Ask the second person to sign in.')
  return room
}

/** @throws `role.not-allowed` unless one person is signed in alone and their role carries the duty */
export function requireAlone(room: Room, duty: Duty): PersonSummary {
  if (room.kind !== 'alone' || !mayDo(room.person.role, duty))
    throw coded('role.not-allowed', 'Your role does not include this. Sign in alone as somebody whose role does.')
  return room.person
}
