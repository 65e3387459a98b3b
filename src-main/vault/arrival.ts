// What is recorded when people open a case: an earlier session that never ended, anybody whom the case does not know yet, who is here now,
// and a halt that happened but could not be recorded before the power went.
import { haltInForce } from 'shared/case-state'
import type { CaseFact } from 'shared/events'
import type { PersonOnRecord } from 'shared/parts'
import { decideHalt } from './domain/halt'
import { idsIn } from './domain/room'
import { readHaltMarker } from './halt-marker-file'
import type { OpenCase } from './open-case'
import type { RoomKeeper } from './room-keeper'

/** A person as a case knows them, without what only the school needs. */
export function putOnRecord({ personId, name, position, role, logKey, certificatePem }: PersonOnRecord): PersonOnRecord {
  return { personId, name, position, role, logKey, certificatePem }
}

/**
 * @param noticed what was found about the file itself before it was let in
 */
export async function recordArrival(keeper: RoomKeeper, openCase: OpenCase, keyEpoch: number, noticed: readonly CaseFact[]): Promise<void> {
  openCase.record(findNewPeople(keeper, openCase), keeper.signers)
  const facts: CaseFact[] = [...noticed]
  if (openCase.state.present.length > 0) facts.push({ type: 'session.closed', body: { cause: 'crashed' } })
  facts.push({ type: 'session.opened', body: { people: idsIn(keeper.room), keyEpoch } })
  openCase.recordWithCheckpoint('opened', facts, keeper.signers)
  await recordLateHalt(keeper, openCase)
}

/** Those present whom the case does not know yet: enrolled after it was opened. */
function findNewPeople(keeper: RoomKeeper, openCase: OpenCase): CaseFact[] {
  const facts: CaseFact[] = []
  for (const personId of idsIn(keeper.room)) {
    const person = keeper.school.state.people.find((candidate) => candidate.personId === personId)
    if (person && !openCase.findOnRecord(personId)) facts.push({ type: 'person.noted', body: { person: putOnRecord(person) } })
  }
  return facts
}

/** The marker is written before anything is recorded, so it can know of a halt that the log does not. */
async function recordLateHalt(keeper: RoomKeeper, openCase: OpenCase): Promise<void> {
  const marker = await readHaltMarker(keeper.places)
  if (marker?.caseId !== openCase.caseId || haltInForce(openCase.state)) return
  const lastVisit = openCase.state.visits.at(-1)
  const { cause, categoryId, haltedAt } = marker
  const act = {
    cause,
    categoryId,
    haltedAt,
    url: lastVisit?.record?.finalUrl ?? lastVisit?.url ?? null,
    visitId: lastVisit?.visitId ?? null,
    blankAfterMs: null,
  }
  openCase.record(decideHalt(openCase.state, openCase.policy, act), keeper.signers)
}
