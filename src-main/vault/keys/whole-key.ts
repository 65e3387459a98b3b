// At closing the whole key is sealed to those who may read a closed case alone: the designated safeguarding lead and the head.
import { coded } from 'shared/errors'
import { openWithIdentity, sealToRecipient } from './age-box'
import { isKeyOf } from './case-key'
import { isSigned, recordStatement, verifyEpoch, type KeyContext, type KeyEpoch, type ReaderRecord } from './key-epoch'
import { signStatement } from './log-signature'
import { verifyPerson, type PersonPublic } from './person-public'
import type { PersonSecret } from './person-secret'

/**
 * Adds readers to an epoch: the whole key, sealed to each, signed by those who close the case.
 * A reader who is listed already is sealed to anew.
 * @returns the epoch with its readers
 * @throws `share.mismatch` where this is not the epoch's key, `person.untrusted`
 */
export async function sealWholeKey(
  context: KeyContext,
  epoch: KeyEpoch,
  closing: { caseKey: Uint8Array; readers: PersonPublic[]; sealers: PersonSecret[] },
): Promise<KeyEpoch> {
  const { caseKey, readers, sealers } = closing
  const [sealer] = sealers
  if (!sealer) throw new Error('A key is sealed by somebody')
  if (!isKeyOf(caseKey, context.caseId, epoch.epoch, epoch.check)) {
    throw coded('share.mismatch', 'The key in use is not the one in the case’s key file. Close the case file and open it again.')
  }
  const records = readers.map(async (person): Promise<ReaderRecord> => {
    const { name } = verifyPerson(person, context.authorityPem, sealer.authorityFingerprint)
    const sealed = await sealToRecipient(person.ageRecipient, wholeKeyLabel(context, epoch, person.personId), caseKey)
    const record = { holderId: person.personId, holderName: name, recipient: person.ageRecipient, sealed }
    return { ...record, signatures: sealers.map((one) => signStatement(one, 'key-reader', recordStatement(context, epoch, record))) }
  })
  const added = await Promise.all(records)
  const kept = epoch.readers.filter(({ holderId }) => !added.some((one) => one.holderId === holderId))
  return { ...epoch, readers: [...kept, ...added] }
}

/**
 * Opens a closed case's key for one reader. The caller zeroes it.
 * @throws `reader.not-listed`, `reader.corrupt`, `sidecar.damaged`
 */
export async function openWholeKey(context: KeyContext, epoch: KeyEpoch, secret: PersonSecret): Promise<Uint8Array> {
  const record = epoch.readers.find(({ holderId }) => holderId === secret.personId)
  if (!record) {
    throw coded(
      'reader.not-listed',
      'You cannot open this case alone. Open cases need two authorised people; closed ones open to the DSL and the head.',
    )
  }
  verifyEpoch(context, epoch, secret.authorityFingerprint)
  const { signatures, ...statement } = record
  const intact = isSigned(context, secret.authorityFingerprint, 'key-reader', recordStatement(context, epoch, statement), signatures)
  const label = wholeKeyLabel(context, epoch, secret.personId)
  const caseKey = intact ? await openWithIdentity(secret.ageIdentity(), label, record.sealed) : null
  if (caseKey && isKeyOf(caseKey, context.caseId, epoch.epoch, epoch.check)) return caseKey
  throw coded(
    'reader.corrupt',
    `The case key sealed to ${record.holderName} is damaged. Another reader or two of the reviewers can still open the case; otherwise restore its key file from a backup.`,
  )
}

function wholeKeyLabel(context: KeyContext, epoch: Pick<KeyEpoch, 'epoch'>, holderId: string) {
  return { format: 'incident-room/case-key', version: 1, caseId: context.caseId, epoch: epoch.epoch, holderId }
}
