import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { openAuthority, sealAuthority } from '../../../src-main/vault/keys/authority'
import { isIssuedBy, readCertificate } from '../../../src-main/vault/keys/certificate-reading'
import { enrolPerson, foundAuthority } from '../../../src-main/vault/keys/enrolment'
import { readEnrolment, verifyPerson } from '../../../src-main/vault/keys/person-public'
import { ask } from './judges'
import { at, codeOf, enrol, enrolledAt, makeSchool, type Member, type School } from './school'

let school: School
let head: Member
let senior: Member

beforeAll(async () => {
  school = await makeSchool(['Head Teacher', 'Sam Senior'])
  head = at(school.members, 0)
  senior = at(school.members, 1)
})

const describeByOpenssl = (pem: string) =>
  ask('openssl', ['x509', '-in', 'c.pem', '-noout', '-text', '-nameopt', 'utf8,sep_multiline,lname'], { 'c.pem': pem }).output

describe('the school’s authority, judged by openssl', () => {
  it('is a P-256 authority that may sign certificates and revocation lists, one level deep, for 20 years', () => {
    const text = describeByOpenssl(school.authority.certificatePem)
    expect(text).toContain('commonName=Northgate Academy evidence CA')
    const names = ask('openssl', ['x509', '-in', 'c.pem', '-noout', '-subject', '-issuer'], { 'c.pem': school.authority.certificatePem })
    const name = 'O = Northgate Academy, CN = Northgate Academy evidence CA'
    expect(names.output).toBe(`subject=${name}\nissuer=${name}\n`)
    expect(text).toContain('organizationName=Northgate Academy')
    expect(text).toContain('prime256v1')
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/)
    expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/)
    expect(text).toContain('Not Before: Nov 22 09:30:00 2026 GMT')
    expect(text).toContain('Not After : Nov 22 09:30:00 2046 GMT')
    const identifiers = [...text.matchAll(/[0-9A-F]{2}(?::[0-9A-F]{2}){19}/g)].map(([found]) => found)
    expect(identifiers).toHaveLength(2)
    expect(identifiers[0]).toBe(identifiers[1])
  })

  it('verifies itself, and a person under it, strictly', () => {
    const files = { 'ca.pem': school.authority.certificatePem, 'leaf.pem': senior.public.documentCertificatePem }
    const attime = String(Math.floor(enrolledAt.getTime() / 1000))
    const strictly = ['verify', '-x509_strict', '-attime', attime, '-CAfile', 'ca.pem']
    expect(ask('openssl', [...strictly, 'ca.pem'], files)).toMatchObject({ ok: true, output: 'ca.pem: OK\n' })
    expect(ask('openssl', [...strictly, 'leaf.pem'], files)).toMatchObject({ ok: true, output: 'leaf.pem: OK\n' })
  })

  it('does not vouch for another school’s people', async () => {
    const other = await makeSchool(['Sam Senior'])
    const files = { 'ca.pem': school.authority.certificatePem, 'leaf.pem': at(other.members, 0).public.documentCertificatePem }
    expect(ask('openssl', ['verify', '-CAfile', 'ca.pem', 'leaf.pem'], files).ok).toBe(false)
    expect(isIssuedBy(files['leaf.pem'], files['ca.pem'])).toBe(false)
  })

  it('writes dates after 2049 as GeneralizedTime', () => {
    const later = foundAuthority('Northgate Academy', new Date('2049-06-01T00:00:00Z'))
    const text = ask('openssl', ['asn1parse', '-in', 'c.pem'], { 'c.pem': later.certificatePem }).output
    expect(text).toContain('UTCTIME           :490601000000Z')
    expect(text).toContain('GENERALIZEDTIME   :20690601000000Z')
    const strictly = ['verify', '-x509_strict', '-attime', String(Date.UTC(2060, 0) / 1000), '-CAfile', 'c.pem', 'c.pem']
    expect(ask('openssl', strictly, { 'c.pem': later.certificatePem }).ok).toBe(true)
  })
})

describe('a person’s certificate', () => {
  it('names the person, the position and the school, and may sign documents and nothing else', () => {
    const text = describeByOpenssl(senior.public.documentCertificatePem)
    expect(text).toContain('commonName=Sam Senior')
    expect(text).toContain('title=Senior leader')
    expect(text).toContain(`serialNumber=${senior.public.personId}`)
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/)
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation\n/)
    expect(text).toContain('Not After : Nov 22 09:30:00 2036 GMT')
  })

  it('vouches for the age recipient and the log key as well', () => {
    const text = describeByOpenssl(senior.public.documentCertificatePem)
    expect(text).toContain(`URI:urn:incident-room:age:${senior.public.ageRecipient}`)
    expect(text).toContain(`URI:urn:incident-room:ed25519:${senior.public.logKey}`)
  })

  it.each([
    ['Zoë O’Connor-Łukasz', 'Headteacher'],
    ['محمد بن سلمان', 'مدير المدرسة'],
    ['山田太郎 🏫', '校長'],
    ['a, CN=Mallory', 'x/CN=Mallory'],
    ['N'.repeat(200), 'P'.repeat(200)],
    ['🐎'.repeat(100), 'Horse'],
  ])('carries the name %j', async (name, position) => {
    const person = await enrol(school.authority, name, position)
    const facts = readCertificate(person.public.documentCertificatePem)
    const fitted = (text: string) => (Array.from(text).length > 64 ? `${Array.from(text).slice(0, 63).join('')}…` : text)
    expect(facts).toMatchObject({ commonName: fitted(name), title: fitted(position), organisation: 'Northgate Academy' })
    const files = { 'ca.pem': school.authority.certificatePem, 'leaf.pem': facts.pem }
    const attime = String(Math.floor(enrolledAt.getTime() / 1000))
    expect(ask('openssl', ['verify', '-attime', attime, '-CAfile', 'ca.pem', 'leaf.pem'], files).ok).toBe(true)
  })

  it('keeps a long school name whole enough to end in what it is', async () => {
    const long = foundAuthority('The Northgate and District Multi-Academy Trust Community High School', enrolledAt)
    const facts = readCertificate(long.certificatePem)
    expect(Array.from(facts.commonName)).toHaveLength(64)
    expect(facts.commonName).toMatch(/… evidence CA$/)
    const person = await enrol(long, 'Sam Senior')
    expect(isIssuedBy(person.public.documentCertificatePem, long.certificatePem)).toBe(true)
  })

  it('has a positive serial of 16 bytes that nobody else has', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => enrol(school.authority, 'Same Name')))
    const serials = people.map((one) => new X509Certificate(one.public.documentCertificatePem).serialNumber)
    expect(new Set(serials).size).toBe(20)
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/i)
  })

  it('that is not one is refused', async () => {
    for (const nothing of ['', 'text', school.authority.certificatePem.slice(0, 300)]) {
      expect(await codeOf(() => readCertificate(nothing))).toBe('certificate.unreadable')
    }
  })
})

describe('a person’s public record', () => {
  it('can be read from the certificate alone', async () => {
    expect(readEnrolment(senior.public.documentCertificatePem)).toEqual(senior.public)
    expect(await codeOf(() => readEnrolment(school.authority.certificatePem))).toBe('certificate.unreadable')
    expect(await codeOf(() => readEnrolment('text'))).toBe('certificate.unreadable')
  })

  it('is accepted as the school enrolled it', () => {
    const { certificatePem, fingerprint } = school.authority
    const told = verifyPerson(senior.public, certificatePem, fingerprint)
    expect(told).toEqual({ name: 'Sam Senior', position: 'Senior leader', school: 'Northgate Academy' })
  })

  it('is refused with any key, the id, the certificate or the authority exchanged', async () => {
    const { certificatePem, fingerprint } = school.authority
    const intruder = await makeSchool(['Sam Senior'])
    const other = at(intruder.members, 0).public
    const fakes = [
      { ...senior.public, ageRecipient: other.ageRecipient },
      { ...senior.public, ageRecipient: head.public.ageRecipient },
      { ...senior.public, logKey: other.logKey },
      { ...senior.public, personId: other.personId },
      { ...senior.public, documentCertificatePem: other.documentCertificatePem },
      { ...senior.public, documentCertificatePem: head.public.documentCertificatePem },
      { ...senior.public, documentCertificatePem: certificatePem },
      other,
    ]
    for (const fake of fakes) expect(await codeOf(() => verifyPerson(fake, certificatePem, fingerprint))).toBe('person.untrusted')
    const theirs = intruder.authority.certificatePem
    expect(await codeOf(() => verifyPerson(other, theirs, fingerprint))).toBe('person.untrusted')
  })
})

describe('the authority’s key', () => {
  it('opens to the head, who can then enrol people', async () => {
    const sealed = await sealAuthority(school.authority, [head.public])
    const opened = await openAuthority(JSON.parse(JSON.stringify(sealed)), head.secret)
    const person = await enrolPerson(opened, senior.secret, { name: 'New Name', position: 'Deputy head' }, enrolledAt)
    expect(verifyPerson(person, school.authority.certificatePem, school.authority.fingerprint).name).toBe('New Name')
    opened.forget()
    expect(await codeOf(() => opened.sign(new Uint8Array([1])))).toBe('identity.forgotten')
  })

  it('opens to nobody else', async () => {
    const sealed = await sealAuthority(school.authority, [head.public])
    expect(await codeOf(() => openAuthority(sealed, senior.secret))).toBe('authority.not-holder')
    const claimed = { ...sealed, holders: sealed.holders.map((one) => ({ ...one, holderId: senior.public.personId })) }
    expect(await codeOf(() => openAuthority(claimed, senior.secret))).toBe('sealed.damaged')
  })

  it('is sealed to enrolled people only', async () => {
    const stranger = at((await makeSchool(['Stranger'])).members, 0)
    expect(await codeOf(() => sealAuthority(school.authority, [stranger.public]))).toBe('person.untrusted')
  })

  it('is refused when damaged, exchanged or newer', async () => {
    const sealed = await sealAuthority(school.authority, [head.public])
    const other = await makeSchool(['Head Teacher'])
    const swapped = { ...sealed, certificatePem: other.authority.certificatePem }
    const flipped = { ...sealed, holders: sealed.holders.map((one) => ({ ...one, sealed: `A${one.sealed.slice(1)}` })) }
    for (const record of [swapped, flipped, { ...sealed, extra: 1 }, null]) {
      expect(await codeOf(() => openAuthority(record, head.secret))).toBe('sealed.damaged')
    }
    expect(await codeOf(() => openAuthority({ ...sealed, version: 2 }, head.secret))).toBe('sealed.newer')
  })
})
