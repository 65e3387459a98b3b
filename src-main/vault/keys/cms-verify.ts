// Checking a detached CMS signature without believing any of it: against the bytes that were signed, never against a new
// encoding, and strictly, so that no bit of the signature file can be changed without a verdict.
import * as asn1js from 'asn1js'
import { createHash, createPublicKey, verify } from 'node:crypto'
import * as pkijs from 'pkijs'
import { coded } from 'shared/errors'
import { ecdsaWithSha256, exactBuffer } from './certificate-fields'
import { isIssuedBy, readCertificate, type CertificateFacts } from './certificate-reading'
import { cmsOid, digestOf, type SignedContent } from './cms'

/** Why a signature does not count, in the order in which it is looked at. */
export type CmsFault =
  | 'unsupported' // not a detached ECDSA P-256 signature with SHA-256 over signed attributes, each exactly once
  | 'certificate-missing' // the signer's certificate is not inside
  | 'signature-wrong' // the attributes were changed, or somebody else signed
  | 'certificate-exchanged' // signing-certificate-v2 names another certificate
  | 'content-changed' // the content is not what was signed
  | 'certificate-untrusted' // not issued by the trusted authority, or a stranger's certificate is enclosed
  | 'certificate-out-of-date' // not valid at the time of signing

export type CmsSigner = {
  /** Common name in the signer's certificate; empty where there is none. */
  subjectName: string
  certificatePem: string
  /** The time the signer claims, where the signature tells one. */
  signingTime: Date | null
  ok: boolean
  reason: CmsFault | null
}

/**
 * Checks every signer of a detached CMS signature.
 * @param options.authorityPem the authority to trust. Without it `ok` says only that the holder of the enclosed certificate's key
 *   signed this content
 * @param options.at the time of signing where the signature does not tell it (a PDF's /M)
 * @param options.padded accept zero bytes after the end, as in a PDF's /Contents
 * @throws `cms.unreadable` where the bytes are no CMS signature
 */
export function verifyCms(
  der: Uint8Array,
  content: SignedContent,
  options: { authorityPem?: string; at?: Date; padded?: boolean } = {},
): { signers: CmsSigner[] } {
  const signedData = parseSignedData(der, options.padded ?? false)
  const digest = digestOf(content)
  return { signers: signedData.signerInfos.map((info) => checkSigner(info, signedData, digest, options)) }
}

function checkSigner(
  info: pkijs.SignerInfo,
  signedData: pkijs.SignedData,
  digest: Uint8Array,
  options: { authorityPem?: string; at?: Date },
): CmsSigner {
  const certificate = findCertificate(info, signedData)
  const attributes = readAttributes(info)
  const at = attributes?.signingTime ?? options.at ?? null
  const reason = findFault(info, signedData, certificate, attributes, digest, at, options.authorityPem)
  return {
    subjectName: certificate?.commonName ?? '',
    certificatePem: certificate?.pem ?? '',
    signingTime: attributes?.signingTime ?? null,
    ok: reason === null,
    reason,
  }
}

function findFault(
  info: pkijs.SignerInfo,
  signedData: pkijs.SignedData,
  certificate: CertificateFacts | null,
  attributes: SignedAttributes | null,
  digest: Uint8Array,
  at: Date | null,
  authorityPem: string | undefined,
): CmsFault | null {
  if (!isOurProfile(info, signedData) || attributes === null) return 'unsupported'
  if (certificate === null) return 'certificate-missing'
  if (!isSignedBy(certificate, attributes.der, new Uint8Array(info.signature.getValue()))) return 'signature-wrong'
  if (!sameBytes(attributes.certificateHash, createHash('sha256').update(certificate.der).digest())) return 'certificate-exchanged'
  if (!sameBytes(attributes.messageDigest, digest)) return 'content-changed'
  if (authorityPem !== undefined && !isTrusted(certificate, signedData, authorityPem)) return 'certificate-untrusted'
  if (at !== null && (at < certificate.notBefore || at > certificate.notAfter)) return 'certificate-out-of-date'
  return null
}

function isOurProfile(info: pkijs.SignerInfo, { version, digestAlgorithms, encapContentInfo }: pkijs.SignedData): boolean {
  return (
    version === 1 &&
    info.version === 1 &&
    digestAlgorithms.every(({ algorithmId }) => algorithmId === cmsOid.sha256) &&
    encapContentInfo.eContentType === cmsOid.data &&
    encapContentInfo.eContent === undefined &&
    info.digestAlgorithm.algorithmId === cmsOid.sha256 &&
    info.signatureAlgorithm.algorithmId === ecdsaWithSha256
  )
}

/** Issued by the authority, and with nothing beside it but the authority's own certificate and the other signers'. */
function isTrusted(certificate: CertificateFacts, signedData: pkijs.SignedData, authorityPem: string): boolean {
  const known = [readCertificate(authorityPem).der, ...signedData.signerInfos.map((info) => findCertificate(info, signedData)?.der)]
  const enclosed = (signedData.certificates ?? []).map(derOf)
  return (
    isIssuedBy(certificate.der, authorityPem) &&
    enclosed.every((one) => known.some((other) => other !== undefined && sameBytes(one, other)))
  )
}

type SignedAttributes = { der: Uint8Array; messageDigest: Uint8Array; certificateHash: Uint8Array; signingTime: Date | null }

/** The signed attributes, or null where one is missing, doubled or of another form than this profile's. */
function readAttributes(info: pkijs.SignerInfo): SignedAttributes | null {
  const all = info.signedAttrs?.attributes ?? []
  const types = all.map(({ type }) => type)
  if (info.signedAttrs === undefined || new Set(types).size !== types.length) return null
  const valueOf = (type: string): unknown => {
    const values: unknown[] = all.find((one) => one.type === type)?.values ?? []
    return values.length === 1 ? values[0] : undefined
  }
  const contentType = valueOf(cmsOid.contentType)
  const messageDigest = valueOf(cmsOid.messageDigest)
  const certificateHash = readCertificateHash(valueOf(cmsOid.signingCertificateV2))
  const signingTime = valueOf(cmsOid.signingTime)
  if (!(contentType instanceof asn1js.ObjectIdentifier) || contentType.getValue() !== cmsOid.data) return null
  if (!(messageDigest instanceof asn1js.OctetString) || certificateHash === null) return null
  if (signingTime !== undefined && !(signingTime instanceof asn1js.UTCTime)) return null
  return {
    // pkijs keeps the bytes as read, with the SET tag that RFC 5652 section 5.4 says to hash in place of [0].
    der: new Uint8Array(info.signedAttrs.encodedValue),
    messageDigest: new Uint8Array(messageDigest.getValue()),
    certificateHash,
    signingTime: signingTime?.toDate() ?? null,
  }
}

/** certHash of the first ESSCertIDv2, which must be the signer's (RFC 5035 section 3); SHA-256 named or by default. */
function readCertificateHash(value: unknown): Uint8Array | null {
  const certs = firstMember(value)
  const parts = membersOf(firstMember(certs))
  const [first, second] = parts
  if (first instanceof asn1js.OctetString) return new Uint8Array(first.getValue())
  const algorithm = firstMember(first)
  const isSha256 = algorithm instanceof asn1js.ObjectIdentifier && algorithm.getValue() === cmsOid.sha256
  return isSha256 && second instanceof asn1js.OctetString ? new Uint8Array(second.getValue()) : null
}

function membersOf(value: unknown): asn1js.BaseBlock[] {
  return value instanceof asn1js.Sequence ? value.valueBlock.value : []
}

function firstMember(value: unknown): asn1js.BaseBlock | undefined {
  return membersOf(value)[0]
}

function findCertificate(info: pkijs.SignerInfo, signedData: pkijs.SignedData): CertificateFacts | null {
  const sid: unknown = info.sid
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return null
  const found = signedData.certificates?.find(
    // Byte for byte: the library's own comparison of names folds case and blanks.
    (one) =>
      one instanceof pkijs.Certificate && one.serialNumber.isEqual(sid.serialNumber) && sameBytes(derOf(one.issuer), derOf(sid.issuer)),
  )
  try {
    return found instanceof pkijs.Certificate ? readCertificate(new Uint8Array(found.toSchema().toBER())) : null
  } catch {
    return null
  }
}

function isSignedBy(certificate: CertificateFacts, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(certificate.spki), format: 'der', type: 'spki' })
  return verify('sha256', message, key, signature)
}

function parseSignedData(der: Uint8Array, padded: boolean): pkijs.SignedData {
  try {
    const asn1 = asn1js.fromBER(exactBuffer(der))
    const rest = der.subarray(asn1.offset)
    if (asn1.offset === -1 || (rest.length > 0 && !(padded && rest.every((byte) => byte === 0)))) throw new Error('Not one structure')
    // The parser is lenient with lengths; what it understood must be what stands there.
    if (!sameBytes(new Uint8Array(asn1.result.toBER()), der.subarray(0, asn1.offset))) throw new Error('Not DER')
    const contentInfo = new pkijs.ContentInfo({ schema: asn1.result })
    const signedData = new pkijs.SignedData({ schema: contentInfo.content })
    if (contentInfo.contentType !== cmsOid.signedData || signedData.signerInfos.length === 0) throw new Error('Not signed data')
    return signedData
  } catch {
    throw coded('cms.unreadable', 'A signature in this file cannot be read. The file is damaged, or it was not made by Incident Room.')
  }
}

function derOf(part: { toSchema(): asn1js.BaseBlock }): Uint8Array {
  return new Uint8Array(part.toSchema().toBER())
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b)
}
