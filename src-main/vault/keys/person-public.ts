// What others know of a person: three public keys. The certificate is the enrolment: beside the name and the document key it
// names the person's id, age recipient and log key, so that the school's authority vouches for all of them at once. Otherwise
// a senior who can write to the disk could put an own recipient in a colleague's place, be dealt two shares, and open a case alone.
import { coded } from 'shared/errors'
import { personId } from 'shared/parts'
import { z } from 'zod'
import { isIssuedBy, readCertificate } from './certificate-reading'

/** An age X25519 recipient (age-encryption.org/v1), bech32. */
export const ageRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/)

export const personPublicSchema = z.strictObject({
  personId,
  ageRecipient,
  /** Ed25519 public key, base64url of 32 bytes. */
  logKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** X.509 certificate of the P-256 document key, PEM. */
  documentCertificatePem: z.string().min(1).max(8_192),
})
export type PersonPublic = z.infer<typeof personPublicSchema>

const agePrefix = 'urn:incident-room:age:'
const logPrefix = 'urn:incident-room:ed25519:'

/** The subject alternative names by which a certificate vouches for the other two keys. */
export function enrolmentUris(keys: { ageRecipient: string; logKey: string }): string[] {
  return [`${agePrefix}${keys.ageRecipient}`, `${logPrefix}${keys.logKey}`]
}

/**
 * What a certificate alone says of a person: whoever has a bundle's certificates can check its log with them.
 * Trust it only together with {@link verifyPerson}.
 * @throws `certificate.unreadable` where it is not the certificate of an enrolled person
 */
export function readEnrolment(documentCertificatePem: string): PersonPublic {
  const { subjectSerial, uris } = readCertificate(documentCertificatePem)
  const [age, log] = uris
  const person = personPublicSchema.safeParse({
    personId: subjectSerial,
    ageRecipient: age?.slice(agePrefix.length),
    logKey: log?.slice(logPrefix.length),
    documentCertificatePem,
  })
  if (person.success && uris.join('\n') === enrolmentUris(person.data).join('\n')) return person.data
  throw coded('certificate.unreadable', 'A certificate in this file is not of a person whom a school enrolled with Incident Room.')
}

/**
 * Accepts a person's public record only if the trusted authority certified exactly these keys for exactly this person.
 * Dates are not looked at: what was lawfully signed or sealed stays so.
 * @param authorityFingerprint from a person's own sealed keys (`PersonSecret.authorityFingerprint`), or from paper
 * @returns the name and position that the authority certified
 * @throws `person.untrusted`, `certificate.unreadable`
 */
export function verifyPerson(
  person: PersonPublic,
  authorityPem: string,
  authorityFingerprint: string,
): { name: string; position: string; school: string } {
  const certificate = readCertificate(person.documentCertificatePem)
  const trusted =
    readCertificate(authorityPem).fingerprint === authorityFingerprint &&
    isIssuedBy(person.documentCertificatePem, authorityPem) &&
    certificate.subjectSerial === person.personId &&
    !certificate.isAuthority &&
    certificate.uris.join('\n') === enrolmentUris(person).join('\n')
  if (!trusted) {
    const name = certificate.commonName || 'this person'
    throw coded(
      'person.untrusted',
      `The keys on record for ${name} are not the ones that the school enrolled. Somebody may have changed the files: do not go on, and tell the head.`,
    )
  }
  return { name: certificate.commonName, position: certificate.title, school: certificate.organisation }
}
