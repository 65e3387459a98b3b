// Somebody who can write to the data folder, and a Face that says two things at once: a halt stays a halt, the designated computer the
// designated one, and no case takes another's keys.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foundSchool, openReview, signInPair, startCase, startInvestigation, type Investigation } from './investigation'
import { codeOf } from './keys/school'

let line: Investigation

beforeAll(async () => {
  line = await startInvestigation()
  await foundSchool(line)
  await signInPair(line)
})
afterAll(async () => {
  await line.stop()
})

it('begins two cases at once as one after the other: the first keeps its keys', async () => {
  const [first, second] = await Promise.allSettled([startCase(line), startCase(line)])
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'case.open-already' } })
  if (first.status === 'rejected') throw first.reason
  await line.ask('case.leave', {})
  const { caseId } = await line.ask('case.open', { caseId: first.value.caseId })
  expect(caseId).toBe(first.value.caseId)
  await line.ask('case.leave', {})
})

it('opens one of two cases that are opened at once, and the other can still be opened', async () => {
  const { caseId } = await startCase(line)
  await line.ask('case.leave', {})
  const [other] = (await line.ask('case.list', {})).filter((item) => item.caseId !== caseId)
  if (!other) throw new Error('There is no other case')
  await Promise.allSettled([line.ask('case.open', { caseId }), line.ask('case.open', { caseId: other.caseId })])
  await line.ask('case.leave', {})
  expect((await line.ask('case.open', { caseId: other.caseId })).caseId).toBe(other.caseId)
  await line.ask('case.leave', {})
})

it('halts again where an older copy of the case file knows nothing of the halt', async () => {
  const { caseId, state } = await openReview(line)
  const path = join(line.home, 'cases', `${state.opened?.reference ?? ''}.case`)
  await line.ask('case.leave', {})
  cpSync(path, `${path}.old`)
  await line.ask('case.open', { caseId })
  const halt = { cause: 'button', categoryId: null, url: null, visitId: null, haltedAt: new Date().toISOString(), blankAfterMs: 1 } as const
  await line.askAsDesk('halt.record', halt)
  await line.restart()
  rmSync(join(line.home, 'halt.json'), { force: true })
  cpSync(`${path}.old`, path)
  await signInPair(line)
  const opened = await line.ask('case.open', { caseId })
  expect(opened.state.halts).toHaveLength(1)
  expect((await line.ask('room.state', {})).halt?.caseId).toBe(caseId)
  expect(await codeOf(() => line.askAsDesk('visit.request', { url: 'https://example.test/', cause: 'typed' }))).toBe('case.halted')
})

it('does not believe another designated computer in the plain file', async () => {
  await line.ask('session.sign-out', {})
  const path = join(line.home, 'school.json')
  const directory = JSON.parse(readFileSync(path, 'utf8')) as { computer: { machine: string } }
  writeFileSync(path, JSON.stringify({ ...directory, computer: { ...directory.computer, machine: 'f'.repeat(64) } }))
  await line.restart()
  expect(await codeOf(() => line.signIn('head', 'alone'))).toBe('school.altered')
})
