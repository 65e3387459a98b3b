import fc from 'fast-check'
import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { signCms, type DocumentSigner } from '../../../src-main/vault/keys/cms'
import { verifyCms } from '../../../src-main/vault/keys/cms-verify'
import { ask } from './judges'
import { at, codeOf, makeSchool, type Member, type School } from './school'

const content = new TextEncoder().encode('5d41402abc4b2a76b9719d911017c592  data/report.pdf\n')
const changed = new TextEncoder().encode('5d41402abc4b2a76b9719d911017c593  data/report.pdf\n')
const signedAt = new Date('2026-11-23T10:11:12.900Z')
let school: School
let other: School
let signer: DocumentSigner

const signerOf = (from: School, member: Member): DocumentSigner => ({
  secret: member.secret,
  certificatePem: member.public.documentCertificatePem,
  authorityPem: from.authority.certificatePem,
})

beforeAll(async () => {
  school = await makeSchool(['Zoë Ångström'])
  other = await makeSchool(['Zoë Ångström'])
  signer = signerOf(school, at(school.members, 0))
})

/** openssl's own verdict, as an officer would ask for it at the time of signing. */
function askOpenssl(der: Uint8Array, signed: Uint8Array, ca: string, ...more: string[]) {
  const attime = String(signedAt.getTime() / 1000 + 60).split('.')[0] ?? ''
  const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 's.p7s', '-content', 'content', '-CAfile', 'ca.pem']
  const quiet = ['-attime', attime, '-out', 'out', ...more]
  return ask('openssl', [...args, ...quiet], { 's.p7s': der, content: signed, 'ca.pem': ca })
}

describe('a detached signature, judged by openssl', () => {
  it.each([{ signingTime: signedAt }, {}])('is a valid CAdES signature with %j', (options) => {
    const der = signCms({ content }, signer, options)
    const ca = school.authority.certificatePem
    expect(askOpenssl(der, content, ca, '-purpose', 'any')).toMatchObject({ ok: true })
    expect(askOpenssl(der, content, ca).output).toContain('CAdES Verification successful')
    expect(askOpenssl(der, changed, ca).ok).toBe(false)
    expect(askOpenssl(der, content, other.authority.certificatePem).ok).toBe(false)
  })

  it('may be made from a digest alone, for content that streamed by', () => {
    const big = randomBytes(3_000_000)
    const sha256 = new Uint8Array(createHash('sha256').update(big).digest())
    const der = signCms({ sha256 }, signer)
    expect(askOpenssl(der, big, school.authority.certificatePem).ok).toBe(true)
  })

  it('tells the time of signing where asked, and the profile’s attributes always', () => {
    const print = (der: Uint8Array) => ask('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', 's'], { s: der }).output
    const withTime = print(signCms({ content }, signer, { signingTime: signedAt }))
    const without = print(signCms({ content }, signer))
    expect(withTime).toContain('UTCTIME:Nov 23 10:11:12 2026 GMT')
    expect(without).not.toContain('signingTime')
    for (const text of [withTime, without]) {
      for (const part of ['contentType', 'messageDigest', 'id-smime-aa-signingCertificateV2', 'ecdsa-with-SHA256'])
        expect(text).toContain(part)
      expect(text).toContain('eContent: <ABSENT>')
      expect(text.match(/tbsCertificate|cert_info:/g)).toHaveLength(2)
    }
  })

  it('writes a time after 2049 as GeneralizedTime', () => {
    const der = signCms({ content }, signer, { signingTime: new Date('2051-02-03T04:05:06Z') })
    const [only] = verifyCms(der, { content }).signers
    expect(only?.signingTime?.toISOString()).toBe('2051-02-03T04:05:06.000Z')
    expect(only?.reason).toBe('certificate-out-of-date')
    expect(ask('openssl', ['asn1parse', '-inform', 'DER', '-in', 's'], { s: der }).output).toContain('GENERALIZEDTIME   :20510203040506Z')
  })

  it('orders its signed attributes as DER demands, whatever the digest', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (sha256) => {
        const der = signCms({ sha256 }, signer, { signingTime: signedAt })
        expect(verifyCms(der, { sha256 }, { authorityPem: signer.authorityPem }).signers.map(({ ok }) => ok)).toEqual([true])
      }),
      { numRuns: 30 },
    )
  })
})

describe('our own verdict', () => {
  const verdict = (der: Uint8Array, options: Parameters<typeof verifyCms>[2] = {}, of: Uint8Array = content) =>
    at(verifyCms(der, { content: of }, options).signers, 0)

  it('names the signer and the time', () => {
    const trusted = { authorityPem: school.authority.certificatePem }
    expect(verdict(signCms({ content }, signer, { signingTime: signedAt }), trusted)).toEqual({
      subjectName: 'Zoë Ångström',
      certificatePem: signer.certificatePem,
      signingTime: new Date('2026-11-23T10:11:12.000Z'),
      ok: true,
      reason: null,
    })
  })

  it('says what is wrong', () => {
    const der = signCms({ content }, signer, { signingTime: signedAt })
    expect(verdict(der, {}, changed).reason).toBe('content-changed')
    expect(verdict(der, { authorityPem: other.authority.certificatePem }).reason).toBe('certificate-untrusted')
    expect(verdict(der, { authorityPem: signer.certificatePem }).reason).toBe('certificate-untrusted')
    expect(verdict(signCms({ content }, signer), { at: new Date('2040-01-01') }).reason).toBe('certificate-out-of-date')
    expect(verdict(signCms({ content }, signer), { at: signedAt }).reason).toBe(null)
  })

  it('finds another certificate put in the place of the signer’s', () => {
    // The same key, certified twice: only signing-certificate-v2 tells which one signed.
    const der = Buffer.from(signCms({ content }, signer))
    const cert = Buffer.from(signer.certificatePem.replace(/-----[A-Z ]+-----|\n/g, ''), 'base64')
    const place = der.indexOf(cert)
    expect(place).toBeGreaterThan(0)
    const inSignatureOfCertificate = place + cert.length - 1
    der.writeUInt8(der.readUInt8(inSignatureOfCertificate) ^ 1, inSignatureOfCertificate)
    expect(verdict(der).reason).toBe('certificate-exchanged')
  })

  it('accepts no signature file with any single bit changed', () => {
    const der = signCms({ content }, signer, { signingTime: signedAt })
    const trusted = { authorityPem: school.authority.certificatePem }
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(7), (place, bit) => {
        const forged = Uint8Array.from(der)
        forged[place] = (forged[place] ?? 0) ^ (1 << bit)
        let accepted = false
        try {
          accepted = verifyCms(forged, { content }, trusted).signers.some(({ ok }) => ok)
        } catch (error) {
          expect(error).toMatchObject({ code: 'cms.unreadable' })
        }
        expect(accepted).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('agrees with openssl about a signature that openssl made', () => {
    const make = `
      openssl ecparam -name prime256v1 -genkey -noout -out ca.key &&
      openssl req -x509 -new -key ca.key -subj '/O=Élan/CN=Other CA' -utf8 -days 30 -out ca.pem &&
      openssl ecparam -name prime256v1 -genkey -noout -out a.key &&
      openssl req -new -key a.key -subj '/O=Élan/CN=Other Person' -utf8 -out a.csr &&
      openssl x509 -req -in a.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out a.pem &&
      openssl cms -sign -cades -binary -md sha256 -signer a.pem -inkey a.key -in content -outform DER -out s.p7s &&
      cat ca.pem && cat s.p7s`
    const made = ask('sh', ['-c', make], { content })
    expect(made.ok).toBe(true)
    const end = made.bytes.indexOf('-----END CERTIFICATE-----\n') + 26
    const [authorityPem, der] = [made.bytes.subarray(0, end).toString(), new Uint8Array(made.bytes.subarray(end))]
    expect(verdict(der, { authorityPem })).toMatchObject({ ok: true, subjectName: 'Other Person' })
    expect(verdict(der, { authorityPem }, changed)).toMatchObject({ ok: false, reason: 'content-changed' })
  })

  it('does not accept a signature without signed attributes, or by another algorithm', () => {
    const make = (flags: string, key: string) => `
      openssl ${key} -out a.key 2>/dev/null && openssl req -x509 -new -key a.key -subj /CN=X -days 30 -out a.pem &&
      openssl cms -sign -binary ${flags} -signer a.pem -inkey a.key -in content -outform DER`
    const p256 = 'ecparam -name prime256v1 -genkey -noout'
    for (const [flags, key] of [
      ['-noattr', p256],
      ['', p256],
      ['-cades -md sha512', p256],
      ['-cades', 'genpkey -algorithm RSA'],
    ] as const) {
      const made = ask('sh', ['-c', make(flags, key)], { content })
      expect(made.ok).toBe(true)
      expect(verdict(new Uint8Array(made.bytes)).ok).toBe(false)
    }
  })

  it('reads a padded signature only where padding is allowed', async () => {
    const padded = Buffer.concat([signCms({ content }, signer), Buffer.alloc(500)])
    expect(verdict(padded, { padded: true }).ok).toBe(true)
    expect(await codeOf(() => verdict(padded))).toBe('cms.unreadable')
    padded.writeUInt8(1, padded.length - 1)
    expect(await codeOf(() => verdict(padded, { padded: true }))).toBe('cms.unreadable')
  })

  it('refuses what is no signature', async () => {
    const der = signCms({ content }, signer)
    for (const nothing of [new Uint8Array(), Buffer.from('text'), der.slice(0, 400), randomBytes(300)]) {
      expect(await codeOf(() => verifyCms(nothing, { content }))).toBe('cms.unreadable')
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => verifyCms(bytes, { content })).toThrow(expect.objectContaining({ code: 'cms.unreadable' }))
      }),
    )
  })
})

it('does not sign with a certificate of other keys', async () => {
  const foreign = { ...signer, certificatePem: at(other.members, 0).public.documentCertificatePem }
  expect(await codeOf(() => signCms({ content }, foreign))).toBe('identity.foreign')
})
