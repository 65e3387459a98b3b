// A picture of the whole page: lossless, complete, without holding up STOP, and refused where it would not be honest. Real Electron;
// sharp reads what Chromium drew.
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Outcome } from '../evidence-view/harness/harness'
import { launchRoom, waitFor, type Room } from '../evidence-view/harness/launch'
import { recordOf, untilDrawn } from '../evidence-view/harness/notes'

let room: Room
let http: string
beforeAll(async () => {
  room = await launchRoom()
  http = room.site.httpUrl
})
afterAll(() => room.end())
beforeEach(() => room.fresh())

function valueOf<T>(outcome: Outcome<T>): T {
  if ('value' in outcome) return outcome.value
  throw new Error(`${outcome.code}: ${outcome.sentence}`)
}

async function readPixels(base64: string) {
  const { data, info } = await sharp(Buffer.from(base64, 'base64')).raw().toBuffer({ resolveWithObject: true })
  return {
    ...info,
    colourAt: (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3)],
  }
}

describe('a picture', () => {
  test('is of the whole page, under the visit and the address that it shows', async () => {
    await room.open(`${http}/go/88213`)
    await recordOf(room, '/go/88213')
    const picture = valueOf(await room.capture(false))
    const { visitId } = await room.state()
    expect(picture).toMatchObject({
      visitId,
      url: `${room.site.httpsUrl}/thread/88213`,
      title: expect.stringContaining('Year 9') as string,
    })
    const pixels = await readPixels(picture.base64)
    expect(pixels).toMatchObject({ format: 'raw', width: picture.widthPx, height: picture.heightPx })
    expect(picture.heightPx).toBeGreaterThan(3_000)
    // The forum's dark header is at the top, its page colour at the bottom.
    expect(pixels.colourAt(500, 5)).toEqual([0x20, 0x30, 0x3f])
    expect(pixels.colourAt(5, picture.heightPx - 5)).toEqual([0xf3, 0xf1, 0xec])
    expect(Date.now() - Date.parse(picture.takenAt)).toBeLessThan(60_000)
  })

  test('of a page far beyond one slice has every row once and in its place', async () => {
    await room.open(`${http}/tall?h=20000`)
    await recordOf(room, '/tall?h=20000')
    const picture = valueOf(await room.capture(false))
    expect(picture.heightPx).toBe(20_000)
    const pixels = await readPixels(picture.base64)
    const expected = await Promise.all(Array.from({ length: 200 }, (_, i) => colourOf(`hsl(${String((i * 37) % 360)} 60% 70%)`)))
    // At the right edge, clear of the words. Row 0 and row 7 are partly covered by the page's fixed bars, where they were on the screen.
    for (let row = 1; row < 200; row += row === 6 ? 2 : 1) {
      for (const y of [row * 100 + 1, row * 100 + 50, row * 100 + 98]) expect([y, pixels.colourAt(900, y)]).toEqual([y, expected[row]])
    }
  })

  test('taken twice of a page at rest has the same bytes, and leaves the page as it was', async () => {
    await room.open(`${http}/tall?h=3000`)
    await untilDrawn(room)
    const widthBefore = await room.inPage('document.documentElement.clientWidth')
    const first = valueOf(await room.capture(false))
    const second = valueOf(await room.capture(false))
    expect(second.base64).toBe(first.base64)
    await waitFor(async () => (await room.inPage('document.documentElement.clientWidth')) === widthBefore)
  })

  test('waits for a picture of the page that comes a little late', async () => {
    await room.open(`${http}/late-picture`)
    const picture = valueOf(await room.capture(false))
    const pixels = await readPixels(picture.base64)
    const box = (await room.inPage('(({ x, y }) => [x, y])(document.images[0].getBoundingClientRect())')) as [number, number]
    expect(pixels.colourAt(Math.round(box[0]) + 150, Math.round(box[1]) + 100)).toEqual([0, 0, 255])
  })

  test('of a long page leaves the Desk free meanwhile', async () => {
    await room.open(`${http}/tall?h=20000`)
    valueOf(await room.capture())
    await room.longestGap()
    const { millis } = valueOf(await room.capture())
    // In one go Chromium would be deaf for nearly all of the time that the picture takes.
    expect(await room.longestGap()).toBeLessThan((millis.screenshot ?? 0) / 4)
  })
})

describe('no picture', () => {
  test('without a page', async () => {
    expect(await room.capture()).toMatchObject({ code: 'capture.nothing' })
    await room.open(`${http}/hang-up`)
    expect(await room.capture()).toMatchObject({ code: 'capture.nothing' })
  })

  test('of a page that is not in sight', async () => {
    await room.open(`${http}/gallery`)
    await room.hide()
    expect(await room.capture()).toMatchObject({ code: 'capture.hidden' })
    await room.place({ x: 10, y: 100, width: 0, height: 0 })
    expect(await room.capture()).toMatchObject({ code: 'capture.hidden' })
    await room.place({ x: 3_000, y: 100, width: 500, height: 500 })
    expect(await room.capture()).toMatchObject({ code: 'capture.hidden' })
    await room.place({ x: 10, y: 100, width: 960, height: 780 })
    expect(await room.capture()).toMatchObject({ value: { url: `${http}/gallery` } })
  })

  test('of a page beyond the limit, rather than a part that looks like the whole', async () => {
    await room.open(`${http}/tall?h=30001`)
    await untilDrawn(room)
    expect(await room.capture()).toMatchObject({ code: 'capture.too-large', sentence: expect.stringContaining('30001') as string })
  })

  test('of a page that hangs', async () => {
    await room.open(`${http}/busy`)
    await new Promise((done) => setTimeout(done, 600))
    expect(await room.capture()).toMatchObject({ code: 'capture.page-hangs' })
  })

  test('when another page comes meanwhile', async () => {
    await room.open(`${http}/tall?h=25000`)
    await untilDrawn(room)
    const capture = room.capture()
    await new Promise((done) => setTimeout(done, 300))
    await room.open(`${http}/gallery`)
    expect(await capture).toMatchObject({ code: 'capture.page-changed' })
    expect(await room.capture()).toMatchObject({ value: { url: `${http}/gallery` } })
  })

  test('while one is being taken', async () => {
    await room.open(`${http}/tall?h=5000`)
    await untilDrawn(room)
    const first = room.capture()
    expect(await room.capture()).toMatchObject({ code: 'capture.busy' })
    expect(await first).toMatchObject({ value: { heightPx: 5_000 } })
  })
})

/** What a CSS colour is in 8-bit RGB, as Chromium itself paints it. */
async function colourOf(css: string): Promise<unknown> {
  return room.inPage(
    `(() => { const c = document.createElement("canvas").getContext("2d"); c.fillStyle = ${JSON.stringify(css)}; c.fillRect(0, 0, 1, 1); return [...c.getImageData(0, 0, 1, 1).data.slice(0, 3)] })()`,
  )
}
