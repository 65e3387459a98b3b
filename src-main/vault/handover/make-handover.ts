// The head hands a closed case to the Local Authority or the police (procedure step 11): one encrypted file that they can
// check without asking the school, or this software, to be trusted.
import type { CaseState } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { StoredEvent } from 'shared/events'
import { readCertificate } from '../keys/certificate-reading'
import { signCms, type DocumentSigner } from '../keys/cms'
import { writeArchive } from './archive'
import { makeBag, type Pieces } from './bag'
import { sha256Of } from './bag-text'
import { nameCertificates, exhibitPath, payloadPath } from './bundle-layout'
import type { HandoverStatement } from './handover-statement'
import { makePayload } from './payload'

export interface HandoverRequest {
  /** The case, folded up to the last of `entries`; closed. */
  readonly state: CaseState
  readonly entries: Iterable<StoredEvent>
  /** The bytes of an exhibit or a document by its SHA-256. */
  readonly readBlob: (hash: string) => Pieces
  /** Who hands over: the head, or whoever stands in. */
  readonly signer: DocumentSigner
  readonly recipient: string
  readonly organisation: string
  /** An existing folder, and `name.zip` in it. */
  readonly folder: string
  readonly fileName: string
  /** Of `makeBundlePassphrase`; told to the recipient by another way than the file. */
  readonly passphrase: string
  readonly now: Date
  /** The offline verifier (resources/verifier/verify.html), left out without it. */
  readonly page?: string | undefined
  /** Bytes read so far of about `totalBytes`. */
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined
  readonly abort?: AbortSignal | undefined
}

/** The finished file, as `case.disclosed` records it. */
export interface Handover {
  readonly fileName: string
  readonly sizeBytes: number
  /** SHA-256 of the zip, 64 lower-case hex digits. */
  readonly sha256: string
  /** SHA-256 of manifest-sha256.txt: the same for the folder after unzipping. */
  readonly manifestSha256: string
}

/**
 * Makes a handover.
 * @throws `handover.not-closed`, `handover.foreign-authority`, `handover.damaged`, and those of `writeArchive`
 */
export async function makeHandover(request: HandoverRequest): Promise<Handover> {
  const { state, signer, onProgress } = request
  const parts = findParts(state)
  const { opened, record, exhibits } = parts
  refuseForeignAuthority(opened.caCertificatePem, signer)

  const statement = makeStatement(request, parts)
  const payload = makePayload({
    statement,
    entries: request.entries,
    readBlob: request.readBlob,
    recordBlob: record.blob,
    policyBlob: opened.policyBlob,
    exhibits,
    certificates: collectCertificates(opened, signer),
  })

  let manifestSha256 = ''
  const bag = makeBag(payload, {
    facts: { school: statement.school, reference: statement.reference, recipient: statement.organisation, madeAt: statement.madeAt },
    signManifest(manifest) {
      manifestSha256 = sha256Of(manifest)
      return signCms({ content: manifest }, signer, { signingTime: request.now })
    },
    page: request.page ?? null,
  })

  const totalBytes = exhibits.reduce((sum, { sizeBytes }) => sum + sizeBytes, record.sizeBytes)
  const written = await writeArchive(bag, {
    folder: request.folder,
    fileName: request.fileName,
    passphrase: request.passphrase,
    madeAt: request.now,
    onProgress:
      onProgress &&
      ((doneBytes) => {
        onProgress(Math.min(doneBytes, totalBytes), totalBytes)
      }),
    abort: request.abort,
  })
  return { fileName: request.fileName, ...written, manifestSha256 }
}

type Opened = NonNullable<CaseState['opened']>
interface Parts {
  readonly opened: Opened
  readonly record: CaseState['documents'][number]
  readonly exhibits: CaseState['exhibits']
  readonly withheld: CaseState['exhibits']
}

function findParts({ opened, closed, documents, exhibits }: CaseState): Parts {
  const record = documents.find(({ documentId }) => documentId === closed?.documentId)
  if (opened === null || closed === null || record === undefined) {
    throw coded('handover.not-closed', 'A case is handed over when it is closed and its record is signed. Close this case first.')
  }
  return { opened, record, exhibits: exhibits.filter(({ sealed }) => !sealed), withheld: exhibits.filter(({ sealed }) => sealed) }
}

/** Whoever checks the bundle trusts one authority: the one that the case itself names. */
function refuseForeignAuthority(authorityPem: string, signer: DocumentSigner): void {
  if (readCertificate(authorityPem).fingerprint === readCertificate(signer.authorityPem).fingerprint) return
  throw coded(
    'handover.foreign-authority',
    'This case was opened under another school authority than yours, so you cannot sign its handover.',
  )
}

function makeStatement(request: HandoverRequest, { opened, record, exhibits, withheld }: Parts): HandoverStatement {
  const signer = readCertificate(request.signer.certificatePem)
  const madeBy = opened.people.find(({ personId }) => personId === signer.subjectSerial)
  return {
    format: 'incident-room/handover',
    version: 1,
    reference: opened.reference,
    caseId: opened.caseId,
    school: opened.school,
    madeAt: request.now.toISOString(),
    madeBy: {
      personId: signer.subjectSerial as Opened['people'][number]['personId'],
      name: madeBy?.name ?? signer.commonName,
      position: madeBy?.position ?? signer.title,
    },
    recipient: request.recipient,
    organisation: request.organisation,
    authorityFingerprint: readCertificate(opened.caCertificatePem).fingerprint,
    log: { entries: request.state.head.seq, head: request.state.head.hash },
    record: { documentId: record.documentId, sha256: record.blob },
    policy: opened.policy,
    exhibits: exhibits.map(({ number, blob, url }) => ({ number, file: exhibitPath(number), sha256: blob, url })),
    withheld: withheld.map(({ number }) => number),
    page: request.page === undefined ? null : sha256Of(request.page),
  }
}

/** Everybody on the case's record, and whoever hands over if they joined the school since. */
function collectCertificates({ people, caCertificatePem }: Opened, signer: DocumentSigner): Map<string, string> {
  const { commonName } = readCertificate(signer.certificatePem)
  const everybody = [...people, { name: commonName, role: 'handed-over-by', certificatePem: signer.certificatePem }]
  const inOneSpelling = everybody.map(({ certificatePem, ...person }) => ({
    ...person,
    certificatePem: readCertificate(certificatePem).pem,
  }))
  return new Map([[payloadPath.authority, readCertificate(caCertificatePem).pem], ...nameCertificates(inOneSpelling)])
}
