import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { joinSlices } from '../../src-main/evidence-view/png-join'
import { readPngSlice } from '../../src-main/evidence-view/png-slice'

type Channels = 3 | 4
interface Raw {
  readonly width: number
  readonly channels: Channels
  readonly rows: readonly Buffer[]
}

const raw = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), channels: fc.constantFrom<Channels>(3, 4), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, channels, height }) =>
    fc
      .array(fc.uint8Array({ minLength: width * channels, maxLength: width * channels }), { minLength: height, maxLength: height })
      .map((rows): Raw => ({ width, channels, rows: rows.map((row) => Buffer.from(row)) })),
  )

/** Writes a PNG with a given filter for each row, by the definition of the filters and nothing cleverer. */
function writePng({ width, channels, rows }: Raw, filters: readonly number[]): Buffer {
  const filtered = rows.map((row, y) => {
    const filter = filters[y % filters.length] ?? 0
    const above = rows[y - 1] ?? Buffer.alloc(row.length)
    const line = Buffer.alloc(row.length + 1)
    line[0] = filter
    for (let i = 0; i < row.length; i += 1) {
      const a = row[i - channels] ?? 0
      const b = above[i] ?? 0
      const c = i >= channels ? (above[i - channels] ?? 0) : 0
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter] ?? 0
      line[i + 1] = ((row[i] ?? 0) - predicted) & 0xff
    }
    return line
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(rows.length, 4)
  header.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8)
  const data = deflateSync(Buffer.concat(filtered))
  const half = data.length >> 1
  const chunks = [
    chunk('IHDR', header),
    chunk('sRGB', Buffer.from([0])),
    chunk('IDAT', data.subarray(0, half)),
    chunk('IDAT', data.subarray(half)),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks])
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
  if (pa <= pb && pa <= pc) return a
  return pb <= pc ? b : c
}

function chunk(type: string, data: Buffer): Buffer {
  // The reader of the slices does not look at the check values; sharp reads only what was joined.
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
}

async function joinAll(slices: readonly Buffer[]) {
  const join = joinSlices()
  for (const slice of slices) await join.add(slice)
  return join.finish()
}

describe('slices of a page', () => {
  test('join into one PNG that another decoder reads pixel by pixel, whatever the filters and wherever the cuts', async () => {
    await fc.assert(
      fc.asyncProperty(
        raw,
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (picture, filters, sliceHeight) => {
          const slices: Buffer[] = []
          for (let y = 0; y < picture.rows.length; y += sliceHeight) {
            slices.push(writePng({ ...picture, rows: picture.rows.slice(y, y + sliceHeight) }, filters))
          }
          const joined = await joinAll(slices)
          const decoded = await sharp(Buffer.concat(joined.parts)).raw().toBuffer({ resolveWithObject: true })
          expect(decoded.info).toMatchObject({ width: picture.width, height: picture.rows.length, channels: picture.channels })
          expect(decoded.data.equals(Buffer.concat(picture.rows))).toBe(true)
          expect(joined).toMatchObject({ widthPx: picture.width, heightPx: picture.rows.length })
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a slice of another width or kind is refused', async () => {
    const row = (width: number, channels: Channels): Raw => ({ width, channels, rows: [Buffer.alloc(width * channels, 7)] })
    await expect(joinAll([writePng(row(4, 3), [0]), writePng(row(5, 3), [0])])).rejects.toMatchObject({ code: 'capture.seam' })
    await expect(joinAll([writePng(row(4, 3), [0]), writePng(row(4, 4), [0])])).rejects.toMatchObject({ code: 'capture.seam' })
  })

  test('a slice with too few rows inside is refused', async () => {
    const png = writePng({ width: 2, channels: 3, rows: [Buffer.alloc(6), Buffer.alloc(6)] }, [0])
    png.writeUInt32BE(3, 20) // The header promises three rows.
    await expect(joinAll([png])).rejects.toMatchObject({ code: 'capture.seam' })
  })

  test('what is no PNG, or cut short, is refused', () => {
    const png = writePng({ width: 2, channels: 3, rows: [Buffer.alloc(6)] }, [0])
    for (const broken of [
      Buffer.alloc(0),
      Buffer.from('JFIF'),
      png.subarray(0, 40),
      Buffer.concat([png.subarray(0, 24), Buffer.from([16]), png.subarray(25)]),
    ]) {
      expect(() => readPngSlice(broken)).toThrow(expect.objectContaining({ code: 'capture.unreadable' }) as Error)
    }
  })
})
