// A picture of a page that never was: grey blocks on white, as a PNG.
import { crc32, deflateSync } from 'node:zlib'

const width = 320
const height = 1603

function chunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, tail])
}

/** Grey level of a pixel: a dark heading, then lines of text and blocks of pictures in turn. */
function levelAt(x: number, y: number): number {
  if (y < 30) return 40
  if (x < 10 || x > 240) return 255
  const line = y % 90
  if (line < 50) return 190
  return line % 10 < 4 && x < 240 - ((y * 7) % 60) ? 220 : 255
}

function drawRows(): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + x + 1] = levelAt(x, y)
  return rows
}

const header = Buffer.alloc(13)
header.writeUInt32BE(width, 0)
header.writeUInt32BE(height, 4)
header[8] = 8

/** The picture in base64. */
export const samplePicture = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(drawRows())),
  chunk('IEND', Buffer.alloc(0)),
]).toString('base64')
