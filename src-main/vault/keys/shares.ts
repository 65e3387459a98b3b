// Splitting a case key so that one person alone cannot open an open case: Shamir's secret sharing over GF(256), each share
// sealed to its holder. One share says nothing at all about the key; that is mathematics, not a rule that could be patched out.
import { combine, split } from 'shamir-secret-sharing'
import { coded } from 'shared/errors'
import { openWithIdentity, sealToRecipient } from './age-box'
import { checkValueOf, isKeyOf } from './case-key'
import { epochStatement, isSigned, recordStatement, verifyEpoch, type KeyContext, type KeyEpoch, type ShareRecord } from './key-epoch'
import { signStatement } from './log-signature'
import { verifyPerson, type PersonPublic } from './person-public'
import type { PersonSecret } from './person-secret'

/** Two people, always: procedure step 4. The format could hold more. */
export const defaultThreshold = 2
const mostHolders = 20

/**
 * Deals a case key: splits it among the holders, seals each share to its holder, and signs every record.
 * The epoch must be written to the `.keys` file before the case file uses the key, or a crash between the two loses the case.
 * @param deal.holders enrolled people, 2 to 20, each once
 * @param deal.dealers who is present and signs; each must be in `context.people`
 * @throws `share.holders`, `person.untrusted`
 */
export async function dealShares(
  context: KeyContext,
  deal: { epoch: number; caseKey: Uint8Array; holders: PersonPublic[]; dealers: PersonSecret[]; createdAt: string; threshold?: number },
): Promise<KeyEpoch> {
  const { epoch, caseKey, holders, dealers, createdAt, threshold = defaultThreshold } = deal
  refuseUnfitHolders(holders, threshold)
  const named = holders.map((person) => ({ person, name: nameEnrolled(context, person, dealers) }))
  const frame = { epoch, threshold, createdAt, check: checkValueOf(caseKey, context.caseId, epoch) }

  const shares = await split(caseKey, holders.length, threshold)
  try {
    await refuseFaultyDeal(shares, threshold, (key) => isKeyOf(key, context.caseId, epoch, frame.check))
    const records = named.map(async ({ person, name }, place): Promise<ShareRecord> => {
      const label = shareLabel(context, frame, person.personId, place + 1, holders.length)
      const sealed = await sealToRecipient(person.ageRecipient, label, shares[place] ?? new Uint8Array())
      const record = { holderId: person.personId, holderName: name, recipient: person.ageRecipient, sealed }
      return { ...record, signatures: dealers.map((one) => signStatement(one, 'key-share', recordStatement(context, frame, record))) }
    })
    const statement = epochStatement(
      context,
      frame,
      holders.map(({ personId }) => personId),
    )
    const signatures = dealers.map((one) => signStatement(one, 'key-epoch', statement))
    return { ...frame, signatures, shares: await Promise.all(records), readers: [] }
  } finally {
    for (const share of shares) share.fill(0)
  }
}

/**
 * Puts the case key together from the shares of the people present. The caller zeroes it.
 * @param secrets as many different holders as the epoch's threshold, or more
 * @throws `share.too-few`, `share.not-holder`, `share.corrupt` (names whose), `sidecar.damaged`
 */
export async function combineShares(context: KeyContext, epoch: KeyEpoch, secrets: PersonSecret[]): Promise<Uint8Array> {
  const present = [...new Map(secrets.map((one) => [one.personId, one])).values()]
  if (present.length < epoch.threshold) {
    throw coded('share.too-few', 'An open case needs two of its authorised people. Ask the second person to sign in.')
  }
  for (const secret of present) verifyEpoch(context, epoch, secret.authorityFingerprint)
  const shares: Uint8Array[] = []
  try {
    for (const secret of present) shares.push(await openShare(context, epoch, secret))
    const caseKey = await combine(shares).catch(() => null)
    if (caseKey && isKeyOf(caseKey, context.caseId, epoch.epoch, epoch.check)) return caseKey
    const names = present.map(({ personId }) => epoch.shares.find(({ holderId }) => holderId === personId)?.holderName)
    throw corrupt(names.join(' or '))
  } finally {
    for (const share of shares) share.fill(0)
  }
}

/** Opens the share of one person. Throws `share.not-holder` or `share.corrupt`. */
async function openShare(context: KeyContext, epoch: KeyEpoch, secret: PersonSecret): Promise<Uint8Array> {
  const place = epoch.shares.findIndex(({ holderId }) => holderId === secret.personId)
  const record = epoch.shares[place]
  if (!record) {
    throw coded(
      'share.not-holder',
      'One of you is not authorised for this case. Sign in with two of the people whom the head named for it.',
    )
  }
  const { signatures, ...statement } = record
  const label = shareLabel(context, epoch, secret.personId, place + 1, epoch.shares.length)
  const intact =
    haveSameSigners(signatures, epoch.signatures) &&
    isSigned(context, secret.authorityFingerprint, 'key-share', recordStatement(context, epoch, statement), signatures)
  const share = intact ? await openWithIdentity(secret.ageIdentity(), label, record.sealed) : null
  if (share === null) throw corrupt(record.holderName)
  return share
}

/** Whoever dealt the epoch signed each share: one of them alone cannot exchange a share afterwards. */
function haveSameSigners(some: KeyEpoch['signatures'], others: KeyEpoch['signatures']): boolean {
  const namesOf = (signatures: KeyEpoch['signatures']) => signatures.map(({ personId }) => personId).join()
  return namesOf(some) === namesOf(others)
}

/** Every share must have helped to give the key back before anything relies on it: a share is dealt once, and memory can be faulty. */
async function refuseFaultyDeal(shares: Uint8Array[], threshold: number, isKey: (key: Uint8Array) => boolean): Promise<void> {
  for (let first = 0; first + threshold <= shares.length; first += 1) {
    const key = await combine(shares.slice(first, first + threshold))
    const right = isKey(key)
    key.fill(0)
    if (!right) throw new Error('The shares that were dealt do not give the key back')
  }
}

function refuseUnfitHolders(holders: PersonPublic[], threshold: number): void {
  const different = new Set(holders.map(({ personId }) => personId)).size
  const recipients = new Set(holders.map(({ ageRecipient }) => ageRecipient)).size
  if (different !== holders.length || recipients !== holders.length || different < threshold || different > mostHolders) {
    throw coded('share.holders', `Name between ${threshold} and ${mostHolders} different people who may open this case.`)
  }
}

function nameEnrolled(context: KeyContext, person: PersonPublic, dealers: PersonSecret[]): string {
  const [dealer] = dealers
  if (!dealer) throw new Error('Shares are dealt by somebody')
  return verifyPerson(person, context.authorityPem, dealer.authorityFingerprint).name
}

function shareLabel(context: KeyContext, frame: Pick<KeyEpoch, 'epoch' | 'threshold'>, holderId: string, index: number, of: number) {
  return {
    format: 'incident-room/key-share',
    version: 1,
    caseId: context.caseId,
    epoch: frame.epoch,
    threshold: frame.threshold,
    holderId,
    index,
    of,
  }
}

function corrupt(name: string) {
  return coded(
    'share.corrupt',
    `The part of the case key that belongs to ${name} is damaged. Two other authorised people can still open the case; otherwise restore its key file from a backup.`,
  )
}
