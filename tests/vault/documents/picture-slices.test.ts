// Cutting a long screenshot for paper.
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { planSlices, renderSlice } from '../../../src-main/vault/documents/picture-slices'

const room = { widthPt: 487, firstHeightPt: 300, heightPt: 660 }

describe('planSlices', () => {
  it('puts every row of pixels into exactly one slice, and every slice into its room', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 60_000 }), (widthPx, heightPx) => {
        const slices = planSlices({ widthPx, heightPx }, room)
        let next = 0
        slices.forEach((slice, at) => {
          expect(slice.topPx).toBe(next)
          expect(slice.heightPx).toBeGreaterThan(0)
          expect(slice.heightPt).toBeLessThanOrEqual(at === 0 ? room.firstHeightPt : room.heightPt)
          expect(slice.widthPt).toBeLessThanOrEqual(room.widthPt + 1e-9)
          next += slice.heightPx
        })
        expect(next).toBe(heightPx)
      }),
    )
  })
})

describe('renderSlice', () => {
  it('makes an opaque JPEG of those rows at 150 dots an inch', async () => {
    const red = { create: { width: 1280, height: 1000, channels: 4 as const, background: { r: 255, g: 0, b: 0, alpha: 1 } } }
    const top = await sharp({ create: { width: 1280, height: 500, channels: 4, background: { r: 0, g: 0, b: 255, alpha: 0 } } })
      .png()
      .toBuffer()
    const png = await sharp(red)
      .composite([{ input: top, left: 0, top: 0, blend: 'dest-out' }])
      .png()
      .toBuffer()
    const clear = await sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer()
    const jpeg = await renderSlice(png, { widthPx: 1280, heightPx: 1000 }, { topPx: 600, heightPx: 300, widthPt: 487, heightPt: 114 })
    const { format, width, height, hasAlpha } = await sharp(jpeg).metadata()
    expect({ format, width, height, hasAlpha }).toEqual({ format: 'jpeg', width: 1015, height: 238, hasAlpha: false })
    const { dominant } = await sharp(jpeg).stats()
    expect(dominant.r).toBeGreaterThan(200)
    const white = await renderSlice(clear, { widthPx: 64, heightPx: 64 }, { topPx: 0, heightPx: 64, widthPt: 48, heightPt: 48 })
    expect((await sharp(white).stats()).channels.every(({ mean }) => mean > 254)).toBe(true)
  })

  it('refuses a picture of another size than the log says', async () => {
    const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    await expect(
      renderSlice(png, { widthPx: 30, heightPx: 20 }, { topPx: 0, heightPx: 20, widthPt: 20, heightPt: 20 }),
    ).rejects.toMatchObject({ code: 'exhibit.unreadable' })
  })
})
