// Chromium leaves scroll bars out of a picture of the whole page, and a page without them is a little wider and may break its lines
// elsewhere. It does so with the first picture and not before, so one pixel is read first; what is measured then is what is pictured.
import type { CaptureStep } from './step'

export const layOut: CaptureStep = {
  name: 'lay out',
  take: async ({ page, restoreLayout, undo }) => {
    undo.push(restoreLayout)
    const pixel = await page.screenshot({
      type: 'png',
      clip: { x: 0, y: 0, width: 1, height: 1 },
      captureBeyondViewport: true,
      optimizeForSpeed: true,
    })
    pixel.fill(0)
  },
}
