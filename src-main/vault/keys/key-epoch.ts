// One generation of a case key as it is recorded in the `.keys` file: to whom it was dealt, and signed statements about every
// part, so that a changed part is recognised and named. A new generation begins whenever somebody loses access.
import { coded } from 'shared/errors'
import { caseId, instant, personId, short } from 'shared/parts'
import { z } from 'zod'
import { verifyStatement, type SignedKind } from './log-signature'
import type { Json } from './canonical-json'
import { ageRecipient, personPublicSchema, verifyPerson } from './person-public'

// Sealed bytes and signatures are only bounded here, and looked at when they are used: one damaged share must not make
// the others unreadable.
const sealed = z.string().max(8_192)
const signatures = z
  .array(z.strictObject({ personId, signature: z.string().max(200) }))
  .min(1)
  .max(3)

/** One holder's share: useless alone. `sealed` is base64 of an age file for `recipient`. */
export const shareRecordSchema = z.strictObject({ holderId: personId, holderName: short, recipient: ageRecipient, sealed, signatures })
export type ShareRecord = z.infer<typeof shareRecordSchema>

/** The whole key, sealed at closing to somebody who may read alone. The same shape, another content. */
export const readerRecordSchema = shareRecordSchema
export type ReaderRecord = ShareRecord

/**
 * The whole key sealed to a set of recovery kits, all of which are needed: an age file inside an age file, outermost kit first.
 * Any two of three kits are three such records.
 */
export const recoveryRecordSchema = z.strictObject({
  kits: z
    .array(z.strictObject({ kitId: short, recipient: ageRecipient }))
    .min(2)
    .max(10),
  sealed,
  signatures,
})

export const keyEpochSchema = z.strictObject({
  epoch: z.int().min(1),
  /** How many shares open the case. */
  threshold: z.int().min(2).max(10),
  createdAt: instant,
  /** `checkValueOf` the key. */
  check: z.string().max(100),
  /** By the people who dealt the shares. */
  signatures,
  shares: z.array(shareRecordSchema).min(2).max(20),
  readers: z.array(readerRecordSchema).max(20),
  recovery: z.array(recoveryRecordSchema).max(45).optional(),
})
export type KeyEpoch = z.infer<typeof keyEpochSchema>

/** What every epoch of a case is read against: part of the `.keys` file. */
export const keyContextSchema = z.strictObject({
  caseId,
  caseReference: short,
  /** Certificate of the school's authority, PEM. Trusted only where its fingerprint is the one sealed with a person's keys. */
  authorityPem: z.string().min(1).max(8_192),
  /** Everybody whose signature stands in this file. Somebody who was enrolled anew stands here with both sets of keys. */
  people: z.array(personPublicSchema).min(1).max(60),
})
export type KeyContext = z.infer<typeof keyContextSchema>

/** The context with further people. Nobody is taken out: what somebody signed before they left must still be checked. */
export function withPeople<C extends KeyContext>(context: C, people: readonly KeyContext['people'][number][]): C {
  const isThere = (person: { documentCertificatePem: string }) =>
    context.people.some((one) => one.documentCertificatePem === person.documentCertificatePem)
  return { ...context, people: [...context.people, ...people.filter((person) => !isThere(person))] }
}

/** What the dealers sign about an epoch. It names the holders, so that a share cannot be added or taken away unseen. */
export function epochStatement(
  context: Pick<KeyContext, 'caseId' | 'caseReference'>,
  epoch: Pick<KeyEpoch, 'epoch' | 'threshold' | 'createdAt' | 'check'>,
  holderIds: string[],
): Json {
  return {
    caseId: context.caseId,
    caseReference: context.caseReference,
    epoch: epoch.epoch,
    threshold: epoch.threshold,
    createdAt: epoch.createdAt,
    check: epoch.check,
    holders: holderIds,
  }
}

/** What is signed about one sealed share or one sealed whole key. */
export function recordStatement(
  context: Pick<KeyContext, 'caseId'>,
  epoch: Pick<KeyEpoch, 'epoch' | 'check'>,
  record: Omit<ShareRecord, 'signatures'>,
): Json {
  const { holderId, holderName, recipient, sealed } = record
  return { caseId: context.caseId, epoch: epoch.epoch, check: epoch.check, holderId, holderName, recipient, sealed }
}

/**
 * Whether a statement bears a signature, and every signature on it is good and of a person whom the school enrolled.
 * @param authorityFingerprint sealed with the keys of the person who asks
 */
export function isSigned(
  context: KeyContext,
  authorityFingerprint: string,
  kind: SignedKind,
  statement: Json,
  signed: KeyEpoch['signatures'],
): boolean {
  return signed.every(({ personId, signature }) =>
    context.people.some(
      (one) =>
        one.personId === personId &&
        verifyStatement(one.logKey, kind, statement, signature) &&
        isEnrolled(one, context, authorityFingerprint),
    ),
  )
}

/**
 * Refuses an epoch whose frame (threshold, check value, list of holders) is not as its dealers signed it.
 * @throws `sidecar.damaged`
 */
export function verifyEpoch(context: KeyContext, epoch: KeyEpoch, authorityFingerprint: string): void {
  const statement = epochStatement(
    context,
    epoch,
    epoch.shares.map(({ holderId }) => holderId),
  )
  if (!isSigned(context, authorityFingerprint, 'key-epoch', statement, epoch.signatures)) {
    throw coded(
      'sidecar.damaged',
      'The key file of this case is damaged or has been changed. Restore the case and its key file from a backup.',
    )
  }
}

function isEnrolled(person: KeyContext['people'][number], context: KeyContext, authorityFingerprint: string): boolean {
  try {
    verifyPerson(person, context.authorityPem, authorityFingerprint)
    return true
  } catch {
    return false
  }
}
