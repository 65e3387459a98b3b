// The people who sign a document: what their panels say, and their signatures one over the other, so that each covers all before it.
import type { PersonId } from 'shared/parts'
import { readCertificate } from '../keys/certificate-reading'
import { signCms, type DocumentSigner } from '../keys/cms'
import { signPdf } from './sign'
import type { PanelPerson } from './signature-panel'

/** Somebody who is signed in and signs. */
export interface RecordSigner {
  readonly personId: PersonId
  readonly name: string
  readonly position: string
  readonly signer: DocumentSigner
}

export interface Signing {
  readonly reason: string
  readonly location: string
  readonly signedAt: Date
  readonly signal?: AbortSignal | undefined
}

/**
 * Fills one signature field after the other.
 * @throws `identity.foreign`, `identity.forgotten`; the signal's reason where it is aborted
 */
export async function signByEach(
  drawn: Uint8Array,
  signers: readonly RecordSigner[],
  fieldNames: readonly string[],
  { reason, location, signedAt, signal }: Signing,
): Promise<Uint8Array> {
  let pdf = drawn
  for (const [at, { name, signer }] of signers.entries()) {
    signal?.throwIfAborted()
    const fieldName = fieldNames[at] ?? ''
    pdf = await signPdf(pdf, { fieldName, name, reason, location, signedAt, sign: (sha256) => signCms({ sha256 }, signer) })
  }
  return pdf
}

export function describePanel(person: RecordSigner, fieldName: string, signedAt: Date): PanelPerson {
  const { fingerprint } = readCertificate(person.signer.certificatePem)
  return { fieldName, name: person.name, position: person.position, signedAt, certificateFingerprint: fingerprint }
}
