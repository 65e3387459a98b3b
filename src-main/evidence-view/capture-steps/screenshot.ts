// Reads the pixels of the whole page, losslessly. Chromium turns pixels into PNG on the thread that also hears the STOP key: for a long
// page in one go that thread is deaf for seconds (743 ms were measured for 960 × 12,000). So the page is read in slices, each a
// few hundredths of a second, and the slices are joined on another thread meanwhile. Slices and one-go pictures have the same pixels.
import { joinSlices } from '../png-join'
import type { CaptureStep } from './step'

/** Pixels of one slice: about 30 ms of deafness on a slow computer. */
const slicePixels = 160_000

export const screenshot: CaptureStep = {
  name: 'screenshot',
  take: async (run) => {
    const { readPixels, size, mustGoOn } = run
    const sliceHeight = Math.max(64, Math.floor(slicePixels / size.width))
    const join = joinSlices()
    const takenAt = new Date()
    try {
      for (let y = 0; y < size.height; y += sliceHeight) {
        mustGoOn()
        const slice = await readPixels({ x: 0, y, width: size.width, height: Math.min(sliceHeight, size.height - y) })
        await join.add(slice)
        slice.fill(0)
      }
      mustGoOn()
      run.picture = { ...(await join.finish()), takenAt }
    } catch (error) {
      join.abandon()
      throw error
    }
  },
}
