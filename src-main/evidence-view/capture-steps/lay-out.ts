// Chromium leaves scroll bars out of a picture of the whole page, and a page without them is a little wider and may break its lines
// elsewhere. It does so with the first picture and not before, so one pixel is read first; what is measured then is what is pictured.
import type { CaptureStep } from './step'

export const layOut: CaptureStep = {
  name: 'lay out',
  take: async ({ readPixels, restoreLayout, undo }) => {
    undo.push(restoreLayout)
    const pixel = await readPixels({ x: 0, y: 0, width: 1, height: 1 })
    pixel.fill(0)
  },
}
