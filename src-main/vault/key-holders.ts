// Who can open a case: shares dealt among the two and further seniors, and the whole key sealed to those who may read it alone once it has
// ended. Written before the log says so: a holder without an entry can do nothing new.
import { coded } from 'shared/errors'
import type { PersonId } from 'shared/parts'
import { dealShares } from './keys/shares'
import { replaceEpoch, sidecarPathOf, writeSidecar, type Sidecar } from './keys/sidecar'
import { sealWholeKey } from './keys/whole-key'
import type { OpenCase } from './open-case'
import { casePath } from './places'
import type { RoomKeeper } from './room-keeper'

/**
 * Deals the key of the open case anew. Those who are not named hold nothing in the key file from here on; the key itself stays the same.
 * @throws `share.holders`
 */
export async function dealToHolders(keeper: RoomKeeper, openCase: OpenCase, holderIds: readonly PersonId[]): Promise<void> {
  const epoch = (openCase.sidecar.epochs.at(-1)?.epoch ?? 0) + 1
  const holders = holderIds.map((personId) => keeper.findInDirectory(personId).keys)
  const context = withEverybody(keeper, openCase)
  const dealt = await openCase.lendKey((caseKey) =>
    dealShares(context, { epoch, caseKey, holders, dealers: keeper.signers, createdAt: new Date().toISOString() }),
  )
  await write(keeper, openCase, { ...context, epochs: [dealt] })
}

/** Seals the whole key to the DSL and the head, who may read a case alone once it has ended. */
export async function sealToReaders(keeper: RoomKeeper, openCase: OpenCase): Promise<PersonId[]> {
  const readers = keeper.requireDirectory().people.filter((person) => person.role === 'dsl' || person.role === 'head')
  const epoch = openCase.sidecar.epochs.at(-1)
  if (!epoch) throw coded('sidecar.damaged', 'The key file of this case holds no keys. Restore it from a backup.')
  const context = withEverybody(keeper, openCase)
  const sealed = await openCase.lendKey((caseKey) =>
    sealWholeKey(context, epoch, { caseKey, readers: readers.map((person) => person.keys), sealers: keeper.signers }),
  )
  await write(keeper, openCase, replaceEpoch(context, sealed))
  return readers.map((person) => person.personId)
}

function withEverybody(keeper: RoomKeeper, openCase: OpenCase): Sidecar {
  return { ...openCase.sidecar, people: keeper.requireDirectory().people.map((person) => person.keys) }
}

async function write(keeper: RoomKeeper, openCase: OpenCase, sidecar: Sidecar): Promise<void> {
  await writeSidecar(sidecarPathOf(casePath(keeper.places, openCase.reference)), sidecar)
  openCase.sidecar = sidecar
}
