// What goes on beside the line, through the whole Vault: clocks of a real case, calls and done notes, also after closing, and how long it is
// kept.
import { CodedError } from 'shared/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, londonDate } from 'shared/london-time'
import { decideAll, foundSchool, openReview, signInPair, startInvestigation, visitPage, type Investigation } from './investigation'

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

describe('beside the line', () => {
  let line: Investigation
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const call = {
    contactId: 'iwf',
    calledBy: 'Amina Malik',
    calledAt: new Date().toISOString(),
    spokeTo: '',
    reference: 'IWF-1',
    words: 'The address only.',
  }
  beforeAll(async () => {
    line = await startInvestigation()
    await foundSchool(line)
    await signInPair(line)
    await openReview(line)
  })
  afterAll(async () => {
    await line.stop()
  })

  it('records a call under the name that the pinned policy gives, and none that has not been made', async () => {
    const view = await line.ask('contact.record', call)
    expect(view.state.followUp.contacts[0]).toMatchObject({ title: 'Internet Watch Foundation', reference: 'IWF-1' })
    expect(await codeOf(line.ask('contact.record', { ...call, contactId: 'nobody' }))).toBe('policy.unknown')
    expect(await codeOf(line.ask('contact.record', { ...call, calledAt: tomorrow }))).toBe('contact.future')
    expect(await codeOf(line.ask('exception.end', { endedBy: 'Technician', endedAt: call.calledAt, note: '' }))).toBe('exception.none')
    expect((await line.ask('log.read', { afterSeq: 0 })).at(-1)?.title).toBe('Told: Internet Watch Foundation')
  })

  it('runs a clock for each action that is due, until its done note, which is taken after closing too', async () => {
    await visitPage(line)
    await decideAll(line)
    const done = { actionId: 'headteacher', doneBy: 'Amina Malik', doneOn: londonDate(new Date()), note: 'Told in person.' }
    expect((await line.ask('clocks.read', {})).clocks.map(({ id }) => id)).toEqual(['action:headteacher'])
    expect(await codeOf(line.ask('retention.set', { keepUntil: '2099-01-01', basis: 'x', both: await line.both() }))).toBe('case.open')
    await line.ask('case.close', { both: await line.both() })
    expect((await line.ask('clocks.read', {})).clocks.map(({ id }) => id).sort()).toEqual(['action:headteacher', 'dsl-review', 'retention'])
    expect(await codeOf(line.ask('action.mark-done', { ...done, actionId: 'warning' }))).toBe('action.unknown')
    expect(await codeOf(line.ask('action.mark-done', { ...done, doneOn: addDays(done.doneOn, 1) }))).toBe('action.future')
    await line.ask('action.mark-done', done)
    expect(await codeOf(line.ask('action.mark-done', done))).toBe('action.done')
    const { clocks, calendarUntil } = await line.ask('clocks.read', {})
    expect(clocks.map(({ id }) => id)).toEqual(['dsl-review', 'retention'])
    expect(calendarUntil).toBeNull()
  })

  it('lets two people, and only two, say until when the case is kept', async () => {
    const both = await line.both()
    expect(await codeOf(line.ask('retention.set', { keepUntil: '2020-01-01', basis: 'x', both }))).toBe('retention.past')
    const view = await line.ask('retention.set', { keepUntil: '2042-03-02', basis: 'Born 2 March 2017.', both })
    expect(view.state.followUp.retention?.keepUntil).toBe('2042-03-02')
    expect((await line.ask('clocks.read', {})).clocks.at(-1)).toMatchObject({
      id: 'retention',
      words: 'by 2 March 2042',
      note: 'Born 2 March 2017.',
    })
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
    await line.ask('session.sign-out', {})
    await line.signIn('dsl', 'alone')
    const [listed] = await line.ask('case.list', {})
    await line.ask('case.open', { caseId: listed?.caseId ?? '' })
    expect(await codeOf(line.ask('retention.set', { keepUntil: '2042-03-02', basis: 'x', both }))).toBe('room.needs-two')
    expect((await line.ask('clocks.read', {})).clocks).toHaveLength(2)
  })
})
