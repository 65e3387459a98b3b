// One real Electron window with a built Face in it, shown scene by scene.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type Page } from 'playwright'
import { buildFace } from './face-build'
import { installRoom, type Answers } from './scripted-room'

export interface Violation {
  readonly rule: string
  readonly impact: string
  readonly where: readonly string[]
}

export interface FaceWindow {
  readonly page: Page
  /** Loads the Face anew with these answers laid ready. */
  readonly show: (answers: Answers) => Promise<void>
  readonly resize: (widthPx: number, heightPx: number) => Promise<void>
  /** What axe-core, with every rule it has, finds on the page as it stands. */
  readonly findViolations: () => Promise<Violation[]>
  /** Every message of the page's console of the kind error. */
  readonly consoleErrors: string[]
  readonly end: () => Promise<void>
}

/** The clock of every scene stands still here, so that what a screen says of time can be compared. */
export const sceneTime = new Date('2026-11-22T14:05:00.000Z')

export async function openFaceWindow(): Promise<FaceWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'face-'))
  await buildFace(join(folder, 'out'))
  const executablePath = process.env.INCIDENT_ROOM_ELECTRON
  if (executablePath === undefined) throw new Error('INCIDENT_ROOM_ELECTRON is not set: run the tests with npm test')
  const isRoot = process.getuid?.() === 0
  const app = await _electron.launch({
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${join(folder, 'user')}`, resolve('tests/renderer/harness/window')],
    chromiumSandbox: !isRoot,
    env: { ...process.env, FACE_FOLDER: join(folder, 'out'), TZ: 'UTC' },
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  } as Parameters<typeof _electron.launch>[0])
  const page = await app.firstWindow()
  const consoleErrors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text())
  })
  page.on('pageerror', (error) => consoleErrors.push(error.message))
  await page.clock.setFixedTime(sceneTime)
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.addInitScript(installRoom)
  await page.goto('app://incident-room/')

  return {
    page,
    consoleErrors,
    show: async (answers) => {
      await page.evaluate((laidReady) => sessionStorage.setItem('answers', laidReady), JSON.stringify(answers))
      await page.reload()
      await page.locator('h1').first().waitFor()
    },
    resize: (width, height) => page.setViewportSize({ width, height }),
    findViolations: async () => {
      await page.evaluate(axe)
      return page.evaluate(findViolationsInPage)
    },
    end: async () => {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

interface Axe {
  readonly run: (
    options: object,
  ) => Promise<{ violations: { id: string; impact: string | null; nodes: { html: string; failureSummary?: string }[] }[] }>
}

async function findViolationsInPage(): Promise<Violation[]> {
  const { axe } = window as unknown as { axe: Axe }
  const { violations } = await axe.run({ resultTypes: ['violations'] })
  return violations.map(({ id, impact, nodes }) => ({
    rule: id,
    impact: impact ?? '',
    where: nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`.slice(0, 600)),
  }))
}
