// Every address that the view opens is recorded before its request starts, and told afterwards as it turned out. Real Electron, real
// sockets.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { visitRecord } from 'shared/parts'
import { viewState } from 'shared/view-state'
import { launchRoom, waitFor, type Room } from '../evidence-view/harness/launch'
import { recordOf, recordsOf, requestsOf, untilDrawn } from '../evidence-view/harness/notes'

let room: Room
let http: string
beforeAll(async () => {
  room = await launchRoom()
  http = room.site.httpUrl
})
afterAll(() => room.end())
beforeEach(() => room.fresh())

const hitsOf = (path: string) => room.site.hits().filter((hit) => hit.path === path)

describe('write-ahead', () => {
  test('no byte goes to a site before the visit is recorded', async () => {
    await room.settings({ delayMs: 400 })
    const before = room.site.hits().length
    const opening = room.open(`${http}/gallery`)
    await new Promise((done) => setTimeout(done, 250))
    expect(room.site.hits().length).toBe(before)
    await opening
    const [request] = requestsOf(await room.notes())
    expect(request).toMatchObject({ url: `${http}/gallery`, cause: 'typed' })
    expect(hitsOf('/gallery').at(-1)?.at).toBeGreaterThan(request?.at ?? Infinity)
  })

  test.each([
    ['a link', '/thread/1', 'document.querySelector("nav a").click()', '/'],
    ['a form', '/form', 'document.querySelector("#send").click()', '/reply'],
    ['a script', '/gallery', 'location.href = "/thread/7"', '/thread/7'],
    [
      'a refresh in the markup',
      '/gallery',
      'document.head.insertAdjacentHTML("beforeend", `<meta http-equiv="refresh" content="0;url=/thread/8">`)',
      '/thread/8',
    ],
    ['the page’s own reload', '/gallery', 'location.reload()', '/gallery'],
  ])('%s of the page waits for its record as well', async (_what, start, script, target) => {
    await room.open(http + start)
    await untilDrawn(room)
    await room.settings({ delayMs: 300 })
    const before = hitsOf(target).length
    await room.inPage(`setTimeout(() => { ${script} }, 0)`)
    const request = await waitFor(async () =>
      requestsOf(await room.notes()).find(({ url, cause }) => url === http + target && cause === 'page'),
    )
    const hit = await waitFor(() => hitsOf(target)[before])
    expect(hit.at).toBeGreaterThan(request.at)
  })

  test('going back in the page’s own history waits as well', async () => {
    await room.open(`${http}/gallery`)
    await room.open(`${http}/thread/1`)
    const before = hitsOf('/gallery').length
    await room.inPage('history.back()')
    const hit = await waitFor(() => hitsOf('/gallery')[before])
    const request = await waitFor(async () =>
      requestsOf(await room.notes()).find(({ url, cause }) => url === `${http}/gallery` && cause === 'page'),
    )
    expect(hit.at).toBeGreaterThan(request.at)
  })

  test('what the Vault refuses is not opened, and its sentence is shown', async () => {
    await room.settings({ refusing: true })
    const before = room.site.hits().length
    expect(await room.open(`${http}/gallery`)).toMatchObject({ code: 'presence.lapsed' })
    await room.settings({ refusing: false })
    await room.open(`${http}/thread/1`)
    await untilDrawn(room)
    const after = room.site.hits().length
    await room.settings({ refusing: true })
    await room.inPage('setTimeout(() => { location.href = "/gallery" }, 0)')
    await waitFor(async () => (await room.state()).failure?.code === 'presence.lapsed')
    expect(after).toBeGreaterThan(before)
    expect(room.site.hits().length).toBe(after)
  })

  test('nothing is fetched ahead', async () => {
    await room.open(`${http}/prefetch`)
    await untilDrawn(room)
    expect(hitsOf('/prefetch')).toHaveLength(1)
    expect(hitsOf('/prefetched')).toEqual([])
  })
})

describe('what is recorded', () => {
  test('three hops from plain HTTP to TLS, with everything that the log wants', async () => {
    const typed = `${http}/go/88213`
    await room.open(typed)
    const record = visitRecord.parse(await recordOf(room, '/go/88213'))
    expect(record).toMatchObject({
      requestedUrl: typed,
      finalUrl: `${room.site.httpsUrl}/thread/88213`,
      status: 200,
      mimeType: 'text/html',
      title: 'Year 9 football trip: pictures and comments · Larkfield Community Forum',
      remote: { ip: '127.0.0.1', port: Number(new URL(room.site.httpsUrl).port) },
      tls: { protocol: 'TLS 1.3', subject: 'CN=forum.localhost', issuer: 'CN=Larkfield throw-away authority', verdict: 'ok' },
      failure: null,
    })
    expect(record.redirects.map(({ status }) => status)).toEqual([301, 307, 302])
    expect(record.tls?.fingerprintSha256).toMatch(/^[0-9a-f]{64}$/)
    expect(Math.abs(Date.parse(record.serverDate ?? '') - Date.parse(record.startedAt))).toBeLessThan(5_000)
    expect(requestsOf(await room.notes())).toHaveLength(1)
    expect(viewState.parse(await room.state())).toMatchObject({ open: true, url: record.finalUrl, tls: 'ok', failure: null })
  })

  test('back and reload, each under its own cause', async () => {
    await room.open(`${http}/gallery`)
    await room.open(`${http}/thread/1`)
    expect((await room.state()).canGoBack).toBe(true)
    await room.back()
    expect(await room.state()).toMatchObject({ url: `${http}/gallery`, canGoBack: false })
    expect(await room.back()).toMatchObject({ code: 'view.no-way-back' })
    await room.reload()
    await waitFor(async () => recordsOf(await room.notes()).length === 4)
    expect(requestsOf(await room.notes()).map(({ cause }) => cause)).toEqual(['typed', 'typed', 'back', 'reload'])
  })

  test('a change of route without a request', async () => {
    await room.open(`${http}/routes`)
    await untilDrawn(room)
    await room.inPage('document.querySelector("#next").click()')
    const record = visitRecord.parse(await recordOf(room, '/routes/next'))
    expect(record).toMatchObject({ status: null, title: 'Routes, next', remote: { ip: '127.0.0.1' }, failure: null })
    expect(await room.state()).toMatchObject({ url: `${http}/routes/next`, title: 'Routes, next' })
    await room.back()
    expect((await recordsWithCause('back'))[0]?.requestedUrl).toBe(`${http}/routes`)
  })

  test('two hundred changes of route in a moment are a few records, the last one among them', async () => {
    await room.open(`${http}/routes?flood`)
    await recordOf(room, '/routes/199')
    expect(recordsOf(await room.notes()).length).toBeLessThan(10)
  })

  async function recordsWithCause(cause: string) {
    return waitFor(async () => {
      const notes = await room.notes()
      const ids = requestsOf(notes)
        .filter((request) => request.cause === cause)
        .map(({ visitId }) => visitId)
      const records = recordsOf(notes).filter(({ visitId }) => ids.includes(visitId))
      return records.length > 0 ? records.map(({ record }) => record) : null
    })
  }

  test('frames of other sites are no visits of their own', async () => {
    await room.open(`${http}/frames`)
    await recordOf(room, '/frames')
    await waitFor(() => room.site.hits().some(({ host, path }) => host.startsWith('other.') && path === '/thread/88213'))
    expect(requestsOf(await room.notes())).toHaveLength(1)
  })

  test('the sites are not told which application looks at them', async () => {
    expect(await room.userAgent()).toMatch(/^Mozilla\/5\.0 .* Chrome\/[\d.]+ Safari\/[\d.]+$/)
    expect(await room.storagePath()).toBeNull()
  })
})

describe('what goes wrong', () => {
  test.each([
    ['/empty', 204, 'visit.no-page'],
    ['/hang-up', null, 'net::ERR_EMPTY_RESPONSE'],
    ['/loop?1', null, 'net::ERR_TOO_MANY_REDIRECTS'],
    ['/download/trip.zip', 200, 'visit.download'],
    ['/redirect-to-file', null, 'net::ERR_UNSAFE_REDIRECT'],
  ])('%s', async (path, status, code) => {
    expect(await room.open(http + path)).toEqual({})
    const record = visitRecord.parse(await recordOf(room, path))
    expect(record).toMatchObject({ status, failure: { code } })
    expect(record.failure?.sentence).toMatch(/^[A-Z].*\.$/)
    expect(await room.state()).toMatchObject({ visitId: null, loading: false, failure: { code } })
  })

  test('a page that is not found is a page', async () => {
    await room.open(`${http}/nowhere`)
    expect(await recordOf(room, '/nowhere')).toMatchObject({ status: 404, failure: null })
  })

  test.each([
    ['a name that nobody has', 'https://no-such-site.invalid/', 'net::ERR_NAME_NOT_RESOLVED'],
    ['a port that nobody listens at', 'http://127.0.0.1:9/', 'net::ERR_UNSAFE_PORT'],
    ['a host that refuses', 'http://127.0.0.1:1023/', 'net::ERR_CONNECTION_REFUSED'],
  ])('%s', async (_what, url, code) => {
    await room.open(url)
    expect((await recordOf(room, url)).failure?.code).toBe(code)
  })

  test.each([
    ['expired', 'net::ERR_CERT_DATE_INVALID', 'CN=expired.localhost'],
    ['selfSigned', 'net::ERR_CERT_AUTHORITY_INVALID', 'CN=self-signed.localhost'],
    ['wrongHost', 'net::ERR_CERT_COMMON_NAME_INVALID', 'CN=somewhere-else.localhost'],
    ['unknownAuthority', 'net::ERR_CERT_AUTHORITY_INVALID', 'CN=unknown-authority.localhost'],
  ] as const)('a bad certificate (%s) is recorded and its page is not shown', async (kind, verdict, subject) => {
    const before = room.site.hits().length
    await room.open(room.site.bad[kind])
    const record = visitRecord.parse(await recordOf(room, '/'))
    expect(record).toMatchObject({ status: null, failure: { code: verdict }, tls: { verdict, subject } })
    expect(record.tls?.fingerprintSha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await room.state()).toMatchObject({ tls: 'bad', visitId: null })
    const refused = (await room.notes()).find((note) => note.type === 'refused')
    expect(refused).toMatchObject({
      kind: 'certificate',
      detail: expect.stringContaining(record.tls?.fingerprintSha256 ?? 'none') as string,
    })
    expect(room.site.hits().length).toBe(before)
  })

  test('a page that crashes is told, recorded, and can be reloaded', async () => {
    await room.open(`${http}/gallery`)
    await recordOf(room, '/gallery')
    await room.crashPage()
    await waitFor(async () => (await room.state()).failure?.code === 'page.crashed')
    await waitFor(async () => recordsOf(await room.notes()).some(({ record }) => record.failure?.code === 'page.crashed'))
    await room.reload()
    expect(await room.state()).toMatchObject({ url: `${http}/gallery`, failure: null })
  })

  test('another address, typed while one never answers, takes its place', async () => {
    const first = room.open(`${http}/never`)
    await waitFor(() => hitsOf('/never').length > 0)
    await room.open(`${http}/gallery`)
    await first
    expect(await recordOf(room, '/never')).toMatchObject({ status: null, failure: { code: 'net::ERR_ABORTED' } })
    expect(await room.state()).toMatchObject({ url: `${http}/gallery`, failure: null })
  })
})
