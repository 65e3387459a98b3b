// The people, the computer and the policy of the school in every scene.
import { readFileSync } from 'node:fs'
import type { RoomState } from 'shared/contract'
import type { ComputerIdentity, PersonId, PersonSummary, RoleId } from 'shared/parts'
import { parsePolicy } from 'shared/policy'

export const policy = parsePolicy(JSON.parse(readFileSync('resources/policy/default.json', 'utf8')))

const person = (digit: string, name: string, position: string, role: RoleId): PersonSummary => ({
  personId: digit.repeat(32) as PersonId,
  name,
  position,
  role,
})

export const head = person('1', 'Rita Okafor', 'Headteacher', 'head')
export const amina = person('2', 'Amina Malik', 'Deputy head', 'deputy')
export const tom = person('3', 'Tom Jarvis', 'Assistant head, Key Stage 3', 'senior')
export const grace = person('4', 'Grace Adeyemi', 'Designated safeguarding lead', 'dsl')
export const everybody = [head, amina, tom, grace]

export const computer: ComputerIdentity = {
  location: 'Head’s office, laptop 3',
  maker: 'Dell Inc.',
  model: 'Latitude 5420',
  serial: '7XK2M93',
  os: 'Debian GNU/Linux 12',
  hostname: 'ir-laptop-3',
  machine: '9f2c41ab77e05d13'.repeat(4),
}

export const foundComputer = {
  maker: computer.maker,
  model: computer.model,
  serial: computer.serial,
  os: computer.os,
  hostname: computer.hostname,
  machine: computer.machine,
}

/** A room that is set up and empty; each scene says what is different. */
export const emptyRoom: RoomState = {
  phase: 'sign-in',
  school: 'Oakfield Community School',
  computer,
  people: everybody,
  suspended: [],
  missing: [],
  present: [],
  room: 'empty',
  openCase: null,
  openReference: null,
  recovery: null,
  alerts: [],
  declarationDue: [],
  halt: null,
  version: '0.1.0',
}

const at = (one: PersonSummary, since: string) => ({ ...one, since })

export const pairRoom: RoomState = {
  ...emptyRoom,
  phase: 'room',
  room: 'pair',
  present: [at(amina, '2026-11-22T13:39:00.000Z'), at(tom, '2026-11-22T13:40:00.000Z')],
}

export const aloneRoom = (one: PersonSummary): RoomState => ({
  ...emptyRoom,
  phase: 'room',
  room: 'alone',
  present: [at(one, '2026-11-22T14:01:00.000Z')],
})
