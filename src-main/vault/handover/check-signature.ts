// Second question: who signed the list of hashes, and does the school's authority vouch for them?
import { CodedError } from 'shared/errors'
import { isIssuedBy, readCertificate, type CertificateFacts } from '../keys/certificate-reading'
import { verifyCms, type CmsFault, type CmsSigner } from '../keys/cms-verify'
import { tagFile } from './bag-text'
import { certificateFolder, payloadPath } from './bundle-layout'
import { readBytes, readText } from './check-files'
import type { OpenedBundle } from './opened-bundle'
import type { Findings } from './report'

/** The authority of the bundle, and everybody whom it certified, by path. */
export interface Certificates {
  readonly authority: CertificateFacts
  readonly people: ReadonlyMap<string, CertificateFacts>
}

/**
 * Reads every certificate.
 * @param trustedFingerprint the authority's SHA-256 as the school told it, in any spelling, or undefined
 * @returns null where there is no authority to check anything against
 */
export async function checkCertificates(
  bundle: OpenedBundle,
  trustedFingerprint: string | undefined,
  findings: Findings,
  remarks: Findings,
): Promise<Certificates | null> {
  const authority = await readCertificateFile(bundle, payloadPath.authority, findings)
  if (authority === null) return null
  if (!isIssuedBy(authority.der, authority.der)) {
    findings.add(payloadPath.authority, 'This certificate is not a certificate authority that vouches for itself.')
    return null
  }
  if (trustedFingerprint === undefined) {
    remarks.add(
      payloadPath.authority,
      'Compare its fingerprint with the school by telephone, on a number that you looked up yourself. Without that, anybody could have made this bundle.',
    )
  } else if (spellPlain(trustedFingerprint) !== authority.fingerprint) {
    findings.add(
      payloadPath.authority,
      'This is not the certificate authority whose fingerprint you gave. The bundle was signed by somebody else.',
    )
  }
  const people = new Map<string, CertificateFacts>()
  for (const path of bundle.files.keys()) {
    if (!path.startsWith(certificateFolder) || path === payloadPath.authority) continue
    const certificate = await readCertificateFile(bundle, path, findings)
    if (certificate === null) continue
    if (!isIssuedBy(certificate.der, authority.der)) findings.add(path, 'This certificate was not issued by the school’s authority.')
    else people.set(path, certificate)
  }
  return { authority, people }
}

/** Who signed, or null where nobody did whom the authority vouches for. */
export async function checkSignature(
  bundle: OpenedBundle,
  certificates: Certificates | null,
  findings: Findings,
): Promise<CmsSigner | null> {
  const signature = await readBytes(bundle, tagFile.signature, findings)
  const manifest = await readBytes(bundle, tagFile.manifest, findings)
  if (signature === null || manifest === null || certificates === null) return null
  try {
    const { signers } = verifyCms(signature, { content: manifest }, { authorityPem: certificates.authority.pem })
    const [signer, another] = signers
    if (signer === undefined || another !== undefined) {
      findings.add(tagFile.signature, 'A handover is signed by exactly one person. This one is not.')
      return null
    }
    if (signer.reason !== null) findings.add(...explainFault(signer.reason))
    return signer.ok ? signer : null
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    findings.add(tagFile.signature, 'The signature cannot be read. It was changed or damaged.')
    return null
  }
}

function explainFault(fault: CmsFault): [where: string, sentence: string] {
  switch (fault) {
    case 'content-changed':
      return [tagFile.manifest, 'The list of hashes is not the one that was signed. It was changed after signing.']
    case 'certificate-untrusted':
      return [tagFile.signature, 'The signature is by somebody whom the school’s authority does not vouch for.']
    case 'certificate-out-of-date':
      return [tagFile.signature, 'The signer’s certificate was not valid when the signature says it was made.']
    case 'signature-wrong':
      return [tagFile.signature, 'The signature is wrong: it was changed, or it was made with another key than its certificate’s.']
    case 'certificate-exchanged':
    case 'certificate-missing':
      return [tagFile.signature, 'The signer’s certificate was taken out of the signature or exchanged.']
    case 'unsupported':
      return [tagFile.signature, 'The signature is not of the kind that handovers bear (CAdES, ECDSA P-256 with SHA-256).']
  }
}

async function readCertificateFile(bundle: OpenedBundle, path: string, findings: Findings): Promise<CertificateFacts | null> {
  const pem = await readText(bundle, path, findings)
  if (pem === null) return null
  try {
    return readCertificate(pem)
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    findings.add(path, 'This certificate cannot be read.')
    return null
  }
}

/** A fingerprint as it may be typed: capitals, colons and spaces make no difference. */
function spellPlain(fingerprint: string): string {
  return fingerprint.toLowerCase().replace(/[\s:-]/g, '')
}
