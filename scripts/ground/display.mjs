// A display for the windows: the person's own where there is one, else a virtual one that this process starts and ends.

import { spawn } from 'node:child_process'
import { SetupError } from './progress.mjs'

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program that opens windows needs in its environment
 * @property {boolean} isVirtual
 * @property {() => Promise<void>} end ends the virtual display; does nothing to a real one
 */

/**
 * Answers a display to open windows on.
 * @returns {Promise<Display>}
 * @throws {SetupError} when a virtual display is needed and Xvfb does not start
 */
export async function openDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) {
    return { env: {}, isVirtual: false, end: () => Promise.resolve() }
  }
  const { number, end } = await startXvfb()
  return { env: { DISPLAY: `:${number}` }, isVirtual: true, end }
}

/** @returns {Promise<{ number: string, end: () => Promise<void> }>} */
function startXvfb() {
  return new Promise((resolve, reject) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp', '-noreset'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const ended = new Promise((/** @type {(value: void) => void} */ done) => server.once('close', () => done()))
    const endNow = () => server.kill()
    process.once('exit', endNow)
    server.once('error', () => {
      reject(new SetupError('There is no display and Xvfb is not installed: install it (Debian: apt-get install xvfb) or set DISPLAY.'))
    })
    server.once('exit', (code) => {
      reject(new SetupError(`The virtual display (Xvfb) did not start (${String(code)}).`))
    })
    const announced = /** @type {import('node:stream').Readable} */ (server.stdio[3])
    let number = ''
    announced.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      number += text
      // The server writes the number and then the end of the line, and dies when that finds nobody reading.
      if (!number.endsWith('\n')) return
      resolve({
        number: number.trim(),
        end: () => {
          process.off('exit', endNow)
          server.kill()
          return ended
        },
      })
    })
  })
}
