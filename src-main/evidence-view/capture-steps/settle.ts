// Waits, within a bound, until the page looks the way it is going to look: fonts there, the pictures in sight decoded, two frames drawn.
// It asks in a world of its own, which the page's scripts can neither see nor change.
import { z } from 'zod'
import { coded } from 'shared/errors'
import type { CaptureStep } from './step'

const settleLimitMs = 3_000
const answerLimitMs = 3_000

/** Reads through the prototype: a page may name its own elements so that they stand before the document's properties. */
const settleScript = `(async () => {
  const limit = new Promise((resolve) => setTimeout(resolve, ${String(settleLimitMs)}))
  const read = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document)
  const pictures = [...read('images')].filter((image) => !image.complete)
  const arrivals = pictures.map((image) => new Promise((resolve) => { image.addEventListener('load', resolve); image.addEventListener('error', resolve) }))
  await Promise.race([limit, Promise.all([read('fonts').ready, ...arrivals])])
  await Promise.race([limit, new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))])
})()`

const frameTree = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) })
const isolatedWorld = z.object({ executionContextId: z.int() })

export const settle: CaptureStep = {
  name: 'settle',
  take: async ({ channel }) => {
    try {
      const { frameTree: tree } = frameTree.parse(await channel.send('Page.getFrameTree', {}, '', answerLimitMs))
      const world = isolatedWorld.parse(
        await channel.send('Page.createIsolatedWorld', { frameId: tree.frame.id, worldName: 'incident-room' }),
      )
      await channel.send(
        'Runtime.evaluate',
        { expression: settleScript, contextId: world.executionContextId, awaitPromise: true, returnByValue: true },
        '',
        settleLimitMs + 2_000,
      )
    } catch {
      throw coded(
        'capture.page-hangs',
        'The page does not answer, so no picture can be taken. Reload it, or describe in words what you see.',
      )
    }
  },
}
