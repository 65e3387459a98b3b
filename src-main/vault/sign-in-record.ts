// What happened at the door while nobody was in: wrong passphrases, and what somebody did to the file that counts them. Recorded in
// the school file as soon as it is open, and told to whoever came in.
import type { RoomState } from 'shared/contract'
import type { SchoolFact } from 'shared/events'
import type { PersonId } from 'shared/parts'
import { makeSeed, type FailedTry, type PassphraseTries, type TriesReading } from './keys/passphrase-tries'
import type { PersonSecret } from './keys/person-secret'
import { makeId } from './open-case'
import type { SchoolFile } from './school-file/school-file'

type Alert = RoomState['alerts'][number]

/**
 * Records what the file of tries holds and the school file does not, and begins a new watch over it.
 * @param succeeded who has just shown the right passphrase: their wrong ones are recorded, and forgiven
 * @param facts recorded together with that
 * @returns what to tell the people in the room
 */
export async function recordTries(
  school: SchoolFile,
  tries: PassphraseTries,
  succeeded: PersonSecret,
  facts: readonly SchoolFact[] = [],
): Promise<Alert[]> {
  const { watches, failedSignIns, people } = school.state
  const nameOf = (personId: PersonId) => people.find((person) => person.personId === personId)?.name ?? 'somebody who is not enrolled'
  const reading = await tries.read(watches)
  const known = new Set(failedSignIns.map(({ personId, failedAt }) => `${personId} ${failedAt ?? ''}`))
  const fresh = reading.failures.filter(({ personId, at }) => !known.has(`${personId} ${at}`))
  const watch = { watchId: makeId(), seed: makeSeed() }
  school.record(
    [
      ...fresh.map(({ personId, at }): SchoolFact => ({ type: 'sign-in.failed', body: { personId, failedAt: at } })),
      ...(reading.found === 'whole' ? [] : [{ type: 'tries.altered' as const, body: { found: reading.found } }]),
      { type: 'tries.watched', body: watch },
      ...facts,
    ],
    [succeeded],
  )
  await tries.renew(watch, [succeeded.personId])
  return tellAlerts(reading, fresh, nameOf)
}

function tellAlerts({ found }: TriesReading, fresh: readonly FailedTry[], nameOf: (personId: PersonId) => string): Alert[] {
  const people = [...new Set(fresh.map(({ personId }) => personId))]
  const failed = people.map((personId): Alert => {
    const count = fresh.filter((one) => one.personId === personId).length
    const times = count === 1 ? 'A wrong passphrase was' : `${String(count)} wrong passphrases were`
    return { code: 'sign-in.failed', sentence: `${times} tried for ${nameOf(personId)}. If that was nobody in this room, tell the head.` }
  })
  const altered: Alert = {
    code: 'tries.altered',
    sentence:
      'The file that counts wrong passphrases was removed or changed. Somebody may be trying to get in: do not go on, and tell the head.',
  }
  return found === 'whole' ? failed : [altered, ...failed]
}
