// Every screen of the Face in its main states, in a real Electron window: no axe violation, nothing wider than the window at three
// sizes (720 px wide is 1440 at 200 %), no error in the console. What stands behind the Face here is laid ready by the test; that the
// application itself answers so is proved end to end elsewhere. With FACE_PICTURES set to a folder, a picture of each is left there.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { contract, type Intention } from 'shared/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFaceWindow, type FaceWindow } from './harness/face-window'
import { caseScenes } from './scenes/case-scenes'
import { closingScenes } from './scenes/closing-scenes'
import { haltedScenes } from './scenes/halted-scenes'
import { peopleScenes } from './scenes/people-scenes'
import { reviewScenes } from './scenes/review-scenes'
import { setUpScenes } from './scenes/set-up-scenes'

/** axe looks at the widest and the narrowest layout; the one between has nothing that neither of them has. */
const sizes = [
  { widthPx: 1440, heightPx: 900, withAxe: true },
  { widthPx: 1024, heightPx: 700, withAxe: false },
  { widthPx: 720, heightPx: 450, withAxe: true },
] as const
const pictures = process.env.FACE_PICTURES
const scenes = [...setUpScenes, ...peopleScenes, ...caseScenes, ...reviewScenes, ...closingScenes, ...haltedScenes]

describe('every screen', () => {
  let face: FaceWindow

  beforeAll(async () => {
    if (pictures !== undefined) await mkdir(pictures, { recursive: true })
    face = await openFaceWindow()
  }, 120_000)
  afterAll(() => face.end())

  it.each(scenes)('$name', { timeout: 60_000 }, async ({ name, answers, steps, heading }) => {
    const { page } = face
    face.consoleErrors.length = 0
    await face.resize(sizes[0].widthPx, sizes[0].heightPx)
    await face.show(answers)
    await steps?.(page)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor({ state: 'attached', timeout: 5_000 })
    for (const { widthPx, heightPx, withAxe } of sizes) {
      await face.resize(widthPx, heightPx)
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-${widthPx}.png`) })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `wider than ${widthPx}`).toBeLessThanOrEqual(0)
      if (withAxe) expect(await face.findViolations(), `axe at ${widthPx}`).toEqual([])
    }
    expect(face.consoleErrors).toEqual([])
    for (const { intention, input } of await page.evaluate(() => window.scripted?.calls ?? []))
      expect(contract[intention as Intention].input.safeParse(input).error, intention).toBeUndefined()
  })
})
