// Measures the whole page, and refuses what would not make one honest picture: a page cut off at some height would look complete.
import { z } from 'zod'
import { coded } from 'shared/errors'
import type { CaptureStep } from './step'

/** In CSS pixels. 30,000 are some thirty screens; the documents print them on about as many pages. */
export const heightLimitPx = 30_000
export const widthLimitPx = 8_000

const layoutMetrics = z.object({ cssContentSize: z.object({ width: z.number(), height: z.number() }) })

export const measure: CaptureStep = {
  name: 'measure',
  take: async (run) => {
    const { cssContentSize } = layoutMetrics.parse(await run.channel.send('Page.getLayoutMetrics'))
    const width = Math.ceil(cssContentSize.width)
    const height = Math.ceil(cssContentSize.height)
    if (width < 1 || height < 1) {
      throw coded('capture.nothing', 'The page has nothing to take a picture of. Describe in words what you see.')
    }
    if (height > heightLimitPx || width > widthLimitPx) {
      throw coded(
        'capture.too-large',
        `This page is ${String(width)} by ${String(height)} pixels; a picture holds at most ${String(widthLimitPx)} by ${String(heightLimitPx)}. Open a shorter part of it, or describe in words what you see.`,
      )
    }
    run.size = { width, height }
  },
}
