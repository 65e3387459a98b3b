// Remembers the certificates that servers showed during this view, because Chromium tells the whole certificate only at the moment
// when it is checked, and for a failed handshake at no other time.
import { X509Certificate } from 'node:crypto'
import type { TlsDetails } from 'shared/parts'

/** The part of Electron's verification request that is kept. */
export interface ShownCertificate {
  readonly hostname: string
  readonly certificate: {
    readonly data: string
    readonly fingerprint: string
    readonly subjectName: string
    readonly issuerName: string
    /** Seconds since 1970. */
    readonly validStart: number
    readonly validExpiry: number
  }
  /** `net::OK` or the name of the error. */
  readonly verificationResult: string
}

/** The security details of a response, as the DevTools protocol tells them (Network.SecurityDetails). */
export interface ResponseSecurity {
  readonly protocol: string
  readonly keyExchange: string
  readonly keyExchangeGroup?: string | undefined
  readonly cipher: string
  readonly subjectName: string
  readonly issuer: string
  /** Seconds since 1970. */
  readonly validFrom: number
  readonly validTo: number
}

export interface CertificateBook {
  readonly note: (shown: ShownCertificate) => void
  /** TLS details of an answered request. */
  readonly describeResponse: (hostname: string, security: ResponseSecurity) => TlsDetails
  /** TLS details of a handshake that failed; null where no certificate of that host was seen to fail. */
  readonly describeFailure: (hostname: string) => TlsDetails | null
  /** Fingerprint of the certificate of that host that failed last, as Chromium writes it; null where none failed. */
  readonly readFailedFingerprint: (hostname: string) => string | null
}

/** A page can draw on hosts without end; the oldest are forgotten. */
const hostLimit = 2_000

/** Opens an empty book. */
export function openCertificateBook(): CertificateBook {
  const byHost = new Map<string, ShownCertificate[]>()
  const findFailed = (hostname: string) => (byHost.get(hostname) ?? []).find(({ verificationResult }) => verificationResult !== 'net::OK')
  return {
    note: (shown) => {
      const known = byHost.get(shown.hostname) ?? []
      const others = known.filter(({ certificate }) => certificate.fingerprint !== shown.certificate.fingerprint)
      byHost.delete(shown.hostname)
      byHost.set(shown.hostname, [shown, ...others].slice(0, 5))
      const oldest = byHost.keys().next()
      if (byHost.size > hostLimit && !oldest.done) byHost.delete(oldest.value)
    },
    describeResponse: (hostname, security) => {
      const shown = (byHost.get(hostname) ?? []).find(
        ({ certificate }) => certificate.validStart === security.validFrom && certificate.validExpiry === security.validTo,
      )
      return {
        protocol: security.protocol,
        cipher: [security.keyExchange || security.keyExchangeGroup, security.cipher].filter(Boolean).join(' '),
        ...(shown ? describeCertificate(shown) : describeFromResponse(security)),
        // A page may be shown in spite of its certificate where both accepted it; the verdict stays what it was.
        verdict: shown && shown.verificationResult !== 'net::OK' ? shown.verificationResult : 'ok',
      }
    },
    readFailedFingerprint: (hostname) => findFailed(hostname)?.certificate.fingerprint ?? null,
    describeFailure: (hostname) => {
      const shown = findFailed(hostname)
      return shown ? { protocol: '', cipher: '', ...describeCertificate(shown), verdict: shown.verificationResult } : null
    },
  }
}

type CertificatePart = Pick<TlsDetails, 'subject' | 'issuer' | 'fingerprintSha256' | 'validFrom' | 'validTo'>

function describeCertificate({ certificate }: ShownCertificate): CertificatePart {
  const names = readNames(certificate)
  return {
    ...names,
    fingerprintSha256: readFingerprint(certificate.fingerprint),
    validFrom: toInstant(certificate.validStart),
    validTo: toInstant(certificate.validExpiry),
  }
}

function describeFromResponse(security: ResponseSecurity): CertificatePart {
  return {
    subject: bound(security.subjectName),
    issuer: bound(security.issuer),
    fingerprintSha256: null,
    validFrom: toInstant(security.validFrom),
    validTo: toInstant(security.validTo),
  }
}

/** Whole distinguished names where the certificate can be parsed, common names where it cannot. */
function readNames({ data, subjectName, issuerName }: ShownCertificate['certificate']): { subject: string; issuer: string } {
  try {
    const parsed = new X509Certificate(data)
    return { subject: bound(inOneLine(parsed.subject)), issuer: bound(inOneLine(parsed.issuer)) }
  } catch {
    return { subject: bound(subjectName), issuer: bound(issuerName) }
  }
}

/** Chromium writes `sha256/` and base64. */
function readFingerprint(fingerprint: string): string | null {
  const hex = Buffer.from(fingerprint.replace(/^sha256\//, ''), 'base64').toString('hex')
  return hex.length === 64 ? hex : null
}

function toInstant(seconds: number): string | null {
  const date = new Date(seconds * 1_000)
  // Years beyond four digits are not RFC 3339.
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9_999 || date.getUTCFullYear() < 0 ? null : date.toISOString()
}

// X509Certificate types its names as always present; a certificate without a subject has none.
function inOneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ')
}

function bound(text: string): string {
  return text.slice(0, 1_000)
}
