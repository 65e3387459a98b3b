// Watches the Desk's event loop in the built application, from within: the longest time that it could not have heard STOP.
import type { Application } from '../../scripts/demo/application.mjs'

/**
 * Does something and answers the longest stretch, in milliseconds, that the Desk's event loop was held up meanwhile. Node's own histogram
 * at a resolution of a millisecond, less that millisecond.
 */
export async function watchDesk(app: Application, act: () => Promise<unknown>): Promise<number> {
  await app.electron.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const watch = monitorEventLoopDelay({ resolution: 1 })
    watch.enable()
    Object.assign(globalThis, { deskWatch: watch })
  })
  await act()
  return app.electron.evaluate(async () => {
    // A stretch that has just ended is seen by the next tick of the clock.
    await new Promise((done) => setTimeout(done, 20))
    const { deskWatch } = globalThis as unknown as { deskWatch: import('node:perf_hooks').IntervalHistogram }
    deskWatch.disable()
    return deskWatch.max / 1e6 - 1
  })
}

/**
 * The shortest of some rounds. What the Desk itself does comes back in every round; what other programs do to a busy computer does not, and a
 * round among them says nothing about the Desk.
 */
export async function watchDeskAgain(rounds: number, enoughMs: number, round: () => Promise<number>): Promise<number> {
  let shortest = Infinity
  for (let at = 0; at < rounds && shortest > enoughMs; at += 1) shortest = Math.min(shortest, await round())
  return shortest
}

/**
 * Begins the watch anew with every slice of the page that has been read, so that what is left is what comes after the last one. Reading
 * pixels is Chromium's own work on this thread; its slices have a bound of their own.
 */
export async function forgetUntilRead(app: Application): Promise<void> {
  await app.electron.evaluate(({ webContents }) => {
    const page = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('http'))
    if (!page) throw new Error('no page is open')
    const send = page.debugger.sendCommand.bind(page.debugger)
    page.debugger.sendCommand = async (method, ...rest) => {
      const answer: unknown = await send(method, ...rest)
      const { deskWatch } = globalThis as unknown as { deskWatch?: import('node:perf_hooks').IntervalHistogram }
      // The stretch that brought the answer is over with the next tick.
      if (method === 'Page.captureScreenshot') setTimeout(() => deskWatch?.reset(), 3)
      return answer
    }
  })
}
