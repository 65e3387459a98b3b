// The incident log through the whole Vault: one coordinator alone writes it and knows of no case, two seniors start a case from an entry, and
// a case that starts without one is entered by itself.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Input } from 'shared/contract'
import { CodedError } from 'shared/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundSchool, signInPair, startCase, startInvestigation, type Investigation } from './investigation'

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

const secret = { passphrase: 'a lantern in the harbour', pin: '559021' }
const said: Input<'incident.log'> = {
  kind: 'lost-or-stolen-equipment',
  happenedAt: new Date(Date.now() - 3_600_000).toISOString(),
  reportedBy: 'Year 4 teacher',
  subject: { kind: 'unknown', name: '' },
  what: 'A tablet was left on the bus.',
  deviceOrAccount: 'Tablet 14',
  actionTaken: 'Rang the bus company',
  actionBy: 'Office',
  slips: 0,
}
const all = { text: '', kind: null, from: null, to: null, person: '' }

describe('the incident log', () => {
  let line: Investigation
  const signInAs = async (name: string) => {
    const { people } = await line.ask('room.state', {})
    const personId = people.find((person) => person.name === name)?.personId ?? ('' as never)
    await line.ask('session.sign-in', { personId, ...secret, purpose: 'alone' })
    const { textHash } = await line.ask('declaration.read', {})
    return line.ask('declaration.accept', { personId, pin: secret.pin, textHash })
  }
  beforeAll(async () => {
    line = await startInvestigation()
    await foundSchool(line)
    await line.ask('person.enrol', {
      name: 'Cora Webb',
      position: 'E-safety coordinator',
      role: 'coordinator',
      passphrase: secret.passphrase,
    })
    await line.ask('person.enrol', { name: 'Ted Wire', position: 'Technician', role: 'technician', passphrase: secret.passphrase })
    await line.ask('session.sign-out', {})
  })
  afterAll(async () => {
    await line.stop()
  })

  it('is closed to whoever is not signed in, and to the technician', async () => {
    expect(await codeOf(line.ask('incident.log', said))).toBe('role.not-allowed')
    await signInAs('Ted Wire')
    expect(await codeOf(line.ask('incident.list', { ...all, page: 1, pageSize: 10 }))).toBe('role.not-allowed')
    await line.ask('session.sign-out', {})
  })

  it('is written by the coordinator alone, who adds and never changes', async () => {
    await signInPair(line)
    await startCase(line)
    await line.ask('case.leave', {})
    await line.ask('session.sign-out', {})
    await signInAs('Cora Webb')
    const logged = await line.ask('incident.log', said)
    expect(logged).toMatchObject({ number: 2, loggedBy: ['Cora Webb'], kindTitle: 'Lost or stolen equipment', cases: [] })
    const amended = await line.ask('incident.amend', {
      incidentId: logged.incidentId,
      words: 'Found.',
      actionTaken: '',
      actionBy: '',
      slips: 1,
    })
    expect(amended).toMatchObject({ what: said.what, slipsInAll: 1, amendments: [{ words: 'Found.', by: ['Cora Webb'] }] })
    const listed = await line.ask('incident.list', { ...all, page: 2, pageSize: 1 })
    expect(listed).toMatchObject({ total: 2, pages: 2, page: 2, slips: 1 })
    expect(listed.kinds.map(({ id }) => id)).toContain('filter-failure')
  })

  it('lets the coordinator do that alone: no case is told, started or opened', async () => {
    expect(await line.ask('case.list', {})).toEqual([])
    expect(await codeOf(startCase(line))).toBe('room.needs-two')
    const enrol = { name: 'X', position: 'Y', role: 'senior', passphrase: secret.passphrase } as const
    expect(await codeOf(line.ask('person.enrol', enrol))).toBe('role.not-allowed')
    const [entry] = (await line.ask('incident.list', { ...all, text: 'INC', page: 1, pageSize: 10 })).incidents
    expect(entry).toMatchObject({
      kind: 'suspected-misuse',
      reportedBy: '',
      subject: { kind: 'pupil', name: '' },
      cases: ['INC-2026-0001'],
    })
    expect(JSON.stringify(entry)).not.toMatch(/Sam Reported|forum/)
  })

  it('goes out as a table', async () => {
    const saved = await line.ask('incident.export-csv', { ...all, kind: said.kind })
    expect(saved).toMatchObject({
      folderName: 'incident-log',
      fileName: expect.stringMatching(/^incident-log-\d{4}-\d\d-\d\d\.csv$/) as string,
    })
    const text = readFileSync(join(line.home, 'exports', 'incident-log', saved.fileName), 'utf8')
    expect(text.split('\r\n')).toHaveLength(3)
    expect(text).toContain('"A tablet was left on the bus."')
  })

  it('survives a restart, and a case that starts from an entry names it', async () => {
    await line.restart()
    await signInPair(line)
    const { incidents } = await line.ask('incident.list', { ...all, kind: said.kind, page: 1, pageSize: 10 })
    const [entry] = incidents
    const report = {
      reportedBy: 'Year 4 teacher',
      reportedAt: said.happenedAt,
      what: said.what,
      deviceOrAccount: '',
      subject: said.subject,
      immediateDanger: false,
    }
    expect(await codeOf(line.ask('case.start', { ...report, incidentId: 'f'.repeat(32) }))).toBe('incident.unknown')
    await line.ask('case.start', { ...report, incidentId: entry?.incidentId })
    const after = await line.ask('incident.list', { ...all, page: 1, pageSize: 10 })
    expect(after.total).toBe(2)
    expect(after.incidents.find(({ number }) => number === 2)).toMatchObject({ cases: ['INC-2026-0002'] })
  })
})
