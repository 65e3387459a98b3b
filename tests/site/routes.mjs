// What the sample site answers: the forum first, then one address for each trick that a page may play on those who look at it.

import { homePage, page, threadPage } from './forum-pages.mjs'
import { hostileTricks } from './hostile-tricks.mjs'
import { paintPicture } from './pictures.mjs'
import { tricks } from './tricks.mjs'

/** @typedef {{ http: string, https: string, other: string }} Origins */
/** @typedef {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, url: URL, origins: Origins }} Call */

/**
 * @param {{ origins: Origins, hits: import('./site.mjs').Hit[] }} site
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void}
 */
export function makeRoutes({ origins, hits }) {
  return (request, response) => {
    const host = request.headers.host ?? ''
    hits.push({ at: performance.timeOrigin + performance.now(), method: request.method ?? '', host, path: request.url ?? '/' })
    const url = new URL(request.url ?? '/', `http://${host}`)
    response.setHeader('cache-control', 'no-store')
    const route = routes[url.pathname] ?? tricks[url.pathname] ?? hostileTricks[url.pathname] ?? findPattern(url.pathname) ?? notFound
    route({ request, response, url, origins })
  }
}

/** @type {Record<string, (call: Call) => void>} */
const routes = {
  '/': ({ response }) => sendPage(response, homePage()),
  '/gallery': ({ response }) => sendPage(response, page('Gallery', '<h1>Gallery</h1>')),
  // Three hops, the second of them from plain HTTP to TLS.
  '/go/88213': ({ response, origins }) => redirect(response, 301, `${origins.http}/forum/88213`),
  '/forum/88213': ({ request, response, origins }) =>
    isSecure(request) ? redirect(response, 302, '/thread/88213') : redirect(response, 307, `${origins.https}/forum/88213`),
  // Three hops that stay where they are.
  '/hops': ({ response }) => redirect(response, 301, '/hops/2'),
  '/hops/2': ({ response }) => redirect(response, 302, '/hops/3'),
  '/hops/3': ({ response }) => redirect(response, 303, '/thread/88213'),
  '/reply': ({ response }) => sendPage(response, page('Reply received', '<h1>Your reply waits for a moderator</h1>')),
}

/** @param {string} path @returns {((call: Call) => void) | undefined} */
function findPattern(path) {
  const picture = /^\/picture\/(\d{1,3})\.png$/.exec(path)
  if (picture) {
    return ({ response }) => {
      response.setHeader('content-type', 'image/png')
      response.end(paintPicture(Number(picture[1])))
    }
  }
  if (/^\/thread\/\d+$/.test(path)) {
    return ({ response }) => sendPage(response, threadPage({ title: 'Year 9 football trip: pictures and comments' }))
  }
  if (path.startsWith('/download/')) {
    return ({ response }) => {
      response.setHeader('content-type', 'application/zip')
      response.setHeader('content-disposition', `attachment; filename="${path.slice(10)}"`)
      response.end(Buffer.from('PK\u0005\u0006'.padEnd(22, '\0'), 'latin1'))
    }
  }
  return undefined
}

/** @param {Call} call */
function notFound({ response }) {
  response.statusCode = 404
  sendPage(response, page('Not found', '<h1>There is no such page</h1>'))
}

/** @param {import('node:http').IncomingMessage} request */
function isSecure(request) {
  return 'encrypted' in request.socket
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} html
 */
export function sendPage(response, html) {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(html)
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} location
 */
function redirect(response, status, location) {
  response.writeHead(status, { location })
  response.end()
}
