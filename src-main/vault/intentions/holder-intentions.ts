// Changing who may open a case that is open. Somebody who is added gets a share of the same key, dealt anew; when somebody loses access
// the case gets another key, because what they hold would open the file for ever.
import type { CaseFact } from 'shared/events'
import type { PersonId } from 'shared/parts'
import { putOnRecord } from '../arrival'
import { dealCaseKey, keysOfPresent } from '../case-key-dealing'
import { decideHolders } from '../domain/holders'
import { requirePair } from '../domain/room'
import { makeCaseKey } from '../keys/case-key'
import { withPeople } from '../keys/key-epoch'
import type { PersonSecret } from '../keys/person-secret'
import { addEpoch, dropEpochsBefore, sidecarPathOf, writeSidecar, type Sidecar } from '../keys/sidecar'
import type { OpenCase } from '../open-case'
import { casePath } from '../places'
import { summarise, type RoomKeeper } from '../room-keeper'
import { viewCase, type Handlers } from './handler'

export const holderIntentions = {
  async 'case.change-holders'(keeper, { add, remove, reason, authoriserId, passphrase, both }) {
    keeper.confirmBoth(both)
    const { first, second } = requirePair(keeper.room)
    const openCase = keeper.requireOpenCase()
    const authoriser = summarise(keeper.findActive(authoriserId))
    const added = add.map((personId) => summarise(keeper.findActive(personId)))
    const decide = () => decideHolders(openCase.state, { add: added, remove, reason }, authoriser, [first, second])
    decide()
    const secret = await keeper.openPerson(authoriserId, passphrase)
    try {
      const { fact, body } = decide()
      const isThird = !keeper.signers.some((one) => one.personId === secret.personId)
      const signers = isThird ? [...keeper.signers, secret] : keeper.signers
      const facts = [...noteNewcomers(keeper, openCase, [authoriserId, ...add]), fact]
      await (remove.length === 0 ? redeal : rekey)(keeper, openCase, { holders: body.holders, facts, signers })
    } finally {
      secret.forget()
    }
    keeper.notify({ name: 'log.grew', body: { seq: openCase.state.head.seq } })
    return viewCase(keeper)
  },
} satisfies Partial<Handlers>

interface Change {
  readonly holders: readonly PersonId[]
  readonly facts: readonly CaseFact[]
  readonly signers: readonly PersonSecret[]
}

/** The same key, dealt to more people: nobody lost access. The shares are durable before the log says that they are there. */
async function redeal(keeper: RoomKeeper, openCase: OpenCase, { holders, facts, signers }: Change): Promise<void> {
  const context = withPeople(openCase.sidecar, keysOfPresent(keeper))
  const number = nextEpoch(openCase)
  const dealt = await openCase.lendKey((caseKey) => dealCaseKey(keeper, context, { epoch: number, caseKey, holders }))
  const sidecar = { ...context, epochs: [dealt.epoch] }
  await writeSidecar(pathOf(keeper, openCase), sidecar)
  openCase.sidecar = sidecar
  openCase.record([...facts, ...dealt.facts], signers)
}

/**
 * Another key. The key file holds both generations while the file changes over, so that a crash at any moment leaves one that opens it;
 * file and log change over in one step; then the old generation is dropped.
 */
export async function rekey(keeper: RoomKeeper, openCase: OpenCase, { holders, facts, signers }: Change): Promise<void> {
  const path = pathOf(keeper, openCase)
  const before = openCase.sidecar
  const context = withPeople(before, keysOfPresent(keeper))
  const number = nextEpoch(openCase)
  const caseKey = makeCaseKey()
  const dealt = await dealCaseKey(keeper, context, { epoch: number, caseKey, holders })
  const both = addEpoch(context, dealt.epoch)
  await writeSidecar(path, both)
  openCase.sidecar = both
  try {
    openCase.rekey(caseKey, [...facts, { type: 'case.rekeyed', body: { keyEpoch: number } }, ...dealt.facts], signers)
  } catch (error) {
    await undo(keeper, openCase, before)
    throw error
  }
  openCase.sidecar = dropEpochsBefore(both, number)
  await writeSidecar(path, openCase.sidecar)
}

/**
 * The new generation goes only where the file has just been opened under the old one. Otherwise the case is left with both in its key
 * file, and whichever opens it next is kept.
 */
async function undo(keeper: RoomKeeper, openCase: OpenCase, before: Sidecar): Promise<void> {
  if (!openCase.isOpen) {
    openCase.close()
    if (keeper.openCase === openCase) keeper.openCase = null
    return
  }
  openCase.sidecar = before
  await writeSidecar(pathOf(keeper, openCase), before)
}

/** Whoever the case does not know yet: their signature, or their name, must be found in it. */
export function noteNewcomers(keeper: RoomKeeper, openCase: OpenCase, ids: readonly PersonId[]): CaseFact[] {
  return [...new Set(ids)]
    .filter((personId) => !openCase.findOnRecord(personId))
    .flatMap((personId) => keeper.school.state.people.filter((person) => person.personId === personId))
    .map((person) => ({ type: 'person.noted', body: { person: putOnRecord(person) } }))
}

function nextEpoch(openCase: OpenCase): number {
  return Math.max(0, ...openCase.sidecar.epochs.map((epoch) => epoch.epoch)) + 1
}

function pathOf(keeper: RoomKeeper, openCase: OpenCase): string {
  return sidecarPathOf(casePath(keeper.places, openCase.reference))
}
