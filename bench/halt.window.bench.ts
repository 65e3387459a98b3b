// How long after STOP is pressed the page is off the screen and the network silent: a hundred halts of the built application, of a page that
// rests, one that holds the network in every way and one that hangs. The screen's own pixels say when it is blank, the server when the
// last byte went.
import * as act from '../scripts/demo/acts.mjs'
import { cast } from '../scripts/demo/cast.mjs'
import { openRoom, type Room } from '../tests/e2e/opened-application'
import type { Figure, Measure } from './figure'
import { median, percentile } from './figure'
import { openScreen, type Screen } from './screen-pixel'
import { inThrowawayFolder } from './throwaway-folder'

const magenta = 0xff00ff
const spot = { x: 400, y: 500 }
const haltsOfEach = { quick: 12, full: 34 }
/** A page that is still there by then has not been halted. */
const limitMs = 3_000

export const measure: Measure = ({ isFull, say }) =>
  inThrowawayFolder(async (folder) => {
    const screen = await openScreen(folder)
    const room = await openRoom('reviewing', { DISPLAY: screen.display })
    try {
      await act.signInTogether(room.app)
      await room.app.follow('INC-2026-0001')
      const figures: Figure[] = []
      const all: Halt[] = []
      for (const kind of ['rests', 'is busy', 'hangs'] as const) {
        const halts: Halt[] = []
        const count = isFull ? haltsOfEach.full : haltsOfEach.quick
        say(`${String(count)} halts of a page that ${kind}`)
        for (let at = 0; at < count; at += 1) halts.push(await haltOnce(room, screen, kind))
        all.push(...halts)
        figures.push(...tell(`, page ${kind}`, halts, false))
      }
      return [...tell('', all, true), ...figures]
    } finally {
      await room.end()
      screen.end()
    }
  })

interface Halt {
  readonly blankMs: number
  readonly lastByteMs: number
  /** The longest time that the looking itself was held up by other programs: a picture that changed meanwhile is seen so much later. */
  readonly blindMs: number
}

function tell(which: string, halts: readonly Halt[], isGoal: boolean): Figure[] {
  const blank = halts.map(({ blankMs }) => blankMs)
  const lastByte = halts.map(({ lastByteMs }) => lastByteMs)
  const count = String(halts.length)
  return [
    { name: `STOP to blank${which}: p99 of ${count}`, value: percentile(blank, 99), unit: 'ms', goal: isGoal ? 33 : null },
    { name: `STOP to blank${which}: p50`, value: median(blank), unit: 'ms', goal: null },
    ...(isGoal
      ? [
          {
            name: 'Looking held up by other programs: p99',
            value: percentile(
              halts.map(({ blindMs }) => blindMs),
              99,
            ),
            unit: 'ms',
            goal: null,
          },
        ]
      : []),
    { name: `STOP to last byte${which}: p99 of ${count}`, value: percentile(lastByte, 99), unit: 'ms', goal: isGoal ? 70 : null },
    { name: `STOP to last byte${which}: p50`, value: median(lastByte), unit: 'ms', goal: null },
  ]
}

async function haltOnce(room: Room, screen: Screen, kind: 'rests' | 'is busy' | 'hangs'): Promise<Halt> {
  const { app, site } = room
  await act.openTask(app, 'Review the sites')
  await act.openAddress(app, `${site.httpUrl}/clock${{ rests: '', 'is busy': '?busy', hangs: '?hung' }[kind]}`)
  await untilPixel(screen, (pixel) => pixel === magenta)
  await app.page.waitForTimeout(600)
  await app.page.evaluate(() => {
    addEventListener(
      'pointerdown',
      (event) => (document.documentElement.dataset.stoppedAt = String(performance.timeOrigin + event.timeStamp)),
      {
        capture: true,
        once: true,
      },
    )
  })
  const blank = untilPixel(screen, (pixel) => pixel !== magenta)
  const stop = await app.page.getByRole('button', { name: /^STOP/ }).boundingBox()
  if (!stop) throw new Error('There is no STOP button.')
  await app.page.mouse.move(stop.x + 20, stop.y + 10)
  await app.page.mouse.down()
  const { at: blankAt, blindMs } = await blank
  await app.page.waitForTimeout(300)
  await app.page.mouse.up()
  const stoppedAt = Number(await app.page.evaluate(() => document.documentElement.dataset.stoppedAt))
  const { lastSentAt, lastReceivedAt } = site.wire()
  await release(room)
  return { blindMs, blankMs: blankAt - stoppedAt, lastByteMs: Math.max(0, lastSentAt - stoppedAt, lastReceivedAt - stoppedAt) }
}

/** Looks as often as it can. Answers when, in ms since 1970, and how long it could not look at the most. */
async function untilPixel(screen: Screen, isRight: (pixel: number) => boolean): Promise<{ at: number; blindMs: number }> {
  const overAt = performance.now() + limitMs + 10_000
  let lastLookMs = performance.now()
  let blindMs = 0
  for (;;) {
    const lookMs = performance.now()
    blindMs = Math.max(blindMs, lookMs - lastLookMs)
    lastLookMs = lookMs
    if (isRight(screen.readPixel(spot.x, spot.y))) return { at: performance.timeOrigin + lookMs, blindMs }
    if (performance.now() > overAt) throw new Error('The screen never showed what was waited for.')
    await new Promise((done) => setTimeout(done, 0))
  }
}

/** As the police have given a reference, both release it. */
async function release({ say, app }: Room): Promise<void> {
  await app.read('This computer is locked')
  const state = await say('room.state', {})
  const [first, second] = ('value' in state ? state.value.present : []).map(({ personId, name }) => ({
    personId,
    pin: Object.values(cast).find((player) => player.name === name)?.pin ?? '',
  }))
  if (!first || !second) throw new Error('both are in the room')
  const told = {
    calledBy: cast.amina.name,
    calledAt: new Date().toISOString(),
    force: 'Kent Police',
    reference: 'KP-1',
    officer: '',
    advice: '',
  }
  await say('police.contacted', told)
  const released = await say('halt.release', { reason: 'The police have advised.', both: [first, second] })
  if ('refused' in released) throw new Error(released.refused)
}
