// What the Face says when the head and everybody else act on people and keys, in a real Electron window.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright'
import { openFaceWindow, type FaceWindow } from './harness/face-window'
import { inRoom } from './scenes/answers'
import { aloneRoom, amina, emptyRoom, grace, head, pairRoom, tom } from './scenes/people'
import { inLookedCase, recoveryMade, toCheckHolders, toDeclare } from './scenes/people-scenes'
import { caseAt } from './scenes/sample-case'
import { fill, follow, press } from './scenes/scene'

let face: FaceWindow
let page: Page

const said = async (intention: string) => {
  await page.waitForFunction((wanted) => window.scripted?.calls.some((call) => call.intention === wanted), intention)
  return page.evaluate((wanted) => (window.scripted?.calls ?? []).filter((call) => call.intention === wanted).at(-1)?.input, intention)
}
const lay = (answers: object) => page.evaluate((more) => Object.assign(window.scripted?.answers ?? {}, more), answers)

beforeAll(async () => {
  face = await openFaceWindow()
  page = face.page
}, 120_000)
afterAll(() => face.end())
beforeEach(() => face.resize(1440, 900))

describe('what people say of people and keys', () => {
  it('makes recovery kits, and warns until the sheets are gone', async () => {
    await face.show({ ...inRoom(aloneRoom(head)), 'recovery.make': { value: recoveryMade } })
    await follow(page, 'Make the recovery kits')
    await fill(page, 'Rita Okafor, your passphrase', 'maple orbit candle seven')
    await press(page, 'Make the recovery kits')
    expect(await said('recovery.make')).toEqual({ passphrase: 'maple orbit candle seven' })
    await page.getByText('Recovery sheets still lie on this computer').waitFor()
    const { room } = recoveryMade
    await lay({ 'room.state': { value: { ...room, recovery: { ...room.recovery, sheetsOnDisk: [] } } } })
    await press(page, 'I have deleted them: look again')
    await page.getByText('The sheets are gone from the exports folder.').waitFor()
    expect(await page.getByText('Recovery sheets still lie on this computer').count()).toBe(0)
  })

  it('asks how hard a passphrase is to guess once the typing pauses, with what others know of the person', async () => {
    await face.show(inRoom({ ...emptyRoom, phase: 'staffing', people: [head], missing: ['senior'] }))
    await press(page, 'Add a person')
    await fill(page, 'Your name', 'Tom Jarvis')
    await page.getByLabel('Your passphrase').pressSequentially('four words')
    expect(await said('passphrase.check')).toEqual({ passphrase: 'four words', about: ['Tom Jarvis'] })
    const asked = await page.evaluate(() => window.scripted?.calls.filter((call) => call.intention === 'passphrase.check').length)
    expect(asked).toBe(1)
  })

  it('changes the passphrase of whichever of the two it is', async () => {
    await face.show({ ...inRoom(pairRoom), 'passphrase.change': { value: {} } })
    await follow(page, 'Change your passphrase')
    await page.getByLabel('Tom Jarvis').check()
    await fill(page, 'Your passphrase of today', 'the old four words')
    await fill(page, 'Your new passphrase', 'the new four words')
    await fill(page, 'The same passphrase again', 'the new four words')
    await press(page, 'Change my passphrase')
    expect(await said('passphrase.change')).toEqual({ personId: tom.personId, from: 'the old four words', to: 'the new four words' })
    await page.getByRole('heading', { name: 'Your passphrase is changed' }).waitFor()
  })

  it.each(['suspend', 'remove'] as const)('lets the head %s somebody, and nobody themselves', async (act) => {
    const verb = act === 'suspend' ? 'Suspend' : 'Remove'
    const room = { ...aloneRoom(head), people: [head, amina, grace], suspended: act === 'suspend' ? [tom] : [] }
    await face.show({ ...inRoom(aloneRoom(head)), [`person.${act}`]: { value: { room, holderOf: [] } } })
    await follow(page, 'See and add people')
    expect(await page.getByRole('button', { name: `${verb} Rita Okafor` }).count()).toBe(0)
    await press(page, `${verb} Tom Jarvis`)
    await page.getByRole('textbox').fill('He left the school.')
    await press(page, `${verb} Tom Jarvis`)
    expect(await said(`person.${act}`)).toEqual({ personId: tom.personId, reason: 'He left the school.' })
    await press(page, 'Back to the people')
    expect(await page.getByRole('button', { name: 'Reinstate Tom Jarvis' }).count()).toBe(act === 'suspend' ? 1 : 0)
  })

  it('changes who may open a case, authorised and confirmed by both', async () => {
    await face.show({ ...inLookedCase, 'case.change-holders': { value: caseAt('looked') } })
    await toCheckHolders(page)
    await fill(page, 'Why does it change?', 'Grace Adeyemi is suspended.')
    await fill(page, 'Passphrase of whoever authorises', 'the head knows four words')
    await fill(page, 'Amina Malik, your session PIN', '4821')
    await fill(page, 'Tom Jarvis, your session PIN', '773012')
    await press(page, 'Change who may open it')
    expect(await said('case.change-holders')).toEqual({
      add: ['5'.repeat(32)],
      remove: [grace.personId],
      reason: 'Grace Adeyemi is suspended.',
      authoriserId: head.personId,
      passphrase: 'the head knows four words',
      both: [
        { personId: amina.personId, pin: '4821' },
        { personId: tom.personId, pin: '773012' },
      ],
    })
    await page.getByRole('heading', { name: 'What you have done, and what is left' }).waitFor()
  })

  it('has each make the declaration for themselves before the cases show', async () => {
    await face.show({ ...toDeclare, 'declaration.accept': { value: { ...pairRoom, declarationDue: [tom.personId] } } })
    await fill(page, 'Amina Malik, your session PIN', '4821')
    await press(page, 'I accept it')
    expect(await said('declaration.accept')).toEqual({ personId: amina.personId, pin: '4821', textHash: '77e05d139f2c41ab'.repeat(4) })
    await page.getByRole('heading', { name: 'Tom Jarvis, do you accept this?' }).waitFor()
    await lay({ 'declaration.accept': { value: pairRoom } })
    await fill(page, 'Tom Jarvis, your session PIN', '773012')
    await press(page, 'I accept it')
    await page.getByRole('heading', { name: 'Cases', level: 1 }).waitFor()
  })
})
