// Facts for the tests that the real schemas take, and two people with real Ed25519 keys: always the same ones, so that files
// kept from one version to the next can be checked, and another process can sign too.
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { CaseFact, EventSignature } from 'shared/events'
import { blobHash, caseId, personId, visitId } from 'shared/parts'
import type { BlobHash, PersonId } from 'shared/parts'
import type { NewBlob } from '../../../src-main/vault/case-file/log-file'

export interface Signer {
  readonly personId: PersonId
  readonly name: string
  readonly logKey: string
  readonly privateKey: KeyObject
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A person whose keys follow from `seed`; the same seed gives the same keys. */
export function makeSigner(digit: string, name: string, seed = digit): Signer {
  const seedBytes = createHash('sha256').update(`test key ${seed}`).digest()
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seedBytes]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { personId: personId.parse(digit.repeat(32)), name, logKey: String(x), privateKey }
}

/** Ed25519 over the domain, a zero byte and the 32 bytes of the hash, written here apart from the keys room. */
export function signAs(signers: readonly Signer[]): (hash: string) => EventSignature[] {
  return (hash) =>
    signers.map(({ personId, privateKey }) => {
      const message = Buffer.concat([Buffer.from('incident-room/event/v1\0'), Buffer.from(hash, 'hex')])
      return { personId, signature: sign(null, message, privateKey).toString('base64url') }
    })
}

export const first = makeSigner('a', 'Amina Okafor')
export const second = makeSigner('b', 'Tomos Pryce')
export const both = [first, second] as const
export const logId = caseId.parse('c0'.repeat(16))
export const someVisit = visitId.parse('d'.repeat(32))

/** What every append by the two needs. */
export const byBoth = { actors: both.map((signer) => signer.personId), sign: signAs(both) }

export const policyPack = newBlob(Buffer.from('{"version":"test"}'), 'application/json')

export function newBlob(bytes: Uint8Array, mimeType: string): NewBlob & { sha256: BlobHash } {
  return { sha256: blobHash.parse(createHash('sha256').update(bytes).digest('hex')), mimeType, bytes }
}

export function caseOpened(people: readonly Signer[] = both): CaseFact {
  return {
    type: 'case.opened',
    body: {
      caseId: logId,
      reference: 'INC-2026-0014',
      school: 'Ysgol Bryn Glas',
      policy: { version: '1', hash: policyPack.sha256 },
      policyBlob: policyPack.sha256,
      computer: { location: 'Office 2', maker: '', model: '', serial: '', os: 'Debian 12', hostname: 'office-2', machine: '0'.repeat(64) },
      people: people.map(({ personId, name, logKey }) => ({
        personId,
        name,
        position: 'Deputy head',
        role: 'deputy',
        logKey,
        certificatePem: '',
      })),
      caCertificatePem: '',
    },
  }
}

export function concernDescribed(words: string): CaseFact {
  return {
    type: 'concern.described',
    body: { concernId: 'e'.repeat(32), visitId: someVisit, url: 'https://example.org/', categoryId: 'gambling', words },
  }
}

export function exhibitKept(blob: NewBlob & { sha256: BlobHash }, number = 1): CaseFact {
  return {
    type: 'exhibit.kept',
    body: {
      captureId: number.toString(16).padStart(32, '0'),
      number,
      visitId: someVisit,
      url: 'https://example.org/',
      title: 'Example',
      kind: 'full-page',
      mimeType: 'image/png',
      blob: blob.sha256,
      sizeBytes: blob.bytes.length,
      widthPx: 1280,
      heightPx: 4000,
      takenAt: '2026-11-22T10:00:00.000Z',
    },
  }
}

export function randomBlob(sizeBytes: number): NewBlob & { sha256: BlobHash } {
  return newBlob(new Uint8Array(randomBytes(sizeBytes)), 'image/png')
}
