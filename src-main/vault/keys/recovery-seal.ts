// A case key sealed to every pair of recovery kits: an age file inside an age file, so that both kits of a pair are needed and the
// stock `age` tool is enough (docs/recovery.md). Two sheets out of one safe open a case; one sheet opens nothing.
import { Encrypter } from 'age-encryption'
import type { RecoveryKits } from 'shared/parts'
import { sealToRecipient } from './age-box'
import { fromBase64, toBase64 } from './base64'
import type { Json } from './canonical-json'
import { isKeyOf } from './case-key'
import { isSigned, type KeyContext, type KeyEpoch } from './key-epoch'
import { signStatement } from './log-signature'
import type { PersonSecret } from './person-secret'

type RecoveryRecord = NonNullable<KeyEpoch['recovery']>[number]
type Kit = RecoveryRecord['kits'][number]

/**
 * Seals an epoch's key to every pair of kits. What was sealed to other kits before is left out.
 * @param sealing.kits verified (`verifyRecoveryKits`)
 * @returns the epoch with its recovery records
 */
export async function sealToKits(
  context: KeyContext,
  epoch: KeyEpoch,
  sealing: { caseKey: Uint8Array; kits: RecoveryKits; sealers: PersonSecret[] },
): Promise<KeyEpoch> {
  const { caseKey, kits, sealers } = sealing
  if (!isKeyOf(caseKey, context.caseId, epoch.epoch, epoch.check)) throw new Error('Not the key of this epoch')
  const recovery: RecoveryRecord[] = []
  for (const pair of pairsOf(kits)) {
    const record = { kits: pair, sealed: await sealToPair(context, epoch, pair, caseKey) }
    const statement = recoveryStatement(context, epoch, record)
    recovery.push({ ...record, signatures: sealers.map((one) => signStatement(one, 'key-recovery', statement)) })
  }
  return { ...epoch, recovery }
}

/** Whether every pair of these kits has the epoch's key, by signatures of enrolled people: one that was damaged is sealed anew. */
export function isSealedToKits(context: KeyContext, epoch: KeyEpoch, kits: RecoveryKits, authorityFingerprint: string): boolean {
  return pairsOf(kits).every((pair) =>
    epoch.recovery?.some(
      ({ signatures, ...record }) =>
        namesOf(record.kits) === namesOf(pair) &&
        isSigned(context, authorityFingerprint, 'key-recovery', recoveryStatement(context, epoch, record), signatures),
    ),
  )
}

async function sealToPair(context: KeyContext, epoch: KeyEpoch, [outer, inner]: [Kit, Kit], caseKey: Uint8Array): Promise<string> {
  const label = {
    format: 'incident-room/recovery',
    version: 1,
    caseId: context.caseId,
    epoch: epoch.epoch,
    kits: [outer.kitId, inner.kitId],
  }
  const inside = fromBase64(await sealToRecipient(inner.recipient, label, caseKey))
  if (inside === null) throw new Error('Not base64')
  const encrypter = new Encrypter()
  encrypter.addRecipient(outer.recipient)
  return toBase64(await encrypter.encrypt(inside))
}

function recoveryStatement(context: KeyContext, epoch: KeyEpoch, record: Omit<RecoveryRecord, 'signatures'>): Json {
  const { kits, sealed } = record
  return { caseId: context.caseId, epoch: epoch.epoch, check: epoch.check, kits: kits.map((kit) => ({ ...kit })), sealed }
}

function pairsOf({ kits }: RecoveryKits): [Kit, Kit][] {
  return kits.flatMap((outer, place) => kits.slice(place + 1).map((inner): [Kit, Kit] => [outer, inner]))
}

function namesOf(kits: readonly Kit[]): string {
  return kits.map(({ kitId, recipient }) => `${kitId} ${recipient}`).join()
}
