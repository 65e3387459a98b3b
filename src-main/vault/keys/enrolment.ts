// Making certificates: the school's own authority once, and one for each person, which is what enrolling them means.
import { sign } from 'node:crypto'
import { Authority } from './authority'
import {
  alternativeUris,
  authorityKeyIdentifier,
  basicConstraints,
  buildCertificate,
  fitName,
  keyUsage,
  keyUsageExtension,
  makeName,
  nameLimit,
  subjectKeyIdentifier,
} from './certificate-fields'
import { readCertificate, writePem } from './certificate-reading'
import { enrolmentUris, type PersonPublic } from './person-public'
import type { PersonSecret } from './person-secret'
import { makeP256Scalar, p256PrivateKey, spkiOf } from './raw-keys'

const authorityYears = 20
const personYears = 10
const suffix = ' evidence CA'

/** Makes a school's authority: P-256, CA:TRUE, path length 0, valid for 20 years from `now`. */
export function foundAuthority(schoolName: string, now: Date): Authority {
  const scalar = makeP256Scalar()
  const spki = spkiOf(p256PrivateKey(scalar))
  const name = makeName({ organisation: schoolName, commonName: `${fitName(schoolName, nameLimit - suffix.length)}${suffix}` })
  const der = buildCertificate(
    {
      subject: name,
      issuer: name,
      spki,
      notBefore: now,
      years: authorityYears,
      extensions: [
        basicConstraints(true),
        keyUsageExtension(keyUsage.keyCertSign, keyUsage.cRLSign),
        subjectKeyIdentifier(spki),
        authorityKeyIdentifier(spki),
      ],
    },
    (message) => new Uint8Array(sign('sha256', message, p256PrivateKey(scalar))),
  )
  return new Authority(writePem(der), scalar)
}

/**
 * Enrols a person: certifies their document key, and with it their id, age recipient and log key. Valid for 10 years.
 * @param person name and position, in any script
 */
export async function enrolPerson(
  authority: Authority,
  secret: PersonSecret,
  person: { name: string; position: string },
  now: Date,
): Promise<PersonPublic> {
  const { ageRecipient, logKey, documentKeySpki } = await secret.publicKeys()
  const issuer = readCertificate(authority.certificatePem)
  const der = buildCertificate(
    {
      subject: makeName({
        organisation: issuer.organisation,
        title: person.position,
        commonName: person.name,
        serialNumber: secret.personId,
      }),
      issuer: makeName({ organisation: issuer.organisation, commonName: issuer.commonName }),
      spki: documentKeySpki,
      notBefore: now,
      years: personYears,
      extensions: [
        basicConstraints(false),
        keyUsageExtension(keyUsage.digitalSignature, keyUsage.nonRepudiation),
        subjectKeyIdentifier(documentKeySpki),
        authorityKeyIdentifier(issuer.spki),
        alternativeUris(enrolmentUris({ ageRecipient, logKey })),
      ],
    },
    (message) => authority.sign(message),
  )
  return { personId: secret.personId, ageRecipient, logKey, documentCertificatePem: writePem(der) }
}
