// A detached signature that anybody's tools can check: CMS SignedData (RFC 5652) in the profile ETSI EN 319 122 calls CAdES,
// which PDF readers know as ETSI.CAdES.detached. ECDSA P-256 with SHA-256, certificates of signer and authority inside.
import * as asn1js from 'asn1js'
import { createHash, createPublicKey, verify } from 'node:crypto'
import * as pkijs from 'pkijs'
import { coded } from 'shared/errors'
import { ecdsaWithSha256, exactBuffer } from './certificate-fields'
import { readCertificate } from './certificate-reading'
import type { PersonSecret } from './person-secret'

export const cmsOid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** RFC 5035. */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const

/** Who signs: the keys in memory, the person's certificate and the authority's. */
export type DocumentSigner = {
  secret: Pick<PersonSecret, 'signDocument'>
  certificatePem: string
  authorityPem: string
}

/** Either the bytes, or their SHA-256 (32 bytes) where they were hashed as they streamed by. */
export type SignedContent = { content: Uint8Array } | { sha256: Uint8Array }

/**
 * Signs content without enclosing it.
 * @param options.signingTime told inside the signature; leave it out in a PDF, whose own /M says it (ETSI EN 319 142-1)
 * @returns DER of a ContentInfo
 * @throws `identity.foreign` where the certificate is not of the signer's key
 */
export function signCms(content: SignedContent, signer: DocumentSigner, options: { signingTime?: Date } = {}): Uint8Array {
  const leaf = readCertificate(signer.certificatePem)
  const authority = readCertificate(signer.authorityPem)
  const attributes = sortForDer([
    attribute(cmsOid.contentType, new asn1js.ObjectIdentifier({ value: cmsOid.data })),
    attribute(cmsOid.messageDigest, new asn1js.OctetString({ valueHex: exactBuffer(digestOf(content)) })),
    attribute(cmsOid.signingCertificateV2, makeSigningCertificateV2(leaf.der)),
    ...(options.signingTime ? [attribute(cmsOid.signingTime, makeSigningTime(options.signingTime))] : []),
  ])
  const toSign = new Uint8Array(new asn1js.Set({ value: attributes.map((one) => one.toSchema()) }).toBER())
  const signature = signer.secret.signDocument(toSign)
  const publicKey = createPublicKey({ key: Buffer.from(leaf.spki), format: 'der', type: 'spki' })
  if (!verify('sha256', toSign, publicKey, signature)) {
    throw coded(
      'identity.foreign',
      'This certificate belongs to other keys than the ones signed in. Sign in again; if it happens again, restore the school file.',
    )
  }

  const certificate = pkijs.Certificate.fromBER(exactBuffer(leaf.der))
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm: sha256Algorithm(),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: ecdsaWithSha256 }),
    signature: new asn1js.OctetString({ valueHex: exactBuffer(signature) }),
  })
  const signedData = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [sha256Algorithm()],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: cmsOid.data }),
    certificates: [certificate, pkijs.Certificate.fromBER(exactBuffer(authority.der))],
    signerInfos: [signerInfo],
  })
  const contentInfo = new pkijs.ContentInfo({ contentType: cmsOid.signedData, content: signedData.toSchema() })
  return new Uint8Array(contentInfo.toSchema().toBER())
}

/** SHA-256 of the content, 32 bytes. */
export function digestOf(content: SignedContent): Uint8Array {
  if ('content' in content) return new Uint8Array(createHash('sha256').update(content.content).digest())
  if (content.sha256.length !== 32) throw new Error('A SHA-256 digest has 32 bytes')
  return content.sha256
}

/** SigningCertificateV2 with one ESSCertIDv2; SHA-256 is its default algorithm and so left out (RFC 5035 section 4). */
function makeSigningCertificateV2(certificateDer: Uint8Array): asn1js.Sequence {
  const certHash = createHash('sha256').update(certificateDer).digest()
  const essCertId = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: exactBuffer(certHash) })] })
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [essCertId] })] })
}

/** RFC 5652 section 11.3: UTCTime through 2049, GeneralizedTime from 2050, whole seconds. */
function makeSigningTime(at: Date): asn1js.UTCTime {
  const valueDate = new Date(Math.floor(at.getTime() / 1000) * 1000)
  return at.getUTCFullYear() < 2050 ? new asn1js.UTCTime({ valueDate }) : new asn1js.GeneralizedTime({ valueDate })
}

/** DER wants the members of a SET OF in the order of their encodings (X.690 section 11.6), and the signature is over DER. */
function sortForDer(attributes: pkijs.Attribute[]): pkijs.Attribute[] {
  const encoded = attributes.map((one) => ({ one, der: Buffer.from(one.toSchema().toBER()) }))
  return encoded.sort((a, b) => Buffer.compare(a.der, b.der)).map(({ one }) => one)
}

function attribute(type: string, value: asn1js.BaseBlock): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] })
}

function sha256Algorithm(): pkijs.AlgorithmIdentifier {
  return new pkijs.AlgorithmIdentifier({ algorithmId: cmsOid.sha256 })
}
