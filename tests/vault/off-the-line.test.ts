// What takes a case off its line: a report that never becomes a case, a reviewer who turns out to be concerned, somebody who is suspended.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseId } from 'shared/parts'
import { CodedError } from 'shared/errors'
import { nextSteps, statusOf } from 'shared/procedure'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  foundSchool,
  openReview,
  passphrases,
  pins,
  signInPair,
  startCase,
  startInvestigation,
  visitPage,
  type Investigation,
} from './investigation'

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

const newest = async (line: Investigation): Promise<CaseId> => {
  const [listed] = await line.ask('case.list', {})
  if (!listed) throw new Error('a case is in the register')
  return listed.caseId
}

describe('what never becomes a case', () => {
  let line: Investigation
  beforeAll(async () => {
    line = await startInvestigation()
    await foundSchool(line)
    await signInPair(line)
    await startCase(line)
  })
  afterAll(async () => {
    await line.stop()
  })

  it('is set aside by both, with a reason, and then only read', async () => {
    const both = await line.both()
    const [amina, tom] = both
    expect(await codeOf(line.ask('case.set-aside', { reason: 'x', both: [amina, { ...tom, pin: '000111' }] }))).toBe('pin.wrong')
    const { state } = await line.ask('case.set-aside', { reason: 'A double of yesterday\u2019s report.', both })
    expect(nextSteps(state)).toEqual([])
    expect([statusOf(state, 'report'), statusOf(state, 'triage'), statusOf(state, 'dsl-review')]).toEqual([
      'done',
      'not-needed',
      'not-needed',
    ])
    expect(await codeOf(line.ask('triage.answer', { suspectedIllegal: true, words: '', both }))).toBe('case.set-aside')
    expect(await codeOf(line.ask('case.set-aside', { reason: 'again', both }))).toBe('case.set-aside')
    expect(await codeOf(visitPage(line))).toBe('case.set-aside')
    expect((await line.ask('clocks.read', {})).clocks.map(({ id }) => id)).toEqual(['retention'])
    expect((await line.ask('case.list', {}))[0]?.status).toBe('set-aside')
  })

  it('stays in the register, and the DSL reads it alone', async () => {
    await line.restart()
    await line.signIn('dsl', 'alone')
    expect((await line.ask('case.list', {}))[0]).toMatchObject({ status: 'set-aside', mayOpen: true })
    const { state } = await line.ask('case.open', { caseId: await newest(line) })
    expect(state.followUp.setAside?.reason).toContain('A double')
    expect(await codeOf(line.ask('dsl.review', { outcome: 'accepted', words: '', pin: pins.dsl }))).toBe('case.open')
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })

  it('is no way out once a site was opened, or while a halt is in force', async () => {
    await signInPair(line)
    await openReview(line)
    await visitPage(line)
    expect(await codeOf(line.ask('case.set-aside', { reason: 'x', both: await line.both() }))).toBe('set-aside.reviewed')
    await line.ask('case.leave', {})
    await startCase(line)
    await line.ask('triage.answer', { suspectedIllegal: true, words: 'Perhaps', both: await line.both() })
    expect(await codeOf(line.ask('case.set-aside', { reason: 'x', both: await line.both() }))).toBe('case.halted')
  })
})

describe('a reviewer who turns out to be concerned', () => {
  let line: Investigation
  beforeAll(async () => {
    line = await startInvestigation()
    await foundSchool(line)
    await signInPair(line)
    await openReview(line)
    await visitPage(line)
  })
  afterAll(async () => {
    await line.stop()
  })

  it('leaves by the word of one of the two and of the head, and somebody else who may takes the place', async () => {
    const [amina, tom, head, dsl] = await Promise.all((['amina', 'tom', 'head', 'dsl'] as const).map((who) => line.personId(who)))
    if (!amina || !tom || !head || !dsl) throw new Error('four are enrolled')
    const said = {
      leavingId: tom,
      joiningId: dsl,
      statement: 'Tom is the uncle of the pupil in the thread.',
      authoriserId: head,
      passphrase: passphrases.head,
      act: { personId: amina, pin: pins.amina },
    }
    expect(await codeOf(line.ask('conflict.record', { ...said, leavingId: dsl }))).toBe('conflict.absent')
    expect(await codeOf(line.ask('conflict.record', { ...said, joiningId: amina }))).toBe('conflict.joining')
    expect(await codeOf(line.ask('conflict.record', { ...said, authoriserId: tom, passphrase: passphrases.tom }))).toBe('role.not-allowed')
    expect(await codeOf(line.ask('conflict.record', { ...said, passphrase: 'not the head' }))).toBe('passphrase.wrong')
    const room = await line.ask('conflict.record', said)
    expect(room).toMatchObject({ room: 'empty', openCase: null })
  })

  it('does not open the case again, though they are one of two senior staff', async () => {
    await signInPair(line)
    const caseId = await newest(line)
    expect((await line.ask('case.list', {}))[0]?.mayOpen).toBe(false)
    expect(await codeOf(line.ask('case.open', { caseId }))).toMatch(/^share\./)
    const keys = readFileSync(join(line.home, 'cases', 'INC-2026-0001.keys'), 'utf8')
    const { epochs } = JSON.parse(keys) as { epochs: { shares: { holderId: string }[] }[] }
    expect(epochs.flatMap(({ shares }) => shares.map(({ holderId }) => holderId))).not.toContain(await line.personId('tom'))
  })

  it('is refused by the log too, for whoever still holds a share', async () => {
    const tom = await line.personId('tom')
    const { requireUnconflicted } = await import('../../src-main/vault/domain/conflict')
    await line.ask('session.sign-out', {})
    await line.signIn('amina', 'pair')
    await line.signIn('dsl', 'pair')
    const { state } = await line.ask('case.open', { caseId: await newest(line) })
    expect(state.followUp.replacements[0]).toMatchObject({ leaving: tom, statement: 'Tom is the uncle of the pupil in the thread.' })
    const person = (await line.ask('room.state', {})).people.find(({ personId }) => personId === tom)
    if (!person) throw new Error('Tom is enrolled')
    expect(() => {
      requireUnconflicted(state, [person])
    }).toThrow('takes no further part')
    await visitPage(line)
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })
})
