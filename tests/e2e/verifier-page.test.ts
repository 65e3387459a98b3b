// The offline page of a handover, opened from the unzipped folder in a real browser window.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { handOver, makeClosedCase, makeFolder, type ClosedCase } from '../vault/handover/closed-case'
import { copyOf, unpack } from '../vault/handover/unpacked'

let made: ClosedCase
let bag: string
let app: ElectronApplication
let page: Page

beforeAll(async () => {
  made = await makeClosedCase()
  bag = unpack(await handOver(made, { page: readFileSync(resolve('resources/verifier/verify.html'), 'utf8') }))
  const executablePath = process.env.INCIDENT_ROOM_ELECTRON
  if (executablePath === undefined) throw new Error('INCIDENT_ROOM_ELECTRON is not set: run the tests with npm test')
  const isRoot = process.getuid?.() === 0
  app = await _electron.launch({
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${makeFolder()}`, resolve('tests/vault/handover/page-window')],
    chromiumSandbox: !isRoot,
    env: { ...process.env, PAGE: join(bag, 'verify.html') },
  })
  page = await app.firstWindow()
})

afterAll(() => app.close())

async function choose(folder: string): Promise<string> {
  await page.reload()
  await page.getByLabel('The folder that holds').setInputFiles(folder)
  await page.locator('.verdict').waitFor()
  return page.locator('#result').innerText()
}

it('finds the folder that it lies in intact, and shows what to compare', async () => {
  const shown = await choose(bag)
  expect(shown).toMatch(/^Intact/)
  expect(shown.match(/✓ Right/g)).toHaveLength(4)
  expect(shown.replace(/[\s:]/g, '').toLowerCase()).toContain(made.school.authority.fingerprint)
  expect(shown).toContain('Jane Smith')
  expect(shown).toContain('2 enclosed, 1 withheld')
})

it('names what was altered', async () => {
  const copy = copyOf(bag)
  writeFileSync(join(copy, 'data/exhibits/exhibit-001.png'), 'another picture')
  const shown = await choose(copy)
  expect(shown).toMatch(/^Altered/)
  expect(shown).toContain('data/exhibits/exhibit-001.png was changed.')
})

it('says when a folder is no handover', async () => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'holiday.txt'), 'sun')
  expect(await choose(folder)).toMatch(/^Not a handover/)
})

it('can be used by everybody, as far as axe can tell', async () => {
  await choose(bag)
  // The page's own policy lets no script in; the driver's does not pass through it.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string }[] }> } }
    return (await axe.run()).violations.map(({ id }) => id)
  })
  expect(violations).toEqual([])
})
