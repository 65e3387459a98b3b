// The school's own file: an encrypted, signed log of the same make as a case's, holding people, computer, policy and the register of cases.
// Each enrolled person can open it alone; what was recorded in it is changed by nobody.
import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { CodedError, coded } from 'shared/errors'
import { schoolEventBodies, type SchoolFact } from 'shared/events'
import type { PersonId } from 'shared/parts'
import { parsePolicy, type Policy } from 'shared/policy'
import { createLogFile, openLogFile, type LogFile, type NewBlob } from '../case-file/log-file'
import { rekeyLogFile } from '../case-file/rekey'
import { emptySchool, evolveSchool, type SchoolState } from '../domain/school'
import { standingOf } from '../domain/standing'
import { openWithIdentity, sealToRecipient } from '../keys/age-box'
import { writeCanonical } from '../keys/canonical-json'
import { signEvent } from '../keys/log-signature'
import type { PersonSecret } from '../keys/person-secret'
import type { Directory } from './directory'

const schoolKeyBytes = 32

/** Which of the two keys that the directory may hold the file was opened with. */
type KeyInUse = 'present' | 'next'

export class SchoolFile {
  #file: LogFile<typeof schoolEventBodies>
  #state: SchoolState
  #keyInUse: KeyInUse

  constructor(file: LogFile<typeof schoolEventBodies>, keyInUse: KeyInUse = 'present') {
    this.#file = file
    this.#keyInUse = keyInUse
    this.#state = emptySchool
    for (const entry of file.entries()) this.#state = evolveSchool(this.#state, entry)
  }

  get state(): SchoolState {
    return this.#state
  }

  /** The last entry of the school's log. */
  get head(): { seq: number; hash: string } {
    return this.#file.head()
  }

  /** The school as it was once an entry had been recorded. */
  stateAt(seq: number): SchoolState {
    let state = emptySchool
    for (const entry of this.#file.entries({ limit: seq })) state = evolveSchool(state, entry)
    return state
  }

  /** Records facts, signed by everybody named as present. Durable when it returns. */
  record(facts: readonly SchoolFact[], signers: readonly PersonSecret[], blobs: readonly NewBlob[] = []): void {
    const entries = this.#file.append({ ...requestOf(facts, signers), blobs: [...blobs] })
    for (const entry of entries) this.#state = evolveSchool(this.#state, entry)
  }

  /**
   * Gives the file the key that the directory holds as the next one, and records what says so: both or neither.
   * @throws what re-keying throws. The file is then open as it was; or closed (`isOpen`), where nobody can tell here which key it has
   */
  rekey(keys: { from: Uint8Array; to: Uint8Array }, facts: readonly SchoolFact[], signers: readonly PersonSecret[]): void {
    const { path } = this.#file
    const before = this.#file.head().seq
    try {
      this.#file = rekeyLogFile(this.#file, keys, requestOf(facts, signers))
    } catch (error) {
      this.#file.close()
      this.#file = openLogFile(path, { key: keys.from, kind: 'school', bodies: schoolEventBodies })
      this.#keyInUse = 'present'
      throw error
    }
    this.#keyInUse = 'next'
    for (const entry of this.#file.entries({ afterSeq: before })) this.#state = evolveSchool(this.#state, entry)
  }

  get isOpen(): boolean {
    return this.#file.isOpen
  }

  /**
   * The directory as the log has it: without people who were removed, with who is suspended, and with the key that the file has. The same
   * object where it says so already. They differ after a crash between the two, or where somebody changed the plain file: the log is right.
   * Before a next key is put into the directory it must have been corrected, or two next keys could be taken for each other.
   */
  correct(directory: Directory): Directory {
    const people = directory.people
      .filter((person) => standingOf(this.#state, person.personId) !== 'removed')
      .map((person) => ({
        ...person,
        schoolKey: this.#keyInUse === 'next' && person.nextSchoolKey !== null ? person.nextSchoolKey : person.schoolKey,
        nextSchoolKey: null,
        suspended: standingOf(this.#state, person.personId) === 'suspended',
      }))
    return isDeepStrictEqual(people, directory.people) ? directory : { ...directory, people }
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

  /** A copy of the file as it stands, for a backup. */
  copyTo(path: string): void {
    this.#file.copyTo(path)
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
  const key = await openSealedKey(directory, secret, 'present')
  if (!key) throw notMember()
  return key
}

async function openSealedKey(directory: Directory, secret: PersonSecret, which: KeyInUse): Promise<Uint8Array | null> {
  const person = directory.people.find((candidate) => candidate.personId === secret.personId)
  const sealed = which === 'present' ? person?.schoolKey : person?.nextSchoolKey
  const key = sealed ? await openWithIdentity(secret.ageIdentity(), keyLabel(directory.schoolId, secret.personId), sealed) : null
  return key?.length === schoolKeyBytes ? key : null
}

function notMember(): CodedError {
  return coded(
    'school.not-member',
    'The key of the school file is not sealed to you, or it is damaged. Restore the school files from a backup.',
  )
}

/**
 * Opens the school file with a person's keys, and believes the plain directory only where the encrypted log says the same. After a crash
 * while the file was given another key, the directory holds both: the one that opens the file is the one (`SchoolFile.correct`).
 * @throws `school.altered`, `school.not-member`, and what opening a log file throws
 */
export async function openSchoolFile(path: string, directory: Directory, secret: PersonSecret): Promise<SchoolFile> {
  const school = (await openWith(path, directory, secret, 'present')) ?? (await openWith(path, directory, secret, 'next'))
  if (!school) throw notMember()
  try {
    requireAgreement(directory, school.state)
  } catch (error) {
    school.close()
    throw error
  }
  return school
}

/** null where this person has no such key, or it is not the file's. */
async function openWith(path: string, directory: Directory, secret: PersonSecret, which: KeyInUse): Promise<SchoolFile | null> {
  const key = await openSealedKey(directory, secret, which)
  if (!key) return null
  try {
    return new SchoolFile(openLogFile(path, { key, kind: 'school', bodies: schoolEventBodies }), which)
  } catch (error) {
    if (error instanceof CodedError && error.code === 'file.key') return null
    throw error
  } finally {
    key.fill(0)
  }
}

function requestOf(facts: readonly SchoolFact[], signers: readonly PersonSecret[]) {
  return {
    facts: [...facts],
    actors: signers.map((secret) => secret.personId),
    sign: (hash: string) => signers.map((secret) => signEvent(secret, hash)),
  }
}

/**
 * The directory may add nobody and no role, and names the same designated computer: whoever can write to the disk could otherwise promote
 * themselves, or make another computer the designated one.
 */
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
  const { founded } = state
  const sameSchool =
    directory.name === founded?.name &&
    directory.authority.certificatePem === founded.caCertificatePem &&
    writeCanonical(directory.computer) === writeCanonical(founded.computer)
  if (!same || !sameSchool)
    throw coded(
      'school.altered',
      'The list of people on this computer does not agree with the school file. Somebody may have changed it: do not go on, and tell the head.',
    )
}
