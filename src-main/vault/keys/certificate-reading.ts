// Reading a certificate: who it names, which keys it certifies, and whether one certificate issued another.
import { X509Certificate, createHash } from 'node:crypto'
import * as pkijs from 'pkijs'
import { coded } from 'shared/errors'
import { exactBuffer, nameOid } from './certificate-fields'

export type CertificateFacts = {
  pem: string
  der: Uint8Array
  /** Common name, the person's or the authority's. */
  commonName: string
  organisation: string
  /** Position of a person; empty for an authority. */
  title: string
  /** Subject serial number: the person's id; empty for an authority. */
  subjectSerial: string
  uris: string[]
  isAuthority: boolean
  /** SHA-256 of the DER, 64 lower-case hex digits. */
  fingerprint: string
  notBefore: Date
  notAfter: Date
  /** SubjectPublicKeyInfo, DER. */
  spki: Uint8Array
}

/**
 * Reads a certificate with a P-256 key.
 * @param certificate PEM, or DER bytes
 * @throws `certificate.unreadable`
 */
export function readCertificate(certificate: string | Uint8Array): CertificateFacts {
  try {
    const x509 = new X509Certificate(certificate)
    const der = new Uint8Array(x509.raw)
    const parsed = pkijs.Certificate.fromBER(exactBuffer(der))
    const key = x509.publicKey
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('Not P-256')
    const name = (oid: string) => parsed.subject.typesAndValues.find(({ type }) => type === oid)?.value.valueBlock.value ?? ''
    return {
      pem: writePem(der),
      der,
      commonName: name(nameOid.commonName),
      organisation: name(nameOid.organisation),
      title: name(nameOid.title),
      subjectSerial: name(nameOid.serialNumber),
      uris: urisOf(parsed),
      isAuthority: x509.ca,
      fingerprint: createHash('sha256').update(der).digest('hex'),
      notBefore: parsed.notBefore.value,
      notAfter: parsed.notAfter.value,
      spki: new Uint8Array(key.export({ format: 'der', type: 'spki' })),
    }
  } catch {
    throw coded(
      'certificate.unreadable',
      'A certificate in this file cannot be read. The file is damaged, or it was not made by Incident Room.',
    )
  }
}

/** Whether `authorityPem` is an authority whose key signed this certificate. Says nothing about dates. */
export function isIssuedBy(certificate: string | Uint8Array, authorityPem: string | Uint8Array): boolean {
  try {
    const leaf = new X509Certificate(certificate)
    const authority = new X509Certificate(authorityPem)
    return authority.ca && leaf.checkIssued(authority) && leaf.verify(authority.publicKey)
  } catch {
    return false
  }
}

/** PEM (RFC 7468) of a certificate's DER. */
export function writePem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function urisOf(certificate: pkijs.Certificate): string[] {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.17')
  const names = extension?.parsedValue instanceof pkijs.AltName ? extension.parsedValue.altNames : []
  return names.filter(({ type }) => type === 6).map(({ value }) => String(value))
}
