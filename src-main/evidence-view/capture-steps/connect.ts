// Gives puppeteer hold of the page, over the in-process debugger: no port, and no more commands than the table allows.
import { connect as connectPuppeteer } from 'puppeteer-core/internal/puppeteer-core-browser.js'
import { coded } from 'shared/errors'
import { makeDebuggerTransport } from '../debugger-transport'
import type { CaptureStep } from './step'

const answerLimitMs = 25_000

export const connect: CaptureStep = {
  name: 'connect',
  take: async (run) => {
    // No viewport of puppeteer's own: the page is kept as the two people see it.
    const browser = await connectPuppeteer({
      transport: makeDebuggerTransport(run.channel),
      defaultViewport: null,
      protocolTimeout: answerLimitMs,
    })
    run.undo.push(() => browser.disconnect())
    const [page] = await browser.pages()
    if (!page) throw coded('capture.failed', 'The picture could not be taken. Try again, or describe in words what you see.')
    run.readPixels = (clip) => page.screenshot({ type: 'png', clip, captureBeyondViewport: true, optimizeForSpeed: true })
  },
}
