// The school's own file: an encrypted, signed log of the same make as a case's, holding people, computer, policy and the register of cases.
// Each enrolled person can open it alone; what was recorded in it is changed by nobody.
import { randomBytes } from 'node:crypto'
import { coded } from 'shared/errors'
import { schoolEventBodies, type SchoolFact } from 'shared/events'
import type { PersonId } from 'shared/parts'
import { parsePolicy, type Policy } from 'shared/policy'
import { createLogFile, openLogFile, type LogFile, type NewBlob } from '../case-file/log-file'
import { emptySchool, evolveSchool, type SchoolState } from '../domain/school'
import { openWithIdentity, sealToRecipient } from '../keys/age-box'
import { signEvent } from '../keys/log-signature'
import type { PersonSecret } from '../keys/person-secret'
import type { Directory } from './directory'

const schoolKeyBytes = 32

export class SchoolFile {
  readonly #file: LogFile<typeof schoolEventBodies>
  #state: SchoolState

  constructor(file: LogFile<typeof schoolEventBodies>) {
    this.#file = file
    this.#state = emptySchool
    for (const entry of file.entries()) this.#state = evolveSchool(this.#state, entry)
  }

  get state(): SchoolState {
    return this.#state
  }

  /** Records facts, signed by everybody named as present. Durable when it returns. */
  record(facts: readonly SchoolFact[], signers: readonly PersonSecret[], blobs: readonly NewBlob[] = []): void {
    const entries = this.#file.append({
      facts: [...facts],
      blobs: [...blobs],
      actors: signers.map((secret) => secret.personId),
      sign: (hash) => signers.map((secret) => signEvent(secret, hash)),
    })
    for (const entry of entries) this.#state = evolveSchool(this.#state, entry)
  }

  /**
   * The policy in force, and the exact bytes that cases pin.
   * @throws `policy.invalid`, `blob.damaged`
   */
  readPolicy(): { policy: Policy; bytes: Uint8Array; version: string; hash: string } {
    const published = this.#state.policy
    if (!published) throw coded('school.damaged', 'The school file holds no policy. Restore the school files from a backup.')
    const bytes = this.#file.readBlob(published.blob)
    return { policy: parsePolicy(JSON.parse(Buffer.from(bytes).toString('utf8'))), bytes, ...published.policy }
  }

  /** The digests of the known list in force; null where none was imported. @throws `blob.damaged` */
  readKnownList(): Uint8Array | null {
    return this.#state.knownList && this.#file.readBlob(this.#state.knownList.blob)
  }

  close(): void {
    this.#file.close()
  }
}

/** What seals a school key to a person: bound to the school, so that no other school's key can be put in its place. */
function keyLabel(schoolId: string, personId: PersonId) {
  return { format: 'incident-room/school-key', version: 1, schoolId, personId }
}

export function sealSchoolKey(
  schoolKey: Uint8Array,
  schoolId: string,
  recipient: { personId: PersonId; ageRecipient: string },
): Promise<string> {
  return sealToRecipient(recipient.ageRecipient, keyLabel(schoolId, recipient.personId), schoolKey)
}

/** A new school file with a new key; the caller zeroes the key. */
export function createSchoolFile(path: string, schoolId: string): { school: SchoolFile; schoolKey: Uint8Array } {
  const schoolKey = new Uint8Array(randomBytes(schoolKeyBytes))
  const file = createLogFile(path, { key: schoolKey, kind: 'school', logId: schoolId, bodies: schoolEventBodies })
  return { school: new SchoolFile(file), schoolKey }
}

/** @throws `school.not-member` where no key is sealed to this person; the caller zeroes the key */
export async function openSchoolKey(directory: Directory, secret: PersonSecret): Promise<Uint8Array> {
  const person = directory.people.find((candidate) => candidate.personId === secret.personId)
  const label = keyLabel(directory.schoolId, secret.personId)
  const key = person ? await openWithIdentity(secret.ageIdentity(), label, person.schoolKey) : null
  if (key?.length !== schoolKeyBytes)
    throw coded(
      'school.not-member',
      'The key of the school file is not sealed to you, or it is damaged. Restore the school files from a backup.',
    )
  return key
}

/**
 * Opens the school file with a person's keys, and believes the plain directory only where the encrypted log says the same.
 * @throws `school.altered`, `school.not-member`, and what opening a log file throws
 */
export async function openSchoolFile(path: string, directory: Directory, secret: PersonSecret): Promise<SchoolFile> {
  const schoolKey = await openSchoolKey(directory, secret)
  try {
    const school = new SchoolFile(openLogFile(path, { key: schoolKey, kind: 'school', bodies: schoolEventBodies }))
    try {
      requireAgreement(directory, school.state)
    } catch (error) {
      school.close()
      throw error
    }
    return school
  } finally {
    schoolKey.fill(0)
  }
}

/** The directory may lack nobody's name, and may add nobody and no role: whoever can write to the disk could otherwise promote themselves. */
function requireAgreement(directory: Directory, state: SchoolState): void {
  const known = new Map(state.people.map((person) => [person.personId, person]))
  const same = directory.people.every((person) => {
    const enrolled = known.get(person.personId)
    return (
      enrolled?.name === person.name &&
      enrolled.position === person.position &&
      enrolled.role === person.role &&
      enrolled.logKey === person.keys.logKey &&
      enrolled.ageRecipient === person.keys.ageRecipient &&
      enrolled.certificatePem === person.keys.documentCertificatePem
    )
  })
  if (!same || directory.name !== state.founded?.name || directory.authority.certificatePem !== state.founded.caCertificatePem)
    throw coded(
      'school.altered',
      'The list of people on this computer does not agree with the school file. Somebody may have changed it: do not go on, and tell the head.',
    )
}
