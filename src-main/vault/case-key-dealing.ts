// Wherever a case key is dealt it is sealed to the recovery kits as well, so that no case can be started or re-dealt without them
// once there are kits; and a case from before the kits is sealed when it is next opened.
import type { CaseFact } from 'shared/events'
import type { PersonId, RecoveryKits } from 'shared/parts'
import { withPeople, type KeyContext, type KeyEpoch } from './keys/key-epoch'
import type { PersonPublic } from './keys/person-public'
import { verifyRecoveryKits } from './keys/recovery-kits'
import { isSealedToKits, sealToKits } from './keys/recovery-seal'
import { dealShares } from './keys/shares'
import { replaceEpoch, sidecarPathOf, writeSidecar } from './keys/sidecar'
import type { OpenCase } from './open-case'
import { casePath } from './places'
import type { RoomKeeper } from './room-keeper'

/**
 * Deals a case key to its holders, signed by everybody in the room, and seals it to the recovery kits where there are any.
 * @returns the epoch to be written, and what is to be recorded of it
 * @throws `share.holders`, `person.untrusted`, `recovery.untrusted`
 */
export async function dealCaseKey(
  keeper: RoomKeeper,
  context: KeyContext,
  deal: { epoch: number; caseKey: Uint8Array; holders: readonly PersonId[] },
): Promise<{ epoch: KeyEpoch; facts: CaseFact[] }> {
  const { epoch: number, caseKey } = deal
  const holders = deal.holders.map((personId) => keeper.findInDirectory(personId).keys)
  const createdAt = new Date().toISOString()
  const epoch = await dealShares(context, { epoch: number, caseKey, holders, dealers: keeper.signers, createdAt })
  const kits = requireOwnKits(keeper)
  if (!kits) return { epoch, facts: [] }
  return { epoch: await sealToKits(context, epoch, { caseKey, kits, sealers: keeper.signers }), facts: [tellSealing(epoch, kits)] }
}

/** Seals the key of an open case to the present kits, where it is not, and says so in its log. Durable when it returns. */
export async function sealAnew(keeper: RoomKeeper, openCase: OpenCase): Promise<void> {
  const kits = requireOwnKits(keeper)
  const epoch = openCase.sidecar.epochs.at(-1)
  const [sealer] = keeper.signers
  if (!kits || !epoch || !sealer || isSealedToKits(openCase.sidecar, epoch, kits, sealer.authorityFingerprint)) return
  const context = withPeople(openCase.sidecar, keysOfPresent(keeper))
  const sealed = await openCase.lendKey((caseKey) => sealToKits(context, epoch, { caseKey, kits, sealers: keeper.signers }))
  const sidecar = replaceEpoch(context, sealed)
  await writeSidecar(sidecarPathOf(casePath(keeper.places, openCase.reference)), sidecar)
  openCase.sidecar = sidecar
  openCase.record([tellSealing(epoch, kits)], keeper.signers)
}

/** Public keys of the people in the room: they sign what is dealt and sealed. */
export function keysOfPresent(keeper: RoomKeeper): PersonPublic[] {
  return keeper.signers.map((secret) => keeper.findInDirectory(secret.personId).keys)
}

/** The kits on record, once the authority that everybody trusts vouches for them; null where none were made. */
function requireOwnKits(keeper: RoomKeeper): RecoveryKits | null {
  const kits = keeper.school.state.recovery
  const [sealer] = keeper.signers
  if (!kits || !sealer) return null
  const { schoolId, authority } = keeper.requireDirectory()
  verifyRecoveryKits(kits, schoolId, authority.certificatePem, sealer.authorityFingerprint)
  return kits
}

function tellSealing(epoch: KeyEpoch, { kits }: RecoveryKits): CaseFact {
  return { type: 'recovery.sealed', body: { keyEpoch: epoch.epoch, kitIds: kits.map((kit) => kit.kitId) } }
}
