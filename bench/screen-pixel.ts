// Reads one pixel of a virtual screen as it stands, a thousand times a second: what a person in front of it would see, not what a program
// says that it has drawn.
import { spawn } from 'node:child_process'
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export interface Screen {
  /** The DISPLAY to open windows on. */
  readonly display: string
  /** Red, green and blue as one number. */
  readonly readPixel: (x: number, y: number) => number
  readonly end: () => void
}

/** Starts a virtual screen whose pixels lie in a file of the folder (Xvfb -fbdir, an XWD file mapped into memory). */
export async function openScreen(folder: string): Promise<Screen> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp', '-noreset', '-fbdir', folder], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise<string>((resolve, reject) => {
    let text = ''
    const announced = server.stdio[3] as Readable
    announced.setEncoding('utf8').on('data', (part: string) => {
      text += part
      if (text.endsWith('\n')) resolve(text.trim())
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`The virtual display (Xvfb) did not start (${String(code)}).`)))
  })
  const file = openSync(join(folder, 'Xvfb_screen0'), 'r')
  const header = Buffer.alloc(100)
  readSync(file, header, 0, header.length, 0)
  const bytesPerLine = header.readUInt32BE(48)
  const start = header.readUInt32BE(0) + header.readUInt32BE(76) * 12
  const pixel = Buffer.alloc(4)
  return {
    display: `:${number}`,
    readPixel: (x, y) => {
      readSync(file, pixel, 0, 4, start + y * bytesPerLine + x * 4)
      return pixel.readUInt32LE(0) & 0xffffff
    },
    end: () => {
      closeSync(file)
      server.kill()
    },
  }
}
