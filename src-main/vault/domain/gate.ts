// The one gate in front of every handler: the table in shared/permissions.ts, and a sentence for whoever is turned back.
import { coded } from 'shared/errors'
import { isAllowed, type Permission } from 'shared/permissions'
import type { Duty } from 'shared/roles'
import { peopleIn, type Room } from './room'

/**
 * @param declarationDue who in the room still has to make the acceptable-use declaration
 * @throws `room.full`, `room.needs-two`, `room.empty`, `role.not-allowed`, `declaration.due`
 */
export function requirePermission(permission: Permission, room: Room, declarationDue: readonly string[]): void {
  const people = peopleIn(room)
  const roles = people.map((person) => person.role)
  if (!isAllowed(permission, room.kind, roles)) throw explainRefusal(permission, room)
  const due = people.find((person) => declarationDue.includes(person.personId))
  if (permission.declared && due)
    throw coded('declaration.due', `${due.name} has not made the acceptable-use declaration for this year. Read it and accept it first.`)
}

function explainRefusal({ rooms, alone }: Permission, room: Room): Error {
  if (alone !== null) return coded('role.not-allowed', refusalOf[alone])
  if (rooms.includes('empty')) return coded('room.full', 'Somebody is signed in already. Sign out first, then try again.')
  if (rooms.includes('pair') && (room.kind === 'waiting-for-second' || !rooms.includes('alone')))
    return coded('room.needs-two', 'Two senior members of staff must be signed in for this. Ask the second person to sign in.')
  return coded('room.empty', 'Nobody is signed in. Sign in first.')
}

const refusalOf: Readonly<Record<Duty, string>> = {
  review: 'Sign in as one of two for this.',
  authorise: 'Only the head, a deputy in their absence or the chair of governors authorises a case.',
  'dsl-review': 'Only the designated safeguarding lead reviews a closed case. Sign in alone as the DSL.',
  disclose: 'Only the head, or a deputy in their absence, hands a case over. Sign in alone as the head.',
  'log-incidents': 'Only the e-safety coordinator and the senior staff use the incident log. Sign in first.',
  'report-governors': 'Only the head, a deputy, the DSL or the e-safety coordinator makes the figures for the governors. Sign in alone.',
  'known-list': 'Only the network technician or the head imports the known list. Sign in alone for it.',
  administer: 'Only the head does this. Sign in alone as the head.',
}
