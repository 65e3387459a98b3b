// A record of review in little: a page with a place to sign for each person, and their signatures.
import { resolve } from 'node:path'
import { openDocument } from '../../../src-main/vault/documents/furniture'
import { signPdf } from '../../../src-main/vault/documents/sign'
import { drawSignaturePanel } from '../../../src-main/vault/documents/signature-panel'
import { readCertificate } from '../../../src-main/vault/keys/certificate-reading'
import { signCms } from '../../../src-main/vault/keys/cms'
import type { Member } from '../keys/school'

const wording = { heading: 'Reviewing person', name: 'Name', position: 'Position', signature: 'Signature', wetSignature: 'In ink' }

export async function makeSignedRecord(signers: readonly Member[], authorityPem: string, signedAt: Date): Promise<Uint8Array> {
  const heading = {
    title: 'Record of review',
    reference: 'INC-2026-0014',
    school: 'Northgate Academy',
    logHead: { seq: 1, hash: '0'.repeat(64) },
  }
  const document = openDocument({ ...heading, madeAt: signedAt }, resolve('resources'))
  for (const [place, { name, public: keys }] of signers.entries()) {
    const certificateFingerprint = readCertificate(keys.documentCertificatePem).fingerprint
    drawSignaturePanel(document.flow, wording, {
      fieldName: `Signer${place + 1}`,
      name,
      position: 'Senior leader',
      signedAt,
      certificateFingerprint,
    })
  }
  let { pdf } = await document.finish()
  for (const [place, { name, secret, public: keys }] of signers.entries()) {
    const signer = { secret, certificatePem: keys.documentCertificatePem, authorityPem }
    const told = { fieldName: `Signer${place + 1}`, name, reason: 'Reviewing person', location: 'Office 2', signedAt }
    pdf = await signPdf(pdf, { ...told, sign: (sha256) => signCms({ sha256 }, signer) })
  }
  return pdf
}
