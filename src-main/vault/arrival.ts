// What is recorded when people open a case: an earlier session that never ended, anybody whom the case does not know yet, who is here now,
// and a halt that happened but could not be recorded before the power went.
import { haltInForce } from 'shared/case-state'
import type { CaseFact } from 'shared/events'
import type { PersonOnRecord } from 'shared/parts'
import { decideHalt, type HaltAct } from './domain/halt'
import { idsIn } from './domain/room'
import { findCase } from './domain/school'
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

/**
 * The marker is written before anything is recorded, so it can know of a halt that the log does not; and the register remembers a halt
 * that an older copy of the case file has never heard of. Either way the case is halted.
 */
async function recordLateHalt(keeper: RoomKeeper, openCase: OpenCase): Promise<void> {
  if (haltInForce(openCase.state)) return
  const late = (await findMarked(keeper, openCase)) ?? findRegistered(keeper, openCase)
  if (!late) return
  const lastVisit = openCase.state.visits.at(-1)
  const act = {
    ...late,
    url: lastVisit?.record?.finalUrl ?? lastVisit?.url ?? null,
    visitId: lastVisit?.visitId ?? null,
    blankAfterMs: null,
  }
  openCase.record(decideHalt(openCase.state, openCase.policy, act), keeper.signers)
}

type LateHalt = Pick<HaltAct, 'cause' | 'categoryId' | 'haltedAt'>

async function findMarked(keeper: RoomKeeper, { caseId }: OpenCase): Promise<LateHalt | null> {
  const marker = await readHaltMarker(keeper.places)
  return marker?.caseId === caseId ? { cause: marker.cause, categoryId: marker.categoryId, haltedAt: marker.haltedAt } : null
}

/** A halt is noted once it is in the log: more notes than halts, and the log is not the one that was halted. */
function findRegistered(keeper: RoomKeeper, { caseId, state }: OpenCase): LateHalt | null {
  const halted = findCase(keeper.school.state, caseId).notes.filter((note) => note.status === 'halted')
  const last = halted.at(-1)
  return last && halted.length > state.halts.length ? { cause: 'button', categoryId: null, haltedAt: last.at } : null
}
