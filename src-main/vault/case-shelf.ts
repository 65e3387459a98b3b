// The case files on this computer and the keys that lie beside them: which of them the people in the room can open, and how.
import { existsSync } from 'node:fs'
import { CodedError, coded } from 'shared/errors'
import type { PersonId } from 'shared/parts'
import { idsIn } from './domain/room'
import { nextReference, statusOfCase, type RegisteredCase } from './domain/school'
import type { KeyEpoch } from './keys/key-epoch'
import type { PersonSecret } from './keys/person-secret'
import { combineShares } from './keys/shares'
import { epochsNewestFirst, readSidecar, sidecarPathOf, writeSidecar, type Sidecar } from './keys/sidecar'
import { openWholeKey } from './keys/whole-key'
import { OpenCase } from './open-case'
import { casePath } from './places'
import type { RoomKeeper } from './room-keeper'

/** The next reference whose file name is free: a file that a crash left unregistered is never written over. */
export function findFreeReference(keeper: RoomKeeper): string {
  const taken: Pick<RegisteredCase, 'reference'>[] = [...keeper.school.state.cases]
  for (;;) {
    const reference = nextReference(taken, new Date())
    if (!existsSync(casePath(keeper.places, reference))) return reference
    taken.push({ reference })
  }
}

/** Whether the people in the room hold what opens a case: two shares, or the whole key of a closed one. Opens nothing. */
export async function mayOpen(keeper: RoomKeeper, reference: string): Promise<boolean> {
  const present: readonly string[] = idsIn(keeper.room)
  const sidecar = await readSidecar(sidecarPathOf(casePath(keeper.places, reference))).catch(() => null)
  const newest = sidecar?.epochs.at(-1)
  if (!newest) return false
  if (keeper.room.kind === 'alone') return newest.readers.some((reader) => present.includes(reader.holderId))
  return newest.shares.filter((share) => present.includes(share.holderId)).length >= newest.threshold
}

/** References of the cases that are not closed and whose key the person holds a share of. */
export async function findHeldCases(keeper: RoomKeeper, personId: PersonId): Promise<string[]> {
  const open = keeper.school.state.cases.filter((item) => ['open', 'halted'].includes(statusOfCase(item)))
  const sidecars = await Promise.all(
    open.map(({ reference }) => readSidecar(sidecarPathOf(casePath(keeper.places, reference))).catch(() => null)),
  )
  return open
    .filter((_, place) => sidecars[place]?.epochs.some(({ shares }) => shares.some((share) => share.holderId === personId)))
    .map((item) => item.reference)
}

/** Whether the present recovery kits are named in a case's newest key epoch. Whether they fit shows when the case is next opened. */
export async function isRecoverable(keeper: RoomKeeper, reference: string): Promise<boolean> {
  const kits = keeper.school.state.recovery?.kits ?? []
  const sidecar = await readSidecar(sidecarPathOf(casePath(keeper.places, reference))).catch(() => null)
  const named = sidecar?.epochs.at(-1)?.recovery?.flatMap((record) => record.kits.map((kit) => kit.recipient)) ?? []
  return kits.length > 0 && kits.every((kit) => named.includes(kit.recipient))
}

/**
 * Opens a case file with the keys of the people in the room. After a crash while it was re-keyed its key file holds two generations: the
 * one that opens the file is the one, and the other is dropped.
 * @throws `share.*`, `reader.*`, `file.*`; of several generations what the newest was refused with
 */
export async function openWithShares(
  keeper: RoomKeeper,
  path: string,
  sidecar: Sidecar,
): Promise<{ openCase: OpenCase; keyEpoch: number }> {
  let refusal: CodedError | undefined
  for (const epoch of epochsNewestFirst(sidecar)) {
    try {
      const openCase = await openWithEpoch(keeper, path, sidecar, epoch)
      if (sidecar.epochs.length > 1) await settle(path, openCase, epoch)
      return { openCase, keyEpoch: epoch.epoch }
    } catch (error) {
      // Another generation may name other holders, or be the one that the file was never given.
      if (!(error instanceof CodedError && (error.code === 'file.key' || /^(share|reader)\./.test(error.code)))) throw error
      refusal ??= error
    }
  }
  throw refusal ?? coded('sidecar.damaged', 'The key file of this case holds no keys. Restore it from a backup.')
}

async function openWithEpoch(keeper: RoomKeeper, path: string, sidecar: Sidecar, epoch: KeyEpoch): Promise<OpenCase> {
  const key = await findKey(sidecar, epoch, keeper.signers)
  try {
    return OpenCase.open(path, key, sidecar)
  } catch (error) {
    key.fill(0)
    throw error
  }
}

async function settle(path: string, openCase: OpenCase, epoch: KeyEpoch): Promise<void> {
  const settled = { ...openCase.sidecar, epochs: [epoch] }
  try {
    await writeSidecar(sidecarPathOf(path), settled)
  } catch (error) {
    openCase.close()
    throw error
  }
  openCase.sidecar = settled
}

/** Two together by their shares; one alone by the whole key, which only a closed case has for them. */
async function findKey(sidecar: Sidecar, epoch: KeyEpoch, present: PersonSecret[]): Promise<Uint8Array> {
  const [only] = present
  return present.length === 1 && only ? openWholeKey(sidecar, epoch, only) : combineShares(sidecar, epoch, present)
}
