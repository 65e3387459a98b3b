// Founding the school, enrolling people, signing in and out.
import { readFile } from 'node:fs/promises'
import { coded } from 'shared/errors'
import type { PersonId, PersonSummary } from 'shared/parts'
import { parsePolicy } from 'shared/policy'
import { identifyComputer } from '../computer'
import { finishDisposals } from '../disposal'
import { requireAlone } from '../domain/room'
import { requireEnrollable, type EnrolledPerson } from '../domain/school'
import { openAuthority, sealAuthority, type Authority } from '../keys/authority'
import { enrolPerson, foundAuthority } from '../keys/enrolment'
import { makeIdentity, sealIdentity } from '../keys/identity'
import { judgePassphrase, requireStrongPassphrase } from '../keys/passphrase-strength'
import type { PersonSecret } from '../keys/person-secret'
import { makeId, newBlob } from '../open-case'
import { directoryPath, makeFolders, policyPath, schoolPath } from '../places'
import { summarise, type RoomKeeper } from '../room-keeper'
import { backUpIfDue } from '../school-backup'
import { writeDirectory, type DirectoryPerson } from '../school-file/directory'
import { createSchoolFile, openSchoolKey, sealSchoolKey } from '../school-file/school-file'
import type { Handlers } from './handler'

type PersonSaid = Omit<PersonSummary, 'personId'> & { passphrase: string }

export const peopleIntentions = {
  'room.state': (keeper) => keeper.tellRoom(),
  'computer.identify': () => identifyComputer(),

  async 'school.found'(keeper, said) {
    if (keeper.directory) throw coded('school.founded', 'The school on this computer is set up already.')
    await requireStrongPassphrase(said.head.passphrase, [said.name, said.head.name, said.head.position])
    await makeFolders(keeper.places)
    const authority = foundAuthority(said.name, new Date())
    const schoolId = makeId()
    const { school, schoolKey } = createSchoolFile(schoolPath(keeper.places), schoolId)
    try {
      const { secret, entry, enrolled } = await makePerson(said.head, authority, schoolId, schoolKey)
      const policyBytes = new Uint8Array(await readFile(policyPath(keeper.places)))
      const pack = newBlob(policyBytes, 'application/json')
      const policy = { version: parsePolicy(JSON.parse(Buffer.from(policyBytes).toString('utf8'))).version, hash: pack.sha256 }
      const computer = { ...(await identifyComputer()), location: said.computerLocation }
      school.record(
        [
          { type: 'school.founded', body: { name: said.name, caCertificatePem: authority.certificatePem, computer, policy } },
          { type: 'person.enrolled', body: { person: enrolled, enrolledBy: secret.personId } },
          { type: 'policy.published', body: { policy, blob: pack.sha256 } },
        ],
        [secret],
        [pack],
      )
      const directory = {
        format: 'incident-room/school' as const,
        version: 1 as const,
        schoolId,
        name: said.name,
        computer,
        authority: await sealAuthority(authority, [entry.keys]),
        people: [entry],
      }
      // Last: the directory is what makes the school exist. A crash before it leaves first-run as it was.
      await writeDirectory(directoryPath(keeper.places), directory)
      keeper.admitFounder(summarise(entry), secret, school, directory)
    } catch (error) {
      school.close()
      throw error
    } finally {
      schoolKey.fill(0)
      authority.forget()
    }
    return keeper.tellRoom()
  },

  async 'person.enrol'(keeper, said) {
    const head = requireAlone(keeper.room, 'administer')
    // Where the disk was full when the school file was given another key, the directory still names the one before.
    await keeper.changeDirectory((present) => keeper.school.correct(present))
    const directory = keeper.requireDirectory()
    requireEnrollable(directory.people, said)
    await requireStrongPassphrase(said.passphrase, [directory.name, said.name, said.position])
    const { secret: headSecret } = keeper.requireSignedIn(head.personId)
    const authority = await openAuthority(directory.authority, headSecret)
    const schoolKey = await openSchoolKey(directory, headSecret)
    try {
      const { secret, entry, enrolled } = await makePerson(said, authority, directory.schoolId, schoolKey)
      secret.forget()
      keeper.recordInSchool({ type: 'person.enrolled', body: { person: enrolled, enrolledBy: head.personId } })
      await keeper.changeDirectory((present) => ({ ...present, people: [...present.people, entry] }))
    } finally {
      schoolKey.fill(0)
      authority.forget()
    }
    return keeper.tellRoom()
  },

  async 'passphrase.check'(keeper, { passphrase, about }) {
    const { acceptable, level, sentence, advice } = await judgePassphrase(passphrase, [...about, keeper.directory?.name ?? ''])
    return { acceptable, level, sentence, advice: [...advice] }
  },

  async 'session.sign-in'(keeper, said) {
    await keeper.signIn(said.personId, said.passphrase, said.pin, said.purpose)
    // A disposal that was cut off by a crash goes on as soon as somebody can sign for it. Where it still cannot, the list of disposals
    // says so; it keeps nobody out.
    await finishDisposals(keeper).catch(() => undefined)
    return tellEverybody(keeper)
  },

  async 'session.sign-out'(keeper) {
    keeper.leaveCase('left')
    await backUpIfDue(keeper)
    keeper.empty('left')
    return tellEverybody(keeper)
  },
} satisfies Partial<Handlers>

/** The room as it now is, told to the one who asked and to every listener. */
export async function tellEverybody(keeper: RoomKeeper): ReturnType<RoomKeeper['tellRoom']> {
  const state = await keeper.tellRoom()
  keeper.notify({ name: 'room.changed', body: state })
  return state
}

/** A person's keys and certificate, sealed by their own passphrase; and the school's key sealed to them. */
async function makePerson(
  said: PersonSaid,
  authority: Authority,
  schoolId: string,
  schoolKey: Uint8Array,
): Promise<{ secret: PersonSecret; entry: DirectoryPerson; enrolled: EnrolledPerson }> {
  const personId = makeId() as PersonId
  const secret = await makeIdentity(personId, authority.fingerprint)
  const keys = await enrolPerson(authority, secret, said, new Date())
  const [identity, sealedKey] = await Promise.all([sealIdentity(secret, said.passphrase), sealSchoolKey(schoolKey, schoolId, keys)])
  const summary = summarise({ ...said, personId })
  const { logKey, ageRecipient, documentCertificatePem: certificatePem } = keys
  return {
    secret,
    entry: { ...summary, keys, identity, schoolKey: sealedKey, nextSchoolKey: null, suspended: false },
    enrolled: { ...summary, logKey, certificatePem, ageRecipient },
  }
}
