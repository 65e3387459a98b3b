import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { tlsDetails } from 'shared/parts'
import { openCertificateBook, type ResponseSecurity, type ShownCertificate } from '../../src-main/evidence-view/certificate-book'
import { makeAuthority } from '../site/authority.mjs'

let good: ShownCertificate
let expired: ShownCertificate

/** As Electron shows a certificate. */
function show(pem: string, verificationResult: string): ShownCertificate {
  const parsed = new X509Certificate(pem)
  return {
    hostname: 'forum.localhost',
    verificationResult,
    certificate: {
      data: pem,
      fingerprint: `sha256/${Buffer.from(parsed.fingerprint256.replaceAll(':', ''), 'hex').toString('base64')}`,
      subjectName: 'forum.localhost',
      issuerName: 'Test authority',
      validStart: Date.parse(parsed.validFrom) / 1_000,
      validExpiry: Date.parse(parsed.validTo) / 1_000,
    },
  }
}

const securityOf = ({ certificate }: ShownCertificate): ResponseSecurity => ({
  protocol: 'TLS 1.3',
  keyExchange: '',
  keyExchangeGroup: 'X25519',
  cipher: 'AES_128_GCM',
  subjectName: certificate.subjectName,
  issuer: certificate.issuerName,
  validFrom: certificate.validStart,
  validTo: certificate.validExpiry,
})

beforeAll(async () => {
  const authority = await makeAuthority('Test authority')
  good = show((await authority.issueLeaf({ names: ['forum.localhost'] })).certificatePem, 'net::OK')
  expired = show(
    (await authority.issueLeaf({ names: ['forum.localhost'], validFromDays: -40, validForDays: 10 })).certificatePem,
    'net::ERR_CERT_DATE_INVALID',
  )
})

describe('the book of certificates', () => {
  test('describes the certificate of an answer, with the fingerprint that Node computes itself', () => {
    const book = openCertificateBook()
    book.note(good)
    const details = tlsDetails.parse(book.describeResponse('forum.localhost', securityOf(good)))
    expect(details).toMatchObject({
      protocol: 'TLS 1.3',
      cipher: 'X25519 AES_128_GCM',
      subject: 'CN=forum.localhost',
      issuer: 'CN=Test authority',
      verdict: 'ok',
    })
    expect(details.fingerprintSha256).toBe(new X509Certificate(good.certificate.data).fingerprint256.replaceAll(':', '').toLowerCase())
  })

  test('does not give an answer the fingerprint of another certificate of that host', () => {
    const book = openCertificateBook()
    book.note(expired)
    expect(book.describeResponse('forum.localhost', securityOf(good)).fingerprintSha256).toBeNull()
    expect(book.describeResponse('elsewhere.localhost', securityOf(expired)).fingerprintSha256).toBeNull()
  })

  test('describes the certificate of a failed handshake with Chromium’s verdict', () => {
    const book = openCertificateBook()
    book.note(good)
    expect(book.describeFailure('forum.localhost')).toBeNull()
    book.note(expired)
    book.note(good)
    expect(tlsDetails.parse(book.describeFailure('forum.localhost'))).toMatchObject({
      verdict: 'net::ERR_CERT_DATE_INVALID',
      subject: 'CN=forum.localhost',
    })
  })

  test('a certificate that cannot be parsed, or with impossible dates, is still told', () => {
    const book = openCertificateBook()
    const odd = {
      ...expired,
      certificate: { ...expired.certificate, data: 'not a certificate', fingerprint: 'sha256/short', validStart: -1e15, validExpiry: 1e15 },
    }
    book.note(odd)
    expect(tlsDetails.parse(book.describeFailure('forum.localhost'))).toMatchObject({
      subject: 'forum.localhost',
      fingerprintSha256: null,
      validFrom: null,
      validTo: null,
    })
  })
})
