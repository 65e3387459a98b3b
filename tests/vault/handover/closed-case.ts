// A closed case to hand over: real keys, a real log, pictures of random bytes. Built here rather than in a case file, because
// this room never sees one.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { emptyCase, evolve, type CaseState } from 'shared/case-state'
import { caseEventBodies, type CaseEntry, type CaseFact, type StoredEvent } from 'shared/events'
import { blobHash, caseId, visitId, type PersonOnRecord, type RoleId } from 'shared/parts'
import { noEventBefore, parseStored, sealEvent } from '../../../src-main/vault/case-file/seal'
import { makeWrittenPassphrase } from '../../../src-main/vault/keys/written-passphrase'
import { makeHandover, type Handover, type HandoverRequest } from '../../../src-main/vault/handover/make-handover'
import type { DocumentSigner } from '../../../src-main/vault/keys/cms'
import { signEvent } from '../../../src-main/vault/keys/log-signature'
import { at, enrolledAt, makeSchool, type Member, type School } from '../keys/school'
import { makeSignedRecord } from './signed-record'

export const reference = 'INC-2026-0014'
export const closedAt = new Date('2026-11-22T15:04:05.678Z')

export interface ClosedCase {
  readonly school: School
  readonly head: Member
  readonly entries: StoredEvent[]
  readonly state: CaseState
  readonly blobs: Map<string, Uint8Array>
}

export interface CaseOptions {
  readonly exhibits?: number
  readonly sealed?: readonly number[]
  readonly exhibitBytes?: number
  /** Visits put in the log, for its length. */
  readonly visits?: number
  readonly schoolName?: string
  /** How many of the two sign the record, whatever the log says. */
  readonly recordSigners?: number
}

/** A log under construction: each fact sealed, signed by those present, and folded. */
class LogInTheMaking {
  readonly entries: StoredEvent[] = []
  state = emptyCase()
  readonly #log = randomBytes(16).toString('hex')
  #monotonicMs = 0

  append(fact: CaseFact, present: readonly Member[]): void {
    this.#monotonicMs += 1_500
    const seq = this.entries.length + 1
    const { text, hash } = sealEvent(
      {
        log: this.#log,
        seq,
        at: new Date(enrolledAt.getTime() + this.#monotonicMs).toISOString(),
        monotonicMs: this.#monotonicMs,
        type: fact.type,
        actors: present.map(({ public: { personId } }) => personId),
        body: fact.body,
        prev: this.entries.at(-1)?.hash ?? noEventBefore,
      },
      caseEventBodies,
    )
    const stored = { seq, text, hash, signatures: present.map(({ secret }) => signEvent(secret, hash)) }
    this.entries.push(stored)
    const entry: unknown = parseStored(stored, caseEventBodies)
    this.state = evolve(this.state, entry as CaseEntry)
  }
}

export async function makeClosedCase(options: CaseOptions = {}): Promise<ClosedCase> {
  const { exhibits = 3, sealed = [2], exhibitBytes = 5_000, visits = 2, schoolName = 'Northgate Academy', recordSigners = 2 } = options
  const school = await makeSchool(['Jane Smith', 'Zoë O’Neil', 'Ahmed Khan', 'Ольга Иванова'], schoolName)
  const roles: RoleId[] = ['head', 'deputy', 'senior', 'dsl']
  const people = school.members.map((member, place) => onRecord(member, at(roles, place)))
  const [head, first, second] = [at(school.members, 0), at(school.members, 1), at(school.members, 2)]
  const pair = [first, second]
  const blobs = new Map<string, Uint8Array>()
  const keep = (bytes: Uint8Array) => {
    const hash = createHash('sha256').update(bytes).digest('hex')
    blobs.set(hash, bytes)
    return blobHash.parse(hash)
  }
  const log = new LogInTheMaking()
  const policyBlob = keep(Buffer.from('{"version":"2026.1"}\n'))

  log.append(
    {
      type: 'case.opened',
      body: {
        caseId: caseId.parse(randomBytes(16).toString('hex')),
        reference,
        school: schoolName,
        policy: { version: '2026.1', hash: policyBlob },
        policyBlob,
        computer: {
          location: 'Office 2',
          maker: 'Dell',
          model: 'Latitude',
          serial: 'X1',
          os: 'Debian 12',
          hostname: 'office-2',
          machine: '0'.repeat(64),
        },
        people,
        caCertificatePem: school.authority.certificatePem,
      },
    },
    pair,
  )
  for (let visit = 0; visit < visits; visit++) {
    const body = {
      visitId: visitId.parse(randomBytes(16).toString('hex')),
      url: `https://example.test/page/${visit}?q=“ü”`,
      cause: 'typed' as const,
    }
    log.append({ type: 'visit.requested', body }, pair)
  }
  for (let number = 1; number <= exhibits; number++) {
    const bytes = randomBytes(exhibitBytes)
    log.append(
      {
        type: 'exhibit.kept',
        body: {
          captureId: randomBytes(16).toString('hex'),
          number,
          visitId: visitId.parse(randomBytes(16).toString('hex')),
          url: `https://example.test/${number}`,
          title: `Page ${number}`,
          kind: 'full-page',
          mimeType: 'image/png',
          blob: keep(bytes),
          sizeBytes: bytes.length,
          widthPx: 1280,
          heightPx: 4000,
          takenAt: enrolledAt.toISOString(),
        },
      },
      pair,
    )
  }
  const guidance = { categoryId: 'child-sexual-abuse-images', guidanceId: 'police' }
  log.append(
    {
      type: 'halt.recorded',
      body: {
        cause: 'category',
        ...guidance,
        url: null,
        visitId: null,
        haltedAt: enrolledAt.toISOString(),
        blankAfterMs: 28,
        sealedExhibits: [...sealed],
      },
    },
    pair,
  )
  log.append({ type: 'halt.released', body: { reference: 'CAD 1234', reason: 'Advised by the police.' } }, [head])
  const record = await makeSignedRecord(pair.slice(0, recordSigners), school.authority.certificatePem, closedAt)
  const documentId = randomBytes(16).toString('hex')
  const blob = keep(record)
  log.append(
    {
      type: 'document.made',
      body: {
        documentId,
        kind: 'record-of-review',
        title: 'Record of review',
        blob,
        sizeBytes: record.length,
        pages: 1,
        signedBy: pair.map((member) => member.public.personId),
      },
    },
    pair,
  )
  log.append({ type: 'case.closed', body: { documentId, documentSha256: blob, readers: [head.public.personId] } }, pair)
  log.append({ type: 'dsl.reviewed', body: { outcome: 'accepted', words: 'Seen.' } }, [at(school.members, 3)])
  const earlier = { recipient: 'A. Lee', organisation: 'Northshire Council', fileName: 'earlier.zip', sizeBytes: 1 }
  log.append({ type: 'case.disclosed', body: { ...earlier, sha256: '1'.repeat(64), manifestSha256: '2'.repeat(64) } }, [head])
  return { school, head, entries: log.entries, state: log.state, blobs }
}

function onRecord(member: Member, role: RoleId): PersonOnRecord {
  const { personId, logKey, documentCertificatePem } = member.public
  return { personId, name: member.name, position: 'Senior leader', role, logKey, certificatePem: documentCertificatePem }
}

export function signerOf({ school, head }: ClosedCase): DocumentSigner {
  return { secret: head.secret, certificatePem: head.public.documentCertificatePem, authorityPem: school.authority.certificatePem }
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A new folder of its own under the system's temporary folder, gone when the tests have ended. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'handover-'))
  folders.push(folder)
  return folder
}

/** A request for everything, to be changed where a test wants it. */
export function requestFor(made: ClosedCase, changes: Partial<HandoverRequest> = {}): HandoverRequest {
  return {
    state: made.state,
    entries: made.entries,
    readBlob: (hash) => {
      const bytes = made.blobs.get(hash)
      if (bytes === undefined) throw new Error('No such blob')
      return [bytes.subarray(0, 1_000), bytes.subarray(1_000)]
    },
    signer: signerOf(made),
    recipient: 'DC 1234 Lee',
    organisation: 'Northshire Police',
    folder: makeFolder(),
    fileName: `${reference}-handover.zip`,
    passphrase: makeWrittenPassphrase(),
    now: closedAt,
    ...changes,
  }
}

export interface MadeHandover extends Handover {
  readonly path: string
  readonly passphrase: string
}

export async function handOver(made: ClosedCase, changes: Partial<HandoverRequest> = {}): Promise<MadeHandover> {
  const request = requestFor(made, changes)
  const handover = await makeHandover(request)
  return { ...handover, path: join(request.folder, request.fileName), passphrase: request.passphrase }
}
