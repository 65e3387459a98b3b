// Takes a PNG apart into its header, its describing chunks and its compressed rows (W3C PNG, third edition).
import { coded } from 'shared/errors'

export interface PngSlice {
  readonly widthPx: number
  readonly heightPx: number
  readonly bytesPerPixel: number
  /** The 13 bytes of IHDR. */
  readonly header: Buffer
  /** Chunks between IHDR and the pixels (colour space and the like), whole, with length and check. */
  readonly describing: readonly Buffer[]
  /** The data of the IDAT chunks in order: together one zlib stream. */
  readonly compressed: readonly Buffer[]
}

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * Reads a PNG of 8 bits a channel, RGB or RGBA, not interlaced: what Chromium writes.
 * @throws `capture.unreadable` for anything else
 */
export function readPngSlice(png: Buffer): PngSlice {
  if (!png.subarray(0, 8).equals(pngSignature)) throw unreadable()
  let header: Buffer | undefined
  const describing: Buffer[] = []
  const compressed: Buffer[] = []
  for (let at = 8; at + 12 <= png.length;) {
    const end = at + 12 + png.readUInt32BE(at)
    if (end > png.length) throw unreadable()
    const type = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, end - 4)
    if (type === 'IHDR') header = data
    else if (type === 'IDAT') compressed.push(data)
    else if (type !== 'IEND' && compressed.length === 0) describing.push(png.subarray(at, end))
    at = end
  }
  if (header?.length !== 13 || compressed.length === 0) throw unreadable()
  return {
    widthPx: header.readUInt32BE(0),
    heightPx: header.readUInt32BE(4),
    bytesPerPixel: readBytesPerPixel(header),
    header,
    describing,
    compressed,
  }
}

function readBytesPerPixel(header: Buffer): number {
  const [depth, colour, , , interlace] = header.subarray(8)
  if (depth !== 8 || interlace !== 0 || (colour !== 2 && colour !== 6)) throw unreadable()
  return colour === 2 ? 3 : 4
}

function unreadable() {
  return coded('capture.unreadable', 'The picture that Chromium made could not be read. Try again, or describe in words what you see.')
}

/**
 * Makes a slice's first row independent of the row above it, so that another slice may stand there: PNG filters rows against the row
 * above, and takes that as zeros for the first.
 * @param row filter byte and filtered pixels; changed in place
 */
export function freeFirstRow(row: Buffer, bytesPerPixel: number): void {
  const filter = row[0]
  if (filter === 2) row[0] = 0 // Up of zeros is the pixel itself
  if (filter === 4) row[0] = 1 // Paeth with zeros above is Sub
  if (filter !== 3) return
  // Average with zeros above is half of the pixel to the left, which no other filter says.
  row[0] = 0
  for (let i = 1 + bytesPerPixel; i < row.length; i += 1) {
    row[i] = ((row[i] ?? 0) + ((row[i - bytesPerPixel] ?? 0) >> 1)) & 0xff
  }
}
