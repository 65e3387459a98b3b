// Joins the slices of a long page into one PNG without losing a bit. Unpacking and packing run on zlib's own threads, so the Desk hands
// buffers on and does no more.
import { constants, crc32, createDeflate, createInflate } from 'node:zlib'
import { coded } from 'shared/errors'
import { freeFirstRow, pngSignature, readPngSlice, type PngSlice } from './png-slice'

export interface JoinedPicture {
  /** The PNG file in pieces of about half a megabyte: copying or checking 20 MB in one go would hold up whoever does it for several frames. */
  readonly parts: readonly Buffer[]
  readonly sizeBytes: number
  readonly widthPx: number
  readonly heightPx: number
}

export interface SliceJoin {
  /**
   * Adds the slice below the last. Resolves when the one before it has been taken in, so that one slice is packed while the next is read.
   * @throws `capture.unreadable`, `capture.seam` where it does not fit the first
   */
  readonly add: (png: Uint8Array) => Promise<void>
  readonly finish: () => Promise<JoinedPicture>
  /** Lets go of everything without a picture. */
  readonly abandon: () => void
}

/** Packs about as tightly as Chromium's own fast PNG, in the time that reading the next slice takes. */
const packing = { level: 3, strategy: constants.Z_DEFAULT_STRATEGY, memLevel: 9, chunkSize: 512 * 1_024 }

/** Begins an empty picture. */
export function joinSlices(): SliceJoin {
  const pack = createDeflate(packing)
  const packed: Buffer[] = []
  pack.on('data', (part: Buffer) => {
    packed.push(makeChunk('IDAT', part))
    part.fill(0)
  })
  const packedAll = new Promise<void>((resolve, reject) => {
    pack.on('end', resolve)
    pack.on('error', reject)
  })
  // A failure is told by whoever waits for the end; nobody may be waiting yet.
  packedAll.catch(() => undefined)
  let first: PngSlice | null = null
  let heightPx = 0
  let work: Promise<void> = Promise.resolve()

  return {
    add: async (png) => {
      const slice = readPngSlice(Buffer.from(png))
      first ??= slice
      if (slice.widthPx !== first.widthPx || slice.bytesPerPixel !== first.bytesPerPixel) throw seam()
      heightPx += slice.heightPx
      const before = work
      work = before.then(() => unpackInto(pack, slice))
      work.catch(() => undefined)
      await before
    },
    finish: async () => {
      await work
      pack.end()
      await packedAll
      if (!first) throw seam()
      const parts = [beginFile(first, heightPx), ...packed.splice(0), makeChunk('IEND', Buffer.alloc(0))]
      return { parts, sizeBytes: parts.reduce((sum, { length }) => sum + length, 0), widthPx: first.widthPx, heightPx }
    },
    abandon: () => {
      pack.destroy()
      forget(packed)
    },
  }
}

/** Feeds the rows of one slice on; the first of them is made independent of the slice above. */
async function unpackInto(pack: ReturnType<typeof createDeflate>, slice: PngSlice): Promise<void> {
  const rowBytes = 1 + slice.widthPx * slice.bytesPerPixel
  const unpack = createInflate({ chunkSize: 256 * 1_024 })
  for (const part of slice.compressed) unpack.write(part)
  unpack.end()
  let firstRow = Buffer.alloc(0)
  let total = 0
  for await (const part of unpack as AsyncIterable<Buffer>) {
    total += part.length
    let rows = part
    if (firstRow.length < rowBytes) {
      firstRow = Buffer.concat([firstRow, part])
      if (firstRow.length < rowBytes) continue
      freeFirstRow(firstRow.subarray(0, rowBytes), slice.bytesPerPixel)
      rows = firstRow
    }
    if (!pack.write(rows)) await new Promise((resolve) => pack.once('drain', resolve))
  }
  if (total !== rowBytes * slice.heightPx) throw seam()
}

function beginFile(first: PngSlice, heightPx: number): Buffer {
  const header = Buffer.from(first.header)
  header.writeUInt32BE(heightPx, 4)
  return Buffer.concat([pngSignature, makeChunk('IHDR', header), ...first.describing])
}

function makeChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(data.length, 0)
  head.write(type, 4, 'latin1')
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(data, crc32(head.subarray(4))), 0)
  return Buffer.concat([head, data, check])
}

/** Pixels are not left lying in memory. */
function forget(packed: Buffer[]): void {
  for (const part of packed) part.fill(0)
  packed.length = 0
}

function seam() {
  return coded('capture.seam', 'The page changed its shape while its picture was taken. Let it come to rest and try again.')
}
