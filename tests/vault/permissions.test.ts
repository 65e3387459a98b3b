// The gate, asked through the real Vault: every intention, by every role, in every room that a role can be in. A request that gets
// past the gate meets an input that no intention accepts, so that nothing is done and the gate alone is seen.
import { contract, deskAsks, type DeskAsk, type VaultIntention } from 'shared/contract'
import { personId as personIdShape, roleId, type PersonId, type RoleId } from 'shared/parts'
import { deskPermissions, isAllowed, mayAsk, permissions, type RoomKind } from 'shared/permissions'
import { maySignInAlone, roles } from 'shared/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requirePermission } from '../../src-main/vault/domain/gate'
import type { Room } from '../../src-main/vault/domain/room'
import { startInvestigation, type Investigation } from './investigation'
import { codeOf } from './keys/school'

const everyRole = roleId.options
const intentions = Object.keys(permissions) as VaultIntention[]
const asks = Object.keys(deskPermissions) as DeskAsk[]
const passphrase = 'nine copper kettles singing'
const pin = '480213'

let line: Investigation
const people = new Map<RoleId, PersonId[]>()
const idOf = (role: RoleId, place = 0) => personIdShape.parse(people.get(role)?.[place])
const signIn = async (personId: PersonId, purpose: 'pair' | 'alone') => {
  const room = await line.ask('session.sign-in', { personId, passphrase, pin, purpose })
  if (!room.declarationDue.includes(personId)) return room
  const { textHash } = await line.ask('declaration.read', {})
  return line.ask('declaration.accept', { personId, pin, textHash })
}

beforeAll(async () => {
  line = await startInvestigation()
  let room = await line.ask('school.found', {
    name: 'Larkfield School',
    computerLocation: 'Office',
    head: { name: 'Head', position: 'head 0', role: 'head', passphrase },
  })
  for (const role of everyRole.filter((one) => one !== 'head'))
    for (const place of [0, 1])
      room = await line.ask('person.enrol', { name: 'Somebody', position: `${role} ${String(place)}`, role, passphrase })
  for (const role of everyRole)
    people.set(
      role,
      room.people.filter((person) => person.role === role).map((person) => person.personId),
    )
  await line.ask('session.sign-out', {})
}, 60_000)
afterAll(async () => {
  await line.stop()
})

/** What the Vault itself lets through in the room as it is: the names that got past the gate. */
async function findAdmitted(): Promise<string[]> {
  const admitted: string[] = []
  for (const name of intentions) {
    const code = await codeOf(() => line.ask(name, null as never))
    expect(['input.invalid', 'room.full', 'room.needs-two', 'room.empty', 'role.not-allowed']).toContain(code)
    if (code === 'input.invalid') admitted.push(name)
  }
  for (const name of asks) {
    const code = await codeOf(() => line.askAsDesk(name, null as never))
    expect(['input.invalid', 'room.full', 'room.needs-two', 'room.empty', 'role.not-allowed']).toContain(code)
    if (code === 'input.invalid') admitted.push(name)
  }
  return admitted
}

function findAllowed(room: RoomKind, present: readonly RoleId[]): string[] {
  return [
    ...intentions.filter((name) => mayAsk(name, room, present)),
    ...asks.filter((name) => isAllowed(deskPermissions[name], room, present)),
  ]
}

describe('the table', () => {
  it('names every intention of the Vault and every question of the Desk, once', () => {
    const answered = Object.entries(contract).filter(([, { at }]) => at === 'vault')
    expect(intentions.toSorted()).toEqual(answered.map(([name]) => name).toSorted())
    expect(asks.toSorted()).toEqual(Object.keys(deskAsks).toSorted())
  })

  it('gives nothing that makes or opens a case to one person who waits for the second', () => {
    expect(findAllowed('waiting-for-second', ['head']).toSorted()).toEqual(
      [
        ...[
          'room.state',
          'computer.identify',
          'passphrase.change',
          'passphrase.check',
          'declaration.print',
          'declaration.read',
          'declaration.accept',
          'incident.amend',
          'incident.export-csv',
          'incident.list',
          'incident.log',
          'incident.print',
          'known-list.state',
          'session.sign-in',
          'session.sign-out',
        ],
        ...['backup.list', 'backup.check'],
        ...['visit.record', 'visit.read', 'visit.refuse', 'capture.fail', 'halt.record', 'known-list.read', 'session.end'],
      ].toSorted(),
    )
  })

  it.each([
    ['person.enrol', ['head']],
    ['recovery.make', ['head']],
    ['person.remove', ['head']],
    ['handover.export', ['head', 'deputy']],
    ['dsl.review', ['dsl', 'deputy-dsl']],
    ['case.close', []],
    ['visit.request', []],
    ['known-list.begin', ['head', 'technician']],
  ] as const)('gives %s, of people who are alone, to: %j', (name, allowed) => {
    const permission = name === 'visit.request' || name === 'known-list.begin' ? deskPermissions[name] : permissions[name]
    expect(everyRole.filter((role) => isAllowed(permission, 'alone', [role]))).toEqual(allowed)
  })

  it('gives a pair nothing where one of the two may not review', () => {
    const mayReview = everyRole.filter((role) => roles[role].duties.includes('review'))
    for (const first of everyRole)
      for (const second of everyRole)
        expect(mayAsk('case.start', 'pair', [first, second])).toBe(mayReview.includes(first) && mayReview.includes(second))
  })
})

describe('the gate', () => {
  it('answers exactly as the table does, for every intention, role and room, real or forged', () => {
    const person = (role: RoleId) => ({ personId: personIdShape.parse('ab'.repeat(16)), name: 'One', position: 'One', role })
    const rooms: Room[] = [
      { kind: 'empty' },
      ...everyRole.flatMap((role): Room[] => [
        { kind: 'waiting-for-second', first: person(role) },
        { kind: 'alone', person: person(role) },
        ...everyRole.map((other): Room => ({ kind: 'pair', first: person(role), second: person(other) })),
      ]),
    ]
    for (const [name, permission] of Object.entries({ ...permissions, ...deskPermissions }))
      for (const room of rooms) {
        const present =
          'first' in room
            ? 'second' in room
              ? [room.first.role, room.second.role]
              : [room.first.role]
            : 'person' in room
              ? [room.person.role]
              : []
        let passed = true
        try {
          requirePermission(permission, room, [])
        } catch {
          passed = false
        }
        expect(passed, `${name} by ${present.join(' and ')} (${room.kind})`).toBe(isAllowed(permission, room.kind, present))
      }
  })

  it('lets nobody near a case who has not made the declaration, and keeps them from nothing else', () => {
    const one = { personId: personIdShape.parse('ab'.repeat(16)), name: 'One', position: 'One', role: 'head' as const }
    for (const room of [
      { kind: 'alone', person: one },
      { kind: 'pair', first: one, second: { ...one, personId: personIdShape.parse('cd'.repeat(16)) } },
    ] as Room[])
      for (const [name, permission] of Object.entries({ ...permissions, ...deskPermissions })) {
        if (!isAllowed(permission, room.kind, ['head', 'head'])) continue
        let code = ''
        try {
          requirePermission(permission, room, [one.personId])
        } catch (error) {
          code = error instanceof Error && 'code' in error ? String(error.code) : 'failed'
        }
        expect(code, name).toBe(permission.declared ? 'declaration.due' : '')
      }
    expect(
      Object.entries(permissions)
        .filter(([, { declared }]) => !declared)
        .map(([name]) => name),
    ).toEqual(
      intentions.filter((name) =>
        /^(room\.|computer\.identify|school\.|person\.|recovery\.|passphrase\.|declaration\.|incident\.|known-list\.|governors\.|backup\.(list|check|restore|schedule)|session\.)/.test(
          name,
        ),
      ),
    )
  })

  it('stands in front of every handler while nobody is in', async () => {
    expect(await findAdmitted()).toEqual(findAllowed('empty', []))
  })

  it.each(everyRole)('stands in front of every handler for the role %s, waiting and alone', async (role) => {
    const mayReview = roles[role].duties.includes('review')
    expect(await codeOf(() => signIn(idOf(role), 'pair').then(() => Promise.reject(Object.assign(new Error(), { code: 'in' }))))).toBe(
      mayReview ? 'in' : 'role.not-reviewer',
    )
    if (mayReview) expect(await findAdmitted()).toEqual(findAllowed('waiting-for-second', [role]))
    await line.ask('session.sign-out', {})
    expect(await codeOf(() => signIn(idOf(role), 'alone').then(() => Promise.reject(Object.assign(new Error(), { code: 'in' }))))).toBe(
      maySignInAlone(role) ? 'in' : 'role.not-alone',
    )
    if (maySignInAlone(role)) expect(await findAdmitted()).toEqual(findAllowed('alone', [role]))
    await line.ask('session.sign-out', {})
  })

  it.each(everyRole.filter((role) => roles[role].duties.includes('review')))(
    'stands in front of every handler for %s in a pair',
    async (role) => {
      await signIn(idOf('senior'), 'pair')
      await signIn(idOf(role, role === 'senior' ? 1 : 0), 'pair')
      expect(await findAdmitted()).toEqual(findAllowed('pair', ['senior', role]))
      await line.ask('session.sign-out', {})
    },
  )
})
