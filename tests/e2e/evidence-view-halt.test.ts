// Halt always works (the second rule): the view is gone and off the network at once, whatever the page does. Real Electron, real
// sockets; the server says when the last byte went.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchRoom, waitFor, type Room } from '../evidence-view/harness/launch'
import { recordsOf, refusalOf, untilDrawn } from '../evidence-view/harness/notes'

let room: Room
let http: string
beforeAll(async () => {
  room = await launchRoom()
  http = room.site.httpUrl
})
afterAll(() => room.end())
beforeEach(() => room.fresh())

/** Generous, for a computer with two busy processors; what is really reached is measured by the bench. */
const gapLimitMs = 100
const networkLimitMs = 400

async function expectSilenceAfter(haltedAt: number): Promise<void> {
  await new Promise((done) => setTimeout(done, 700))
  const { open, lastSentAt, lastReceivedAt } = room.site.wire()
  expect(open).toBe(0)
  expect(lastSentAt - haltedAt).toBeLessThan(networkLimitMs)
  expect(lastReceivedAt - haltedAt).toBeLessThan(networkLimitMs)
  const { lastReceivedAt: later } = room.site.wire()
  expect(later).toBe(lastReceivedAt)
}

describe('halt', () => {
  test.each([
    ['a quiet page', '/gallery', () => Promise.resolve()],
    [
      'a page that holds fetches, a stream and events',
      '/holds',
      () => waitFor(() => room.site.hits().filter(({ path }) => path.startsWith('/beat')).length > 5),
    ],
    ['a page in an endless loop', '/busy', () => new Promise((done) => setTimeout(done, 600))],
    ['a page with alerts without end', '/alert-loop', () => refusalOf(room, 'dialog')],
    ['a page that will not be left', '/beforeunload', () => untilDrawn(room).then(() => room.click('#words'))],
    ['a page that is still coming', '/never-ends', () => Promise.resolve()],
    ['a storm of pop-ups', '/pop-up-storm', () => refusalOf(room, 'pop-up')],
  ])('%s is gone and silent', async (_what, path, prepare) => {
    await room.open(http + path)
    await prepare()
    const { haltedAt, calledAt, removedAfterMs, children } = await room.halt()
    expect(removedAfterMs).toBeLessThan(gapLimitMs)
    expect(haltedAt - calledAt).toBeLessThan(gapLimitMs)
    expect(children).toBe(0)
    await expectSilenceAfter(haltedAt)
    expect(await room.destroyed()).toBe(true)
    expect(await room.state()).toMatchObject({ open: false, url: '', visitId: null })
  })

  test('before anything was opened, twice, and while an address waits for its record', async () => {
    await room.halt()
    expect(await room.halt()).toMatchObject({ removedAfterMs: 0 })
    await room.fresh()
    await room.settings({ delayMs: 300 })
    const before = room.site.hits().length
    const opening = room.open(`${http}/gallery`)
    await room.halt()
    expect(await opening).toMatchObject({ code: 'view.gone' })
    await new Promise((done) => setTimeout(done, 500))
    expect(room.site.hits().length).toBe(before)
  })

  test('a page that is loading is recorded as cut off, and who waits for it is told', async () => {
    const opening = room.open(`${http}/never`)
    await waitFor(() => room.site.hits().some(({ path }) => path === '/never'))
    await room.halt()
    expect(await opening).toMatchObject({ code: 'view.gone' })
    expect(recordsOf(await room.notes())[0]?.record.failure?.code).toBe('visit.halted')
  })

  test('afterwards nothing can be opened, pictured or placed in it', async () => {
    await room.open(`${http}/gallery`)
    await room.halt()
    const before = room.site.hits().length
    expect(await room.open(`${http}/thread/1`)).toMatchObject({ code: 'view.gone' })
    expect(await room.back()).toMatchObject({ code: 'view.gone' })
    expect(await room.reload()).toMatchObject({ code: 'view.gone' })
    expect(await room.capture()).toMatchObject({ code: 'capture.nothing' })
    await room.place({ x: 0, y: 0, width: 500, height: 500 })
    expect(room.site.hits().length).toBe(before)
  })

  test('in the middle of a picture', async () => {
    await room.open(`${http}/tall?h=25000`)
    const capture = room.capture()
    await new Promise((done) => setTimeout(done, 400))
    await room.longestGap()
    const { removedAfterMs } = await room.halt()
    expect(removedAfterMs).toBeLessThan(gapLimitMs)
    expect(await capture).toMatchObject({ code: 'capture.halted' })
  })
})

describe('the stop key', () => {
  test.each([
    ['a quiet page', '/gallery', 0],
    ['a page in an endless loop', '/busy', 600],
    ['a page with alerts without end', '/alert-loop', 600],
    ['a page that takes every key for itself', '/beforeunload', 0],
  ])('is heard over %s', async (_what, path, waitMs) => {
    await room.settings({ haltOnStopKey: true })
    await room.open(http + path)
    await new Promise((done) => setTimeout(done, waitMs))
    if (waitMs === 0) {
      await untilDrawn(room)
      await room.inPage('addEventListener("keydown", (event) => { document.title = "got " + event.key; event.preventDefault() }, true)')
    }
    await room.focusPage()
    await room.pressKey('F9')
    await waitFor(() => room.destroyed())
    expect((await room.notes()).filter(({ type }) => type === 'stop-key')).toHaveLength(1)
    await expectSilenceAfter(await room.haltedAt())
    expect((await room.states()).some(({ title }) => title.startsWith('got'))).toBe(false)
  })
})
