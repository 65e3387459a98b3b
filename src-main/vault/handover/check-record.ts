// The record of review carries its own signatures, of the two who reviewed: it can be taken out of the bundle and still be checked.
// Here they are held against the log, which says who signed.
import { CodedError } from 'shared/errors'
import { verifySignatures, type PdfSignature, type PdfSignatureFault } from '../documents/verify-signatures'
import { readCertificate } from '../keys/certificate-reading'
import { payloadPath } from './bundle-layout'
import { readBytes } from './check-files'
import type { CheckedLog } from './check-log'
import { bundleLimits, type OpenedBundle } from './opened-bundle'
import type { Findings } from './report'

/** Checks every signature in the record, and that they are the ones the log speaks of. */
export async function checkRecord(bundle: OpenedBundle, authorityPem: string, log: CheckedLog | null, findings: Findings): Promise<void> {
  const pdf = await readBytes(bundle, payloadPath.record, findings, bundleLimits.recordBytes)
  if (pdf === null) return
  const disagree = (sentence: string) => {
    findings.add(payloadPath.record, sentence)
  }
  try {
    const { signatures, emptyFields, appendedBytes, ok } = verifySignatures(pdf, { authorityPem })
    for (const signature of signatures) if (signature.fault !== null) disagree(explainFault(signature, signature.fault))
    if (emptyFields.length > 0) disagree('One of its places for a signature is empty.')
    if (signatures.length === 0) disagree('Nobody signed it.')
    else if (appendedBytes > 0) disagree('Something was added to the record after it was signed.')
    if (ok) compareWithLog(signatures, log, disagree)
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    disagree('Its signatures cannot be read: it is damaged, or it is not a record that Incident Room made.')
  }
}

function compareWithLog(signatures: readonly PdfSignature[], log: CheckedLog | null, disagree: (sentence: string) => void): void {
  const closed = log?.state.closed
  const expected = log?.state.documents.find(({ documentId }) => documentId === closed?.documentId)?.signedBy
  if (expected === undefined) return
  const signers = signatures.map(({ certificatePem }) => readCertificate(certificatePem).subjectSerial)
  if ([...signers].sort().join() !== [...expected].sort().join())
    disagree('It is not signed by the people who signed it according to the log.')
}

function explainFault({ subjectName, name }: PdfSignature, fault: PdfSignatureFault): string {
  const whose = `The signature of ${subjectName || name || 'an unnamed person'}`
  switch (fault) {
    case 'content-changed':
    case 'changed-since':
      return `${whose} no longer fits: the record was changed after it was signed.`
    case 'certificate-untrusted':
      return `${whose} is by somebody whom the school’s authority does not vouch for.`
    case 'certificate-out-of-date':
      return `${whose} was made when its certificate was not valid.`
    case 'signature-wrong':
    case 'certificate-exchanged':
    case 'certificate-missing':
    case 'range-wrong':
    case 'cms-unreadable':
    case 'unsupported':
      return `${whose} is wrong: it was changed, or it is not of the kind that such records bear.`
  }
}
