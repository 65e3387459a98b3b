// Changing what an enrolled person may do without touching any case: their own passphrase, and whether they may come in at all.
import { randomBytes } from 'node:crypto'
import { coded } from 'shared/errors'
import type { SchoolFact } from 'shared/events'
import type { PersonId } from 'shared/parts'
import { findHeldCases } from '../case-shelf'
import { requireAlone } from '../domain/room'
import { decideStanding, type StandingAct } from '../domain/standing'
import { sealIdentity } from '../keys/identity'
import { requireStrongPassphrase } from '../keys/passphrase-strength'
import type { RoomKeeper } from '../room-keeper'
import { openSchoolKey, sealSchoolKey } from '../school-file/school-file'
import type { Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const standingIntentions = {
  'person.suspend': (keeper, said) => changeStanding(keeper, 'suspend', said),
  'person.reinstate': (keeper, said) => changeStanding(keeper, 'reinstate', said),
  'person.remove': (keeper, said) => changeStanding(keeper, 'remove', said),

  async 'passphrase.change'(keeper, { personId, from, to }) {
    const { person } = keeper.requireSignedIn(personId)
    if (from === to) throw coded('passphrase.same', 'The new passphrase is the old one. Choose another.')
    await requireStrongPassphrase(to, [keeper.requireDirectory().name, person.name, person.position])
    const secret = await keeper.openPerson(personId, from)
    try {
      const identity = await sealIdentity(secret, to)
      await keeper.changeDirectory((directory) => ({
        ...directory,
        people: directory.people.map((one) => (one.personId === personId ? { ...one, identity } : one)),
      }))
      keeper.school.record([{ type: 'passphrase.changed', body: { personId } }], [secret])
    } finally {
      secret.forget()
    }
    return {}
  },
} satisfies Partial<Handlers>

/** Recorded first: the log is believed over the directory, which is corrected at the next sign-in where a crash comes between. */
async function changeStanding(keeper: RoomKeeper, act: StandingAct, said: { personId: PersonId; reason: string }) {
  const head = requireAlone(keeper.room, 'administer')
  const facts = decideStanding(keeper.school.state, act, { ...said, by: head.personId })
  if (act === 'remove') await shutOut(keeper, head.personId, said.personId, facts)
  else keeper.school.record(facts, keeper.signers)
  await keeper.changeDirectory((directory) => keeper.school.correct(directory))
  return { room: await tellEverybody(keeper), holderOf: await findHeldCases(keeper, said.personId) }
}

/** The school file gets another key in the same step in which its log says who was removed: what they hold opens it no more. */
async function shutOut(keeper: RoomKeeper, headId: PersonId, removedId: PersonId, facts: readonly SchoolFact[]): Promise<void> {
  const { school } = keeper
  await keeper.changeDirectory((present) => school.correct(present))
  const directory = keeper.requireDirectory()
  const from = await openSchoolKey(directory, keeper.requireSignedIn(headId).secret)
  const to = new Uint8Array(randomBytes(from.length))
  try {
    const sealed = new Map<PersonId, string>()
    for (const { personId, keys } of directory.people)
      if (personId !== removedId) sealed.set(personId, await sealSchoolKey(to, directory.schoolId, keys))
    await keeper.changeDirectory((present) => ({
      ...present,
      people: present.people.map((person) => ({ ...person, nextSchoolKey: sealed.get(person.personId) ?? null })),
    }))
    school.rekey({ from, to }, facts, keeper.signers)
  } catch (error) {
    if (school.isOpen) await keeper.changeDirectory((present) => school.correct(present))
    throw error
  } finally {
    from.fill(0)
    to.fill(0)
  }
}
