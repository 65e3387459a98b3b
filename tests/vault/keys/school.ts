// A school with enrolled people, made with the product's own keys, for the tests of this room.
import { randomBytes } from 'node:crypto'
import { caseId, personId, type CaseId, type PersonId } from 'shared/parts'
import type { Authority } from '../../../src-main/vault/keys/authority'
import { enrolPerson, foundAuthority } from '../../../src-main/vault/keys/enrolment'
import { makeIdentity } from '../../../src-main/vault/keys/identity'
import type { KeyContext } from '../../../src-main/vault/keys/key-epoch'
import type { PersonPublic } from '../../../src-main/vault/keys/person-public'
import type { PersonSecret } from '../../../src-main/vault/keys/person-secret'

/** Argon2 at its cheapest: what is tested here is the record, not the cost. */
export const cheapWork = { memoryKiB: 8, passes: 1, lanes: 1 }
export const enrolledAt = new Date('2026-11-22T09:30:00.500Z')

export type Member = { name: string; secret: PersonSecret; public: PersonPublic }
export type School = { authority: Authority; members: Member[] }

export const makePersonId = (): PersonId => personId.parse(randomBytes(16).toString('hex'))
export const makeCaseId = (): CaseId => caseId.parse(randomBytes(16).toString('hex'))

export async function makeSchool(names: string[], schoolName = 'Northgate Academy'): Promise<School> {
  const authority = foundAuthority(schoolName, enrolledAt)
  const members = await Promise.all(names.map((name) => enrol(authority, name)))
  return { authority, members }
}

export async function enrol(authority: Authority, name: string, position = 'Senior leader', id = makePersonId()): Promise<Member> {
  const secret = await makeIdentity(id, authority.fingerprint)
  return { name, secret, public: await enrolPerson(authority, secret, { name, position }, enrolledAt) }
}

/** The member at a place that the test knows to exist. */
export function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new Error(`Nothing at ${place}`)
  return found
}

export function contextOf({ authority, members }: School): KeyContext {
  return {
    caseId: makeCaseId(),
    caseReference: 'INC-2026-0014',
    authorityPem: authority.certificatePem,
    people: members.map((member) => member.public),
  }
}

/** The code of the refusal that `act` meets. */
export async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
  throw new Error('Nothing was refused')
}
