// Who may read a case alone once it has ended: the whole key sealed to the DSL and the head. Written before the log says so: a reader
// without an entry reads nothing new.
import { coded } from 'shared/errors'
import type { PersonId } from 'shared/parts'
import { keysOfPresent } from './case-key-dealing'
import { withPeople } from './keys/key-epoch'
import { replaceEpoch, sidecarPathOf, writeSidecar } from './keys/sidecar'
import { sealWholeKey } from './keys/whole-key'
import type { OpenCase } from './open-case'
import { casePath } from './places'
import type { RoomKeeper } from './room-keeper'

/** @throws `sidecar.damaged` */
export async function sealToReaders(keeper: RoomKeeper, openCase: OpenCase): Promise<PersonId[]> {
  const directory = keeper.requireDirectory()
  const readers = directory.people.filter((person) => !person.suspended && (person.role === 'dsl' || person.role === 'head'))
  const epoch = openCase.sidecar.epochs.at(-1)
  if (!epoch) throw coded('sidecar.damaged', 'The key file of this case holds no keys. Restore it from a backup.')
  const context = withPeople(openCase.sidecar, keysOfPresent(keeper))
  const sealed = await openCase.lendKey((caseKey) =>
    sealWholeKey(context, epoch, { caseKey, readers: readers.map((person) => person.keys), sealers: keeper.signers }),
  )
  const sidecar = replaceEpoch(context, sealed)
  await writeSidecar(sidecarPathOf(casePath(keeper.places, openCase.reference)), sidecar)
  openCase.sidecar = sidecar
  return readers.map((person) => person.personId)
}
