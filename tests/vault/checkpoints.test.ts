// What the two state about their log, and what notices when the file under it is exchanged: the school's log knows how far it had come.
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Input } from 'shared/contract'
import type { CaseId } from 'shared/parts'
import { CodedError } from 'shared/errors'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { foundSchool, openReview, signInPair, startCase, startInvestigation, visitPage, type Investigation } from './investigation'

let line: Investigation
beforeEach(async () => {
  line = await startInvestigation()
  await foundSchool(line)
  await signInPair(line)
})
afterEach(async () => {
  vi.useRealTimers()
  await line.stop()
})

async function refusalOf(work: Promise<unknown>): Promise<{ code: string; sentence: string }> {
  try {
    await work
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code, sentence: error.message }
    throw error
  }
  return { code: 'done', sentence: '' }
}

async function listTypes(): Promise<string[]> {
  return (await line.ask('log.read', { afterSeq: 0 })).map((entry) => entry.type)
}

/** The case file and its keys, as a copy tool sees them while nobody has the case open. */
async function copyCase(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) if (/\.(case|keys)$/.test(name)) await copyFile(join(from, name), join(to, name))
}

const casesOf = (): string => join(line.home, 'cases')

describe('a checkpoint', () => {
  it('is signed by both at opening and at leaving, about the log as it was', async () => {
    const { caseId } = await startCase(line)
    await line.ask('case.leave', {})
    const { state } = await line.ask('case.open', { caseId })
    expect(await listTypes()).toEqual([
      'case.opened',
      'report.recorded',
      'session.opened',
      'checkpoint.signed',
      'session.closed',
      'checkpoint.signed',
      'session.opened',
    ])
    const amina = await line.personId('amina')
    const tom = await line.personId('tom')
    expect(state.checkpoint).toMatchObject({ log: caseId, seq: 5, by: [amina, tom] })
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true, entries: 7 })
  })

  it('is part of what verification checks after a whole session', async () => {
    const { caseId } = await openReview(line)
    await visitPage(line)
    await line.restart()
    await signInPair(line)
    await line.ask('case.open', { caseId })
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })
})

describe('an older copy of a case file', () => {
  let caseId: CaseId
  beforeEach(async () => {
    const kept = join(line.home, 'kept')
    ;({ caseId } = await startCase(line))
    await line.ask('case.leave', {})
    await mkdir(kept)
    await copyCase(casesOf(), kept)
    await line.ask('case.open', { caseId })
    await line.ask('triage.answer', { suspectedIllegal: false, words: '', both: await line.both() })
    await line.ask('case.leave', {})
    await copyCase(kept, casesOf())
  })

  it('is told, and not opened by itself', async () => {
    const { code, sentence } = await refusalOf(line.ask('case.open', { caseId }))
    expect(code).toBe('case.rolled-back')
    expect(sentence).toContain('ends at entry 5, but entry')
    expect((await line.ask('room.state', {})).openCase).toBeNull()
  })

  it('is gone on with by both and a reason, and both logs say so', async () => {
    const olderCopy = { reason: 'The newer file is lost.', both: await line.both() }
    await line.ask('case.open', { caseId, olderCopy })
    expect(await listTypes()).toContain('case.copy-accepted')
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
    await line.ask('case.leave', {})
    expect((await refusalOf(line.ask('case.open', { caseId }))).code).toBe('done')
  })

  it('is not gone on with by one PIN alone', async () => {
    const [amina, tom] = await line.both()
    const olderCopy = { reason: 'The newer file is lost.', both: [amina, { ...tom, pin: '000000' }] satisfies Input<'case.close'>['both'] }
    expect((await refusalOf(line.ask('case.open', { caseId, olderCopy }))).code).toBe('pin.wrong')
  })
})

it('a file with another history is told apart from an older one', async () => {
  const { caseId } = await startCase(line)
  await line.ask('case.leave', {})
  const [kept, longer] = [join(line.home, 'kept'), join(line.home, 'longer')]
  for (const folder of [kept, longer]) await mkdir(folder)
  await copyCase(casesOf(), kept)
  await line.ask('case.open', { caseId })
  await line.ask('triage.answer', { suspectedIllegal: false, words: '', both: await line.both() })
  await line.ask('case.leave', {})
  await copyCase(casesOf(), longer)
  await copyCase(kept, casesOf())
  await line.ask('case.open', { caseId, olderCopy: { reason: 'The newer file is lost.', both: await line.both() } })
  await line.ask('case.leave', {})
  await copyCase(longer, casesOf())
  const { code, sentence } = await refusalOf(line.ask('case.open', { caseId }))
  expect(code).toBe('case.rolled-back')
  expect(sentence).toContain('is not the one on record')
})

describe('clocks', () => {
  it('a clock that is set is evidence in the log, and stops nothing', async () => {
    await openReview(line)
    await visitPage(line)
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(new Date(Date.now() - 3_600_000))
    await visitPage(line)
    const { state } = await line.ask('case.view', {})
    expect(state.clock.jumps).toHaveLength(1)
    expect(state.clock.jumps[0]?.byMs).toBeGreaterThan(-3_605_000)
    expect(state.clock.jumps[0]?.byMs).toBeLessThan(-3_595_000)
    const told = await line.ask('log.read', { afterSeq: 0 })
    expect(told.find((entry) => entry.type === 'clock.jumped')).toMatchObject({
      title: 'The clock was set back',
      details: ['by 60 minutes'],
    })
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })

  it('the servers’ own clocks are compared with ours', async () => {
    await openReview(line)
    await visitPage(line)
    const { state } = await line.ask('case.view', {})
    expect(state.clock.servers).toMatchObject({ count: 1 })
    expect(Math.abs(state.clock.servers?.leastMs ?? Infinity)).toBeLessThan(1_001)
  })
})
