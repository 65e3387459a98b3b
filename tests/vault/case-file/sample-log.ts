// A small, true log for the tests: two people with real Ed25519 keys, facts that the real schemas take, files in a folder of
// their own.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseEventBodies } from 'shared/events'
import type { CaseFact, EventSignature } from 'shared/events'
import { blobHash, caseId, personId, visitId } from 'shared/parts'
import type { BlobHash, PersonId } from 'shared/parts'
import { afterEach } from 'vitest'
import { createLogFile } from '../../../src-main/vault/case-file/log-file'
import type { LogFile, NewBlob } from '../../../src-main/vault/case-file/log-file'

export type CaseLog = LogFile<typeof caseEventBodies>

export interface Signer {
  readonly personId: PersonId
  readonly name: string
  readonly logKey: string
  readonly privateKey: KeyObject
}

/** A person with a new key pair. */
export function makeSigner(digit: string, name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
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

/** A new folder under the system's temporary one, removed after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'incident-room-log-'))
  folders.push(folder)
  return folder
}

/** A file with an opened case in it (entry 1, with the policy pack), open. */
export function makeCase(folder = makeFolder()): { path: string; key: Uint8Array; file: CaseLog } {
  const path = join(folder, 'INC-2026-0014.case')
  const key = new Uint8Array(randomBytes(32))
  const file = createLogFile(path, { key, kind: 'case', logId, bodies: caseEventBodies })
  openFiles.push(file)
  file.append({ facts: [caseOpened()], blobs: [policyPack], ...byBoth })
  return { path, key, file }
}

const folders: string[] = []
const openFiles: { close: () => void }[] = []

/** Closed after the test, whether or not the test came to it. */
export function closeLater<T extends { close: () => void }>(file: T): T {
  openFiles.push(file)
  return file
}

afterEach(() => {
  for (const file of openFiles.splice(0)) file.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** The code of what `act` throws, or undefined where it throws nothing. */
export function codeOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
  return undefined
}
