// How long a picture of a whole page takes from the click until it is committed, through the built application with its Vault, beside a
// bare PNG of the same page by Chromium alone in the same run; and whether memory comes back.
import * as act from '../scripts/demo/acts.mjs'
import { cast } from '../scripts/demo/cast.mjs'
import { openRoom, type Room } from '../tests/e2e/opened-application'
import type { Measure } from './figure'
import { median, timed } from './figure'

const warmUps = 2
const wide = { x: 0, y: 110, width: 1_280, height: 760 }

export const measure: Measure = async ({ isFull, say }) => {
  const room = await openRoom('reviewing')
  try {
    await act.signInTogether(room.app)
    await room.app.follow('INC-2026-0001')
    await act.openTask(room.app, 'Review the sites')
    await act.openAddress(room.app, `${room.site.httpUrl}/long`)
    await room.app.read(/^Opened /)
    await room.say('view.place', wide)
    const ours: number[] = []
    const bare: number[] = []
    for (let round = 0; round < warmUps + (isFull ? 10 : 6); round += 1) {
      const bareMs = (await timed(() => takeBare(room))).millis
      const ownMs = await takeOurs(room)
      if (round >= warmUps) {
        bare.push(bareMs)
        ours.push(ownMs)
      }
    }
    const before = await readMemory(room)
    const captures = isFull ? 50 : 15
    say(`Taking ${String(captures)} pictures`)
    for (let taken = 0; taken < captures; taken += 1) await takeOurs(room)
    await room.app.page.waitForTimeout(5_000)
    const after = await readMemory(room)
    return [
      { name: 'Capture: click to committed ÷ bare PNG of the same page, p50', value: median(ours) / median(bare), unit: '×', goal: 1.15 },
      { name: 'Capture of 1,280 × 12,000: p50', value: median(ours), unit: 'ms', goal: null },
      { name: 'Bare PNG of the same page: p50', value: median(bare), unit: 'ms', goal: null },
      { name: `Memory of Desk and Vault after ${String(captures)} captures ÷ before`, value: after / before, unit: '×', goal: 1.25 },
      { name: 'Memory of Desk and Vault before', value: before / 1e6, unit: 'MB', goal: null },
    ]
  } finally {
    await room.end()
  }
}

/** Both agree first; what is timed begins with the click that takes the picture. */
async function takeOurs(room: Room): Promise<number> {
  const state = await room.say('room.state', {})
  for (const { personId, name } of 'value' in state ? state.value.present : []) {
    const pin = Object.values(cast).find((player) => player.name === name)?.pin ?? ''
    await room.say('capture.agree', { personId, pin })
  }
  const kept = await room.say('capture.take', {})
  if ('refused' in kept) throw new Error(kept.refused)
  if (kept.value.heightPx !== 12_000) throw new Error(`The page is ${String(kept.value.heightPx)} pixels high`)
  return kept.value.millis
}

/** What puppeteer's `page.screenshot` asks for, and nothing else. */
async function takeBare(room: Room): Promise<void> {
  await room.app.electron.evaluate(async ({ webContents }) => {
    const page = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('http'))
    if (!page) throw new Error('no page is open')
    const { cssContentSize } = (await page.debugger.sendCommand('Page.getLayoutMetrics')) as {
      cssContentSize: { width: number; height: number }
    }
    const clip = { x: 0, y: 0, width: cssContentSize.width, height: cssContentSize.height, scale: 1 }
    const { data } = (await page.debugger.sendCommand('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip })) as {
      data: string
    }
    Buffer.from(data, 'base64')
  })
}

/** Bytes of the Desk's and the Vault's process. */
async function readMemory(room: Room): Promise<number> {
  return room.app.electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ type, name }) => type === 'Browser' || name === 'Incident Room Vault')
      .reduce((sum, { memory }) => sum + memory.workingSetSize * 1_024, 0),
  )
}
