// The sample site: plain HTTP and TLS on loopback ports of the system's choosing. The tests use all of it; the demo uses the forum.
// Names under `.localhost` resolve to this machine in Chromium without any set-up, so the addresses read like real ones.

import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createSecureContext } from 'node:tls'
import { makeAuthority } from './authority.mjs'
import { makeRoutes } from './routes.mjs'
import { makeWire } from './wire.mjs'

const goodNames = ['forum.localhost', 'localhost', 'www.forum.localhost', 'other.localhost', '127.0.0.1']

/**
 * @typedef {object} Hit
 * @property {number} at ms since 1970, with fractions
 * @property {string} method
 * @property {string} host as the browser sent it, with the port
 * @property {string} path with the query
 */

/**
 * @typedef {object} Site
 * @property {string} httpUrl `http://forum.localhost:PORT`, without a slash at the end
 * @property {string} httpsUrl the same forum over TLS
 * @property {string} otherUrl the forum under another host name: another site to Chromium
 * @property {string} publicUrl the forum under a name of the public web; for a Chromium that is told to find `*.example.test` here
 * @property {{ expired: string, notYet: string, selfSigned: string, wrongHost: string, unknownAuthority: string, weak: string }} bad TLS addresses with bad certificates
 * @property {string} caPem the authority that the TLS certificates come from; trust it with `makeTrustingHome`
 * @property {() => Hit[]} hits every request so far
 * @property {() => import('./wire.mjs').Wire} wire what the sockets carried
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the site.
 * @returns {Promise<Site>}
 */
export async function startSite() {
  const authority = await makeAuthority('Larkfield throw-away authority')
  /** @type {Hit[]} */
  const hits = []
  const wire = makeWire()
  /** @type {{ http: string, https: string, other: string }} */
  const origins = { http: '', https: '', other: '' }
  const answer = makeRoutes({ origins, hits })
  const plain = createHttpServer(answer)
  const secure = createHttpsServer(await makeTlsOptions(authority), answer)
  for (const server of [plain, secure]) {
    wire.watch(server)
    server.keepAliveTimeout = 60_000
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  }
  const httpPort = portOf(plain)
  const httpsPort = portOf(secure)
  origins.http = `http://forum.localhost:${httpPort}`
  origins.https = `https://forum.localhost:${httpsPort}`
  origins.other = `http://other.localhost:${httpPort}`
  return {
    httpUrl: origins.http,
    httpsUrl: origins.https,
    otherUrl: origins.other,
    publicUrl: `http://news.example.test:${httpPort}`,
    bad: {
      notYet: `https://not-yet.localhost:${httpsPort}`,
      weak: `https://weak.localhost:${httpsPort}`,
      expired: `https://expired.localhost:${httpsPort}`,
      selfSigned: `https://self-signed.localhost:${httpsPort}`,
      wrongHost: `https://wrong-host.localhost:${httpsPort}`,
      unknownAuthority: `https://unknown-authority.localhost:${httpsPort}`,
    },
    caPem: authority.caPem,
    hits: () => hits,
    wire: wire.read,
    stop: async () => {
      wire.closeAll()
      await Promise.all([plain, secure].map((server) => new Promise((resolve) => server.close(() => resolve(undefined)))))
    },
  }
}

/** @param {Awaited<ReturnType<typeof makeAuthority>>} authority */
async function makeTlsOptions(authority) {
  const stranger = await makeAuthority('An authority nobody knows')
  /** @type {Record<string, import('./authority.mjs').Identity>} */
  const identities = {
    'expired.localhost': await authority.issueLeaf({ names: ['expired.localhost'], validFromDays: -40, validForDays: 10 }),
    'not-yet.localhost': await authority.issueLeaf({ names: ['not-yet.localhost'], validFromDays: 5 }),
    'weak.localhost': await authority.issueLeaf({ names: ['weak.localhost'], hash: 'SHA-1' }),
    'self-signed.localhost': await authority.issueSelfSigned({ names: ['self-signed.localhost'] }),
    'wrong-host.localhost': await authority.issueLeaf({ names: ['somewhere-else.localhost'] }),
    'unknown-authority.localhost': await stranger.issueLeaf({ names: ['unknown-authority.localhost'] }),
  }
  const good = await authority.issueLeaf({ names: goodNames })
  return {
    cert: good.certificatePem,
    key: good.keyPem,
    SNICallback: (
      /** @type {string} */ name,
      /** @type {(error: Error | null, context?: import('node:tls').SecureContext) => void} */ done,
    ) => {
      const identity = identities[name] ?? good
      done(null, createSecureContext({ cert: identity.certificatePem, key: identity.keyPem }))
    },
  }
}

/** @param {import('node:net').Server} server */
function portOf(server) {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The sample site is not listening.')
  return address.port
}
