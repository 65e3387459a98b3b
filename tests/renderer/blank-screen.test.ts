// The blank screen in a real Electron window: it covers everything, takes the site away, halts nothing, and lets STOP through.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from 'playwright'
import { openFaceWindow, type FaceWindow } from './harness/face-window'
import { inCase, openView } from './scenes/answers'
import { emptyRoom, pairRoom } from './scenes/people'
import { follow, press } from './scenes/scene'

let face: FaceWindow
let page: Page

const calls = (intention: string) =>
  page.evaluate((wanted) => (window.scripted?.calls ?? []).filter((call) => call.intention === wanted).length, intention)
const blank = () => page.getByRole('heading', { level: 1, name: /^Blank screen/ })

beforeAll(async () => {
  face = await openFaceWindow()
  page = face.page
}, 120_000)
afterAll(() => face.end())
beforeEach(async () => {
  await face.resize(1440, 900)
  await face.show({ ...inCase('looked', pairRoom, openView), halt: { never: true } })
  await follow(page, 'Review the sites')
  await page.getByLabel('Address', { exact: true }).fill('https://forum.example.org/typed')
})

describe('F8', () => {
  it('covers everything, takes the site away and does not put it back', async () => {
    const [hidden, placed] = [await calls('view.hide'), await calls('view.place')]
    await page.keyboard.press('F8')
    await blank().waitFor({ state: 'attached' })
    expect(await calls('view.hide')).toBeGreaterThan(hidden)
    await face.resize(1024, 700)
    expect(await calls('view.place')).toBe(placed)
    expect(await calls('halt')).toBe(0)
    expect((await page.locator('body').innerText()).trim()).toBe('Blank screen. Press any key to come back.')
    expect(await page.title()).toBe('Incident Room')
  })

  it('asks before it goes on, and then all is as it was', async () => {
    const placed = await calls('view.place')
    await page.keyboard.press('F8')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'The screen is blank' }).waitFor()
    expect(await page.getByLabel('Address', { exact: true }).isVisible()).toBe(false)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Review the sites' }).waitFor({ state: 'attached' })
    await expect.poll(() => calls('view.place')).toBe(placed + 1)
    expect(await page.getByLabel('Address', { exact: true }).inputValue()).toBe('https://forum.example.org/typed')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    expect(await page.title()).toContain('Reviewing sites')
    expect(await calls('halt')).toBe(0)
  })

  it('offers the way back to a click, and covers it again', async () => {
    await press(page, 'Blank the screen (F8)')
    await page.mouse.click(500, 400)
    await page.getByRole('button', { name: 'Go on' }).waitFor()
    await page.keyboard.press('F8')
    await blank().waitFor({ state: 'attached' })
    expect(await page.getByRole('button').count()).toBe(0)
  })

  it.each(['covered', 'on the way back'])('lets F9 through: %s', async (when) => {
    await page.keyboard.press('F8')
    if (when === 'on the way back') await page.keyboard.press('a')
    await page.keyboard.press('F9')
    await page.getByRole('heading', { level: 1, name: 'Stopped' }).waitFor()
    expect(await calls('halt')).toBe(1)
    await page.keyboard.press('F8')
    expect(await page.getByRole('heading', { level: 1, name: 'Stopped' }).isVisible()).toBe(true)
  })

  it('gives way when everybody is signed out, and is not there for nobody', async () => {
    await page.keyboard.press('F8')
    await page.evaluate((room) => window.scripted?.tell({ name: 'room.changed', body: room }), emptyRoom)
    await page.getByRole('heading', { name: 'Sign in, both of you' }).waitFor()
    await page.keyboard.press('F8')
    expect(await page.getByRole('heading', { name: 'Sign in, both of you' }).isVisible()).toBe(true)
  })
})
