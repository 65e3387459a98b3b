// Takes a picture of the whole page: connects puppeteer to the in-process debugger, runs the steps in order, lets go again. The bytes
// exist in memory only; whoever asked for them stores them or forgets them.
import { connect, type Browser, type Page } from 'puppeteer-core/internal/puppeteer-core-browser.js'
import { coded, CodedError } from 'shared/errors'
import { layOut } from './capture-steps/lay-out'
import { measure } from './capture-steps/measure'
import { screenshot } from './capture-steps/screenshot'
import { settle } from './capture-steps/settle'
import type { CaptureRun, CaptureStep } from './capture-steps/step'
import type { DebuggerChannel } from './debugger-channel'
import { makeDebuggerTransport } from './debugger-transport'

const steps: readonly CaptureStep[] = [layOut, settle, measure, screenshot]

/** A whole capture is over by then, well or badly. */
const captureLimitMs = 60_000

export interface Picture {
  /** PNG, lossless, 8 bits a channel. */
  readonly png: Buffer
  readonly widthPx: number
  readonly heightPx: number
  readonly takenAt: Date
  /** Milliseconds each step took. */
  readonly millis: Readonly<Record<string, number>>
}

export interface PictureOrder {
  readonly channel: DebuggerChannel
  /** Throws when the capture must not go on; asked before every step and every slice. */
  readonly mustGoOn: () => void
  /** Has the page laid out anew with its scroll bars, which Chromium takes away for a picture. */
  readonly restoreLayout: () => Promise<void>
}

/**
 * Runs the steps of a capture.
 * @throws `capture.page-hangs`, `capture.nothing`, `capture.too-large`, `capture.unreadable`, `capture.seam`, `capture.failed`, and what `mustGoOn` throws
 */
export async function takePicture({ channel, mustGoOn, restoreLayout }: PictureOrder): Promise<Picture> {
  const overAt = performance.now() + captureLimitMs
  const goOn = () => {
    mustGoOn()
    if (performance.now() > overAt)
      throw coded('capture.failed', 'Taking the picture took too long. Try again, or describe in words what you see.')
  }
  const undo: CaptureRun['undo'][number][] = []
  const browser = await connectPuppeteer(channel)
  try {
    return await runSteps({
      channel,
      page: await findPage(browser),
      mustGoOn: goOn,
      restoreLayout,
      undo,
      size: { width: 0, height: 0 },
      picture: null,
    })
  } catch (error) {
    // The reason why it must not go on comes before what went wrong because of it.
    goOn()
    if (error instanceof CodedError) throw error
    throw coded('capture.failed', 'The picture could not be taken. Try again, or describe in words what you see.')
  } finally {
    // A page that has gone meanwhile needs nothing put back.
    await Promise.allSettled(undo.map((putBack) => putBack()))
    await browser.disconnect()
  }
}

async function runSteps(run: CaptureRun): Promise<Picture> {
  const millis: Record<string, number> = {}
  for (const step of steps) {
    run.mustGoOn()
    const startedAt = performance.now()
    await step.take(run)
    millis[step.name] = performance.now() - startedAt
  }
  if (!run.picture) throw coded('capture.failed', 'The picture could not be taken. Try again, or describe in words what you see.')
  return { ...run.picture, millis }
}

function connectPuppeteer(channel: DebuggerChannel): Promise<Browser> {
  // No viewport of puppeteer's own: the page is kept as the two people see it.
  return connect({ transport: makeDebuggerTransport(channel), defaultViewport: null, protocolTimeout: 25_000 })
}

async function findPage(browser: Browser): Promise<Page> {
  const [page] = await browser.pages()
  if (!page) throw coded('capture.failed', 'The picture could not be taken. Try again, or describe in words what you see.')
  return page
}
