// Notes what the site's sockets carry and when, so that a test can say when the last byte went over the wire after a halt.

/**
 * @typedef {object} Wire
 * @property {number} open connections open now
 * @property {number} lastSentAt ms since 1970 (with fractions) of the last write that a still open connection took; 0 for none
 * @property {number} lastReceivedAt ms since 1970 of the last bytes from a browser; 0 for none
 * @property {number} lastClosedAt ms since 1970 when a connection last went away; 0 for none
 * @property {number} sentBytes
 */

const now = () => performance.timeOrigin + performance.now()

/** @returns {{ watch: (server: import('node:net').Server) => void, read: () => Wire, closeAll: () => void }} */
export function makeWire() {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set()
  const seen = { lastSentAt: 0, lastReceivedAt: 0, lastClosedAt: 0, sentBytes: 0 }
  return {
    watch: (server) => {
      server.on('connection', (/** @type {import('node:net').Socket} */ socket) => {
        sockets.add(socket)
        watchSocket(socket, seen)
        socket.on('close', () => {
          sockets.delete(socket)
          seen.lastClosedAt = now()
        })
      })
    },
    read: () => ({ open: sockets.size, ...seen }),
    closeAll: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}

/**
 * @param {import('node:net').Socket} socket
 * @param {{ lastSentAt: number, lastReceivedAt: number, sentBytes: number }} seen
 */
function watchSocket(socket, seen) {
  socket.on('error', () => undefined)
  let read = 0
  let written = 0
  // Node counts the bytes itself; the count is looked at often enough to date them to a few milliseconds.
  const timer = setInterval(() => {
    if (socket.bytesRead > read) seen.lastReceivedAt = now()
    if (!socket.destroyed && socket.bytesWritten > written) {
      seen.lastSentAt = now()
      seen.sentBytes += socket.bytesWritten - written
    }
    read = socket.bytesRead
    written = socket.bytesWritten
  }, 2)
  socket.on('close', () => clearInterval(timer))
}
