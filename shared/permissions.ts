// Who may ask for what, in one table: every intention that the Vault answers, by who is in the room. The Vault asks it before any
// handler runs; the Face may ask it too, to show nothing that would be refused. What the state of a case allows is asked after this
// (`procedure.ts`).
import type { DeskAsk, VaultIntention } from './contract'
import type { RoleId } from './parts'
import { mayDo, type Duty } from './roles'

/** `waiting-for-second`: one of two has signed in. `alone`: one who signed in to be alone. */
export type RoomKind = 'empty' | 'waiting-for-second' | 'pair' | 'alone'

export interface Permission {
  /** The rooms in which it may be asked. */
  readonly rooms: readonly RoomKind[]
  /** What the role of somebody who is alone must carry; null where being there is enough. */
  readonly alone: Duty | null
  /** Whether everybody in the room must have made the acceptable-use declaration first: for everything that has to do with a case. */
  readonly declared: boolean
}

const anyRoom: Permission = { rooms: ['empty', 'waiting-for-second', 'pair', 'alone'], alone: null, declared: false }
const nobodyThere: Permission = { rooms: ['empty'], alone: null, declared: false }
const coming: Permission = { rooms: ['empty', 'waiting-for-second'], alone: null, declared: false }
const anybodyThere: Permission = { rooms: ['waiting-for-second', 'pair', 'alone'], alone: null, declared: false }
/** Reading: a pair, or one person whose keys open closed cases. */
const readers: Permission = { rooms: ['pair', 'alone'], alone: null, declared: true }
/** Procedure step 4: two people, for everything that makes a case. */
const two: Permission = { rooms: ['pair'], alone: null, declared: true }
/** One person with the duty, or those who review, is enough. */
const oneWith = (duty: Duty): Permission => ({ rooms: ['waiting-for-second', 'pair', 'alone'], alone: duty, declared: false })
const aloneWith = (duty: Duty): Permission => ({
  rooms: ['alone'],
  alone: duty,
  declared: duty === 'review' || duty === 'dsl-review' || duty === 'disclose',
})

export const permissions: Readonly<Record<VaultIntention, Permission>> = {
  'room.state': anyRoom,
  'computer.identify': anyRoom,
  'school.found': nobodyThere,
  'person.enrol': aloneWith('administer'),
  'recovery.make': aloneWith('administer'),
  'person.suspend': aloneWith('administer'),
  'person.reinstate': aloneWith('administer'),
  'person.remove': aloneWith('administer'),
  'passphrase.change': anybodyThere,
  'passphrase.check': anyRoom,
  'declaration.read': anybodyThere,
  'declaration.accept': anybodyThere,
  'session.sign-in': coming,
  'session.sign-out': anyRoom,
  'case.list': readers,
  'case.start': two,
  'case.open': readers,
  'case.view': readers,
  'case.leave': readers,
  'log.read': readers,
  'log.verify': readers,
  'triage.answer': two,
  'case.authorise': two,
  'case.change-holders': two,
  'computer.check': two,
  'concern.describe': two,
  'capture.agreement': two,
  'capture.agree': two,
  'capture.withdraw': two,
  'exhibit.show': readers,
  'halt.categorise': two,
  'police.step-done': two,
  'police.contacted': two,
  'halt.release': two,
  'review.finish': two,
  'judgement.make': two,
  'actions.decide': two,
  'case.close': two,
  'work.cancel': readers,
  'clocks.read': readers,
  'contact.record': two,
  'action.mark-done': two,
  'exception.end': two,
  'case.set-aside': two,
  'conflict.record': two,
  'retention.set': two,
  'paper.save': readers,
  'declaration.print': anybodyThere,
  'incident.log': oneWith('log-incidents'),
  'incident.amend': oneWith('log-incidents'),
  'incident.list': oneWith('log-incidents'),
  'incident.export-csv': oneWith('log-incidents'),
  'incident.print': oneWith('log-incidents'),
  'governors.figures': aloneWith('report-governors'),
  'governors.report': aloneWith('report-governors'),
  'known-list.state': anybodyThere,
  'document.save': readers,
  'dsl.review': aloneWith('dsl-review'),
  'handover.export': aloneWith('disclose'),
  'backup.make': readers,
  // Before anybody can sign in: an empty computer is where a backup is put back.
  'backup.list': anyRoom,
  'backup.check': anyRoom,
  'backup.restore': nobodyThere,
  'backup.schedule': aloneWith('administer'),
  'computer.replace': two,
  'disposal.list': readers,
  'case.dispose': two,
}

/** What the Desk asks. What has happened already is recorded whoever is there: a halt, the end of a session, a page that answered. */
export const deskPermissions: Readonly<Record<DeskAsk, Permission>> = {
  'visit.request': two,
  'visit.allow': two,
  'visit.record': anyRoom,
  'visit.read': anyRoom,
  'visit.refuse': anyRoom,
  'capture.begin': two,
  'capture.part': two,
  'capture.store': two,
  'capture.fail': anyRoom,
  'halt.record': anyRoom,
  'known-list.begin': aloneWith('known-list'),
  'known-list.append': aloneWith('known-list'),
  'known-list.finish': aloneWith('known-list'),
  'known-list.read': anybodyThere,
  'session.end': anyRoom,
}

/**
 * Whether it may be asked in this room.
 * @param roles of everybody in the room
 */
export function isAllowed({ rooms, alone }: Permission, room: RoomKind, roles: readonly RoleId[]): boolean {
  if (!rooms.includes(room)) return false
  if (room === 'empty') return true
  if (room === 'alone') return alone === null || roles.every((role) => mayDo(role, alone))
  return roles.every((role) => mayDo(role, 'review'))
}

/** For the Face: whether the Vault would let this be asked by who is in the room now. */
export function mayAsk(name: VaultIntention, room: RoomKind, roles: readonly RoleId[]): boolean {
  return isAllowed(permissions[name], room, roles)
}
