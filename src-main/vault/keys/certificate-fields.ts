// The parts of an X.509 certificate (RFC 5280) that the school's authority and its people use, and putting them together.
import * as asn1js from 'asn1js'
import { createHash, randomBytes } from 'node:crypto'
import * as pkijs from 'pkijs'

/** Names as they appear in a certificate. Any script: they are UTF8String. */
export type DistinguishedName = { organisation: string; title?: string; commonName: string; serialNumber?: string }

/** Attribute types, RFC 4519. */
export const nameOid = { commonName: '2.5.4.3', serialNumber: '2.5.4.5', organisation: '2.5.4.10', title: '2.5.4.12' } as const
export const ecdsaWithSha256 = '1.2.840.10045.4.3.2'

/** Bits of the key usage extension that are used here, as the first octet of its bit string (RFC 5280 section 4.2.1.3). */
export const keyUsage = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04, cRLSign: 0x02 } as const

/** Upper bound of RFC 5280 appendix A.1 for names and titles, in characters. */
export const nameLimit = 64

export function makeName(name: DistinguishedName): pkijs.RelativeDistinguishedNames {
  const part = (type: string, value: asn1js.BaseBlock) =>
    new asn1js.Set({ value: [new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: type }), value] })] })
  const utf8 = (type: string, value: string) => part(type, new asn1js.Utf8String({ value: fitName(value, nameLimit) }))
  const der = new asn1js.Sequence({
    value: [
      utf8(nameOid.organisation, name.organisation),
      ...(name.title === undefined ? [] : [utf8(nameOid.title, name.title)]),
      utf8(nameOid.commonName, name.commonName),
      ...(name.serialNumber === undefined ? [] : [part(nameOid.serialNumber, new asn1js.PrintableString({ value: name.serialNumber }))]),
    ],
  }).toBER()
  // Read from DER, because the library would write all parts as one multi-valued part.
  return pkijs.RelativeDistinguishedNames.fromBER(der)
}

/** Signs with a P-256 key; DER out. */
export type SignDer = (message: Uint8Array) => Uint8Array

/**
 * Puts a version 3 certificate together and has it signed (ECDSA P-256 with SHA-256). Serial: 127 random bits.
 * @param spki SubjectPublicKeyInfo of the subject, DER
 * @param notBefore floored to the second; the certificate is valid for `years` from then
 * @returns DER
 */
export function buildCertificate(
  parts: {
    subject: pkijs.RelativeDistinguishedNames
    issuer: pkijs.RelativeDistinguishedNames
    spki: Uint8Array
    extensions: pkijs.Extension[]
    notBefore: Date
    years: number
  },
  sign: SignDer,
): Uint8Array {
  const from = new Date(Math.floor(parts.notBefore.getTime() / 1000) * 1000)
  const until = new Date(from)
  until.setUTCFullYear(from.getUTCFullYear() + parts.years)
  const algorithm = new pkijs.AlgorithmIdentifier({ algorithmId: ecdsaWithSha256 })
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ valueHex: makeSerial() }),
    signature: algorithm,
    signatureAlgorithm: algorithm,
    issuer: parts.issuer,
    subject: parts.subject,
    notBefore: makeTime(from),
    notAfter: makeTime(until),
    subjectPublicKeyInfo: pkijs.PublicKeyInfo.fromBER(exactBuffer(parts.spki)),
    extensions: parts.extensions,
  })
  const signature = sign(new Uint8Array(certificate.encodeTBS().toBER()))
  certificate.signatureValue = new asn1js.BitString({ valueHex: exactBuffer(signature) })
  return new Uint8Array(certificate.toSchema(true).toBER())
}

export function basicConstraints(cA: boolean): pkijs.Extension {
  const value = cA ? new pkijs.BasicConstraints({ cA, pathLenConstraint: 0 }) : new pkijs.BasicConstraints({ cA })
  return extension('2.5.29.19', true, value.toSchema().toBER())
}

/** @param bits of {@link keyUsage} */
export function keyUsageExtension(...bits: number[]): pkijs.Extension {
  const octet = bits.reduce((all, bit) => all | bit, 0)
  const unusedBits = 31 - Math.clz32(octet & -octet)
  return extension('2.5.29.15', true, new asn1js.BitString({ valueHex: Uint8Array.of(octet).buffer, unusedBits }).toBER())
}

export function subjectKeyIdentifier(spki: Uint8Array): pkijs.Extension {
  return extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: exactBuffer(keyIdentifierOf(spki)) }).toBER())
}

export function authorityKeyIdentifier(issuerSpki: Uint8Array): pkijs.Extension {
  const keyIdentifier = new asn1js.OctetString({ valueHex: exactBuffer(keyIdentifierOf(issuerSpki)) })
  return extension('2.5.29.35', false, new pkijs.AuthorityKeyIdentifier({ keyIdentifier }).toSchema().toBER())
}

/** Subject alternative names that are URIs. */
export function alternativeUris(uris: string[]): pkijs.Extension {
  const altNames = uris.map((value) => new pkijs.GeneralName({ type: 6, value }))
  return extension('2.5.29.17', false, new pkijs.AltName({ altNames }).toSchema().toBER())
}

/** A name cut to `limit` characters, with an ellipsis where something is gone. */
export function fitName(value: string, limit: number): string {
  const characters = Array.from(value)
  return characters.length <= limit ? value : `${characters.slice(0, limit - 1).join('')}…`
}

/** A copy in an ArrayBuffer of exactly its size: asn1js reads the whole buffer behind a view. */
export function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

/** RFC 7093 section 2 method 1: the leftmost 160 bits of SHA-256 over the public key. No SHA-1. */
function keyIdentifierOf(spki: Uint8Array): Uint8Array {
  const key = pkijs.PublicKeyInfo.fromBER(exactBuffer(spki)).subjectPublicKey.valueBlock.valueHexView
  return new Uint8Array(createHash('sha256').update(key).digest()).slice(0, 20)
}

function makeSerial(): ArrayBuffer {
  const serial = new Uint8Array(randomBytes(16))
  // Positive, and its first octet never zero, so that it is minimal DER as it stands.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return serial.buffer
}

/** RFC 5280 section 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050. */
function makeTime(value: Date): pkijs.Time {
  return new pkijs.Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value })
}

function extension(extnID: string, critical: boolean, extnValue: ArrayBuffer): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue })
}
