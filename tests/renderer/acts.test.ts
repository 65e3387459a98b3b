// What the Face says when people act, in a real Electron window: which intention, with which words, and that every one of them
// satisfies the contract. What comes back is laid ready by the test.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contract, type Intention } from 'shared/contract'
import type { Page } from 'playwright'
import { openFaceWindow, type FaceWindow } from './harness/face-window'
import type { Answers } from './harness/scripted-room'
import { haltOf, inCase, inRoom, openView } from './scenes/answers'
import { amina, emptyRoom, grace, head, pairRoom, policy, tom } from './scenes/people'
import { caseAt, sampleCaseId, timelineAt } from './scenes/sample-case'
import { caseScenes } from './scenes/case-scenes'
import { fill, follow, press } from './scenes/scene'

let face: FaceWindow
let page: Page

beforeAll(async () => {
  face = await openFaceWindow()
  page = face.page
}, 120_000)
afterAll(() => face.end())
beforeEach(() => face.resize(1440, 900))

const callsOf = async (intention: Intention) => {
  const calls = await page.evaluate(() => window.scripted?.calls ?? [])
  for (const call of calls) expect(contract[call.intention as Intention].input.safeParse(call.input).error, call.intention).toBeUndefined()
  return calls.filter((call) => call.intention === intention).map((call) => call.input)
}
/** Waits until an intention was expressed, and answers what it carried the last time. */
const said = async (intention: Intention) => {
  await page.waitForFunction((wanted) => window.scripted?.calls.some((call) => call.intention === wanted), intention)
  return (await callsOf(intention)).at(-1)
}
const bothPins = async () => {
  await fill(page, 'Amina Malik, your session PIN', '4821')
  await fill(page, 'Tom Jarvis, your session PIN', '773012')
}
const both = [
  { personId: amina.personId, pin: '4821' },
  { personId: tom.personId, pin: '773012' },
]
const scene = async (name: string, more: Answers = {}) => {
  const found = caseScenes.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`no scene ${name}`)
  await face.show({ ...found.answers, ...more })
  await found.steps?.(page)
}

describe('STOP', () => {
  const looking = { ...inCase('looked', pairRoom, openView), halt: { never: true } as const }

  it('acts when the pointer goes down, not when it comes up', async () => {
    await face.show(looking)
    const stop = page.getByRole('button', { name: 'STOP' })
    await stop.hover()
    await page.mouse.down()
    expect(await said('halt')).toEqual({ cause: 'button', categoryId: null })
    await page.getByRole('heading', { name: 'Stopped', level: 1 }).waitFor()
    await page.mouse.up()
    expect(await callsOf('halt')).toHaveLength(1)
  })

  it.each(['Enter', 'Space'])('acts on %s', async (key) => {
    await face.show(looking)
    await page.getByRole('button', { name: 'STOP' }).focus()
    await page.keyboard.press(key)
    expect(await said('halt')).toEqual({ cause: 'button', categoryId: null })
    expect(await callsOf('halt')).toHaveLength(1)
  })

  it('acts on F9 wherever the focus is, once', async () => {
    await face.show(looking)
    await follow(page, 'Review the sites')
    await page.getByLabel('Address', { exact: true }).fill('https://forum.example.org/')
    await page.keyboard.press('F9')
    expect(await said('halt')).toEqual({ cause: 'key', categoryId: null })
    await page.keyboard.press('F9')
    expect(await callsOf('halt')).toHaveLength(1)
  })

  it('takes one press where a category of the police is chosen', async () => {
    await face.show(looking)
    await follow(page, 'Review the sites')
    await press(page, 'Describe a concern')
    await page.getByLabel('Child sexual abuse images').check()
    expect(await callsOf('halt')).toEqual([])
    await press(page, 'Stop the review now')
    expect(await said('halt')).toEqual({ cause: 'category', categoryId: 'child-sexual-abuse' })
  })

  it('is told by the Desk too: the screen goes at once, before the record is back', async () => {
    await face.show(looking)
    await follow(page, 'Review the sites')
    await page.evaluate(() =>
      window.scripted?.tell({ name: 'halted', body: { cause: 'key', at: '2026-11-22T14:03:07.000Z', blankAfterMs: 28 } }),
    )
    await page.getByRole('heading', { name: 'Stopped', level: 1 }).waitFor()
    expect(await callsOf('halt')).toEqual([])
  })
})

describe('the place of the site', () => {
  it('is told when it shows, when it moves, and when it goes', async () => {
    await face.show(inCase('looked', pairRoom, openView))
    await follow(page, 'Review the sites')
    const boxOf = async () => {
      const box = await page.locator('.frame__hole').boundingBox()
      return box && { x: Math.round(box.x), y: Math.round(box.y), width: Math.round(box.width), height: Math.round(box.height) }
    }
    expect(await said('view.place')).toEqual(await boxOf())
    await face.resize(1024, 700)
    await expect.poll(async () => (await callsOf('view.place')).at(-1)).toEqual(await boxOf())
    const hidden = (await callsOf('view.hide')).length
    await follow(page, 'Task list')
    await expect.poll(async () => (await callsOf('view.hide')).length).toBe(hidden + 1)
  })

  it('is given up while a page cannot be shown, so that its sentence can be read', async () => {
    await face.show(inCase('looked', pairRoom, { ...openView, failure: { code: 'net::ERR_FAILED', sentence: 'It did not answer.' } }))
    await follow(page, 'Review the sites')
    await page.getByText('It did not answer.').waitFor()
    expect(await callsOf('view.place')).toEqual([])
    expect(await said('view.hide')).toEqual({})
  })
})

describe('what people say', () => {
  it('founds a school', async () => {
    const room = { ...emptyRoom, phase: 'first-run' as const, school: null, computer: null, people: [] }
    await face.show({
      ...inRoom(room),
      'school.found': { value: { ...emptyRoom, phase: 'staffing', people: [head], missing: ['senior', 'dsl'] } },
    })
    await press(page, 'Start now')
    await fill(page, 'Name of the school', 'Oakfield Community School')
    await fill(page, 'What you call this computer, and where it stands', 'Head’s office, laptop 3')
    await press(page, 'Continue')
    await fill(page, 'Your name', 'Rita Okafor')
    await fill(page, 'Your passphrase', 'maple orbit candle seven')
    await fill(page, 'The same passphrase again', 'maple orbit candle sevn')
    await press(page, 'Set up the school')
    await page.getByRole('link', { name: 'Type the same passphrase a second time' }).waitFor()
    await fill(page, 'The same passphrase again', 'maple orbit candle seven')
    await page.keyboard.press('Enter')
    expect(await said('school.found')).toEqual({
      name: 'Oakfield Community School',
      computerLocation: 'Head’s office, laptop 3',
      head: { name: 'Rita Okafor', position: 'Headteacher', role: 'head', passphrase: 'maple orbit candle seven' },
    })
    await page.getByRole('heading', { name: 'Who works with Incident Room?' }).waitFor()
  })

  it('signs one person in, and waits for the second', async () => {
    const waiting = { ...emptyRoom, room: 'waiting-for-second' as const, present: [{ ...amina, since: '2026-11-22T13:39:00.000Z' }] }
    await face.show({ ...inRoom(emptyRoom), 'session.sign-in': { value: waiting } })
    await page.getByLabel('Your name').selectOption({ label: 'Amina Malik, Deputy head' })
    await fill(page, 'Your passphrase', 'four unrelated words here')
    await fill(page, 'Choose a session PIN', '12')
    await press(page, 'Sign in')
    await page.getByRole('link', { name: 'Choose a PIN of 4 to 12 digits' }).click()
    await page.keyboard.type('34')
    await page.keyboard.press('Enter')
    expect(await said('session.sign-in')).toEqual({
      personId: amina.personId,
      passphrase: 'four unrelated words here',
      pin: '1234',
      purpose: 'pair',
    })
    await page.getByRole('heading', { name: 'Now the second person' }).waitFor()
    expect(await page.getByLabel('Your name').locator('option').allInnerTexts()).not.toContain('Amina Malik, Deputy head')
  })

  it('records a report and begins the case', async () => {
    await scene('25-report-check', { 'case.start': { value: caseAt('begun') }, 'log.read': { value: [] } })
    await press(page, 'Record the report and begin the case')
    expect(await said('case.start')).toEqual({
      what: 'Unsuitable site found on a classroom computer: a forum with posts that insult pupils by name.',
      reportedBy: 'P. Shah, class teacher',
      reportedAt: '2026-11-22T10:42:00.000Z',
      subject: { kind: 'staff', name: 'Martin Cole' },
      deviceOrAccount: 'Classroom computer 14',
      immediateDanger: false,
    })
    await page.getByRole('heading', { name: 'Could it be illegal?' }).waitFor()
  })

  it('keeps every answer of a report while one of them is changed', async () => {
    await scene('25-report-check')
    await page.getByRole('button', { name: 'Change it concerns' }).click()
    expect(await page.getByLabel('Their name, if it was given').inputValue()).toBe('Martin Cole')
    await page.getByLabel('Not known yet').check()
    await press(page, 'Continue')
    await page.getByText('P. Shah, class teacher').waitFor()
  })

  it('answers the triage with the own acts of both', async () => {
    await scene('28-triage-yes', { 'triage.answer': { value: caseAt('suspected') } })
    await fill(page, 'Why do you suspect it?', 'The reporter describes sexual images of pupils.')
    await bothPins()
    await press(page, 'Confirm and start the police route')
    expect(await said('triage.answer')).toEqual({ suspectedIllegal: true, words: 'The reporter describes sexual images of pupils.', both })
  })

  it('authorises in writing, with the passphrase of whoever authorises', async () => {
    await scene('34-authorise-check', { 'case.authorise': { value: caseAt('ready') } })
    await fill(page, 'Passphrase of whoever authorises', 'the head knows four words')
    await press(page, 'Authorise this case')
    expect(await said('case.authorise')).toEqual({
      authoriserId: head.personId,
      passphrase: 'the head knows four words',
      reason: 'A teacher reported posts that insult pupils by name.',
      scope: 'The forum thread in the report, and pages that it links to directly.',
      alsoMayOpen: [grace.personId],
      conflicts: [amina, tom].map(({ personId }) => ({ personId, statement: 'Not close to anybody whom this concerns.' })),
      exception: {
        sites: 'forum.example.org',
        askedBy: 'Rita Okafor',
        why: 'The filter blocks forums',
        from: '2026-11-22T14:05:00.000Z',
        to: '2026-11-22T15:30:00.000Z',
      },
    })
  })

  it('agrees to a picture one by one', async () => {
    const agreement = {
      visitId: openView.visitId,
      agreed: [{ personId: amina.personId, at: '2026-11-22T14:04:00.000Z' }],
      ready: false,
      statement: 'I agree.',
    }
    await face.show({ ...inCase('looked', pairRoom, openView), 'capture.agree': { value: agreement } })
    await follow(page, 'Review the sites')
    await expect(page.getByRole('button', { name: 'Keep picture' }).isDisabled()).resolves.toBe(true)
    await press(page, 'Amina Malik: agree with your PIN')
    await page.evaluate((held) => Object.assign(window.scripted?.answers ?? {}, { 'capture.agreement': { value: held } }), agreement)
    await page.keyboard.type('4821')
    await page.keyboard.press('Enter')
    expect(await said('capture.agree')).toEqual(both[0])
    await page.getByText('Amina agrees').waitFor()
    await expect(page.getByRole('button', { name: 'Keep picture' }).isDisabled()).resolves.toBe(true)
    expect(await callsOf('capture.take')).toEqual([])
  })

  it('decides actions: the table’s own, with a reason where they depart from it', async () => {
    const incident = policy.actionTables.staff.incidents.find(({ title }) => title.startsWith('Sending an email'))
    await face.show({ ...inCase('judged'), 'actions.decide': { value: caseAt('acted') } })
    await follow(page, 'Actions')
    await page.getByLabel(incident?.title ?? '').check()
    await press(page, 'Continue')
    const titles = policy.actionTables.staff.actions.filter(({ id }) => incident?.actions.includes(id))
    for (const { title } of titles)
      await page.getByRole('group', { name: title, exact: true }).getByLabel('Who does it?').fill('Rita Okafor')
    const [dropped, ...kept] = titles
    await page.getByRole('checkbox', { name: dropped?.title ?? '', exact: true }).uncheck()
    await bothPins()
    await press(page, 'Record the actions')
    await page.getByRole('link', { name: 'Say why you depart from the table' }).click()
    await page.keyboard.type('The line manager is the head.')
    await press(page, 'Record the actions')
    expect(await said('actions.decide')).toEqual({
      table: 'staff',
      incidentId: incident?.id,
      chosen: kept.map(({ id }) => ({ actionId: id, owner: 'Rita Okafor', due: null, note: '' })),
      departureReason: 'The line manager is the head.',
      both,
    })
  })

  it('closes, and empties the PINs when it is refused', async () => {
    await face.show({ ...inCase('acted'), 'case.close': { refusal: { code: 'pin.wrong', sentence: 'That PIN is not right.' } } })
    await follow(page, 'Sign and close')
    await bothPins()
    await press(page, 'Sign and close the case')
    expect(await said('case.close')).toEqual({ both })
    await page.getByText('That PIN is not right.').waitFor()
    expect(await page.getByLabel('Amina Malik, your session PIN').inputValue()).toBe('')
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('govuk-error-summary')
  })
})

describe('what is told unasked', () => {
  it('shows a log that grows faster than it can be read, to its last entry', async () => {
    await face.show({ ...inCase('ready', pairRoom, openView) })
    await follow(page, 'Review the sites')
    await page.getByRole('tab', { name: 'Log (6)' }).waitFor()
    const later = { 'case.view': { value: caseAt('looked') }, 'log.read': { value: timelineAt('looked') } }
    await page.evaluate((answers) => {
      for (let seq = 7; seq <= 17; seq += 1) window.scripted?.tell({ name: 'log.grew', body: { seq } })
      Object.assign(window.scripted?.answers ?? {}, answers)
      window.scripted?.tell({ name: 'log.grew', body: { seq: 18 } })
    }, later)
    await page.getByRole('tab', { name: 'Log (18)' }).waitFor()
    await page.getByText('Exhibit 2 kept by both').waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: 'Pop-up refused' }).count()).toBe(1)
  })

  it('never goes back to an older case than it shows', async () => {
    await face.show({ ...inCase('looked', pairRoom, openView) })
    await page.getByText('4 addresses · 1 concern · 2 exhibits').waitFor()
    await page.evaluate((older) => {
      Object.assign(window.scripted?.answers ?? {}, { 'case.view': { value: older } })
      window.scripted?.tell({ name: 'log.grew', body: { seq: 19 } })
    }, caseAt('ready'))
    await expect.poll(async () => (await callsOf('case.view')).length).toBe(2)
    expect(await page.getByText('4 addresses · 1 concern · 2 exhibits').isVisible()).toBe(true)
  })

  it('forgets the case when everybody is signed out', async () => {
    await face.show(inCase('looked'))
    await page.getByText('INC-2026-0014').first().waitFor()
    await page.evaluate((room) => window.scripted?.tell({ name: 'room.changed', body: room }), emptyRoom)
    await page.getByRole('heading', { name: 'Sign in, both of you' }).waitFor()
    expect(await page.getByText('INC-2026-0014').count()).toBe(0)
    expect(await page.getByText('Martin Cole').count()).toBe(0)
  })
})

describe('after a restart', () => {
  it('opens the halted case for the two who signed in, to be written in', async () => {
    await face.show({
      ...inRoom({ ...pairRoom, halt: haltOf('child-sexual-abuse') }),
      'case.open': { value: caseAt('halted') },
      'case.view': { value: caseAt('halted') },
    })
    expect(await said('case.open')).toEqual({ caseId: sampleCaseId })
    await page.getByText('Network cable unplugged by T. Jarvis').waitFor()
  })
})
