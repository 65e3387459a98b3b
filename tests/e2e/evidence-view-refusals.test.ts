// What a page asks of the computer is refused without a question and noted once, however often it asks. Real Electron, real sockets.
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchRoom, waitFor, type Room } from '../evidence-view/harness/launch'
import { recordOf, refusalOf, refusalsOf, untilDrawn } from '../evidence-view/harness/notes'

let room: Room
let http: string
beforeAll(async () => {
  room = await launchRoom()
  http = room.site.httpUrl
})
afterAll(() => room.end())
beforeEach(() => room.fresh())

/** A Desk that a page can hold up is held up for seconds; the rest is what other programs do on the same computer. */
const gapLimitMs = 400

const hitsOf = (path: string) => room.site.hits().filter((hit) => hit.path === path)

describe('windows and dialogs', () => {
  test('a pop-up', async () => {
    await room.open(`${http}/pop-up`)
    expect(await refusalOf(room, 'pop-up')).toMatchObject({ url: `${http}/gallery` })
    expect(hitsOf('/gallery')).toEqual([])
  })

  test('a storm of pop-ups is a few lines in the log and leaves the Desk free', async () => {
    await room.open(`${http}/pop-up-storm`)
    await refusalOf(room, 'pop-up')
    await room.longestGap()
    await new Promise((done) => setTimeout(done, 1_000))
    expect(await room.longestGap()).toBeLessThan(gapLimitMs)
    expect(refusalsOf(await room.notes(), 'pop-up').length).toBeLessThanOrEqual(5)
    await room.halt()
    const told = await waitFor(async () => refusalsOf(await room.notes(), 'pop-up')[5])
    expect(told.detail).toContain('15 more of this kind')
  })

  test('alert and confirm are answered "no" and noted with their words', async () => {
    await room.open(`${http}/dialogs`)
    await waitFor(async () => refusalsOf(await room.notes(), 'dialog').length >= 2)
    expect(refusalsOf(await room.notes(), 'dialog').map(({ detail }) => detail)).toEqual(['alert: one', 'confirm: two'])
    await waitFor(async () => (await room.state()).title === 'One of each')
  })

  test('alerts without end neither fill the log nor hold up the Desk', async () => {
    await room.open(`${http}/alert-loop`)
    await refusalOf(room, 'dialog')
    await room.longestGap()
    await new Promise((done) => setTimeout(done, 1_000))
    expect(await room.longestGap()).toBeLessThan(gapLimitMs)
    expect(refusalsOf(await room.notes(), 'dialog')).toHaveLength(5)
  })

  test('printing opens nothing, in frames of other sites too', async () => {
    await room.open(`${http}/print`)
    expect((await refusalOf(room, 'dialog')).detail).toContain('The page asked to print.')
    await waitFor(async () => (await room.state()).title === 'after print')
    await room.fresh()
    await room.open(`${http}/print-frame`)
    expect(await refusalOf(room, 'dialog')).toMatchObject({ url: `${room.site.otherUrl}/print-inner` })
    await waitFor(() => hitsOf('/print-went-on').length > 0)
    expect(windowTitles()).not.toContain('Print')
  })

  test('a page that will not be left is left', async () => {
    await room.open(`${http}/beforeunload`)
    await untilDrawn(room)
    await room.click('#words')
    await room.pressKey('a')
    await room.open(`${http}/gallery`)
    expect(await room.state()).toMatchObject({ url: `${http}/gallery` })
    expect((await refusalOf(room, 'dialog')).detail).toContain('beforeunload')
  })

  test('a page cannot close the view', async () => {
    await room.open(`${http}/close`)
    await recordOf(room, '/close')
    expect(await room.destroyed()).toBe(false)
  })
})

describe('this computer', () => {
  test.each(['/download-by-itself', '/download-blob'])('a download (%s) leaves no file', async (path) => {
    await room.open(http + path)
    const refusal = await refusalOf(room, 'download')
    expect(refusal.detail).toMatch(/by-itself\.zip|blob\.bin/)
    expect(filesUnder(room.home).filter((file) => /by-itself|blob\.bin|crdownload/.test(file))).toEqual([])
  })

  test('permissions', async () => {
    await room.open(`${http}/permissions`)
    await waitFor(async () => refusalsOf(await room.notes(), 'permission').length >= 3)
    const asked = refusalsOf(await room.notes(), 'permission').map(({ detail }) => detail)
    expect(asked.join()).toMatch(/geolocation/)
    expect(asked.join()).toMatch(/notifications/)
    expect(asked.join()).toMatch(/clipboard-read/)
    expect(await room.inPage('navigator.permissions.query({ name: "geolocation" }).then((p) => p.state)')).toBe('denied')
  })

  test('choosing a file', async () => {
    await room.open(`${http}/file-picker`)
    await untilDrawn(room)
    await room.click('#file')
    expect(await refusalOf(room, 'file-picker')).toMatchObject({ url: `${http}/file-picker` })
    expect(windowTitles()).not.toMatch(/Open File/i)
  })

  test('the file system, and a service worker', async () => {
    await room.open(`${http}/file-system`)
    expect(await room.inPage('typeof showOpenFilePicker')).toBe('undefined')
    await room.open(`${http}/service-worker`)
    expect(await refusalOf(room, 'service-worker')).toMatchObject({ url: `${http}/worker.js` })
    await waitFor(async () => (await room.state()).title.startsWith('refused'))
    expect(hitsOf('/worker.js')).toEqual([])
  })

  test('a user name and a password', async () => {
    await room.open(`${http}/password`)
    expect((await refusalOf(room, 'credentials')).detail).toContain('Members')
    expect(await recordOf(room, '/password')).toMatchObject({ status: 401 })
  })

  test('nothing of the page lies on the disk', async () => {
    await room.open(`${http}/thread/1`)
    await recordOf(room, '/thread/1')
    await room.inPage('localStorage.setItem("trace", "larkfield-trace"); document.cookie = "trace=larkfield-trace"')
    await new Promise((done) => setTimeout(done, 500))
    const found = spawnSync('grep', ['-rlaE', 'larkfield-trace|midfield\\.maya', room.home, '--exclude-dir=harness'], {
      encoding: 'utf8',
    }).stdout
    expect(found).toBe('')
  })
})

describe('other schemes', () => {
  test.each([
    ['#s0', 'file:'],
    ['#s1', 'data:'],
    ['#s2', 'chrome:'],
    ['#s3', 'devtools:'],
    ['#s4', 'view-source:'],
    ['#s5', 'mailto:'],
    ['#s6', 'incident:'],
    ['#blob', 'blob:'],
  ])('a link %s to %s leads nowhere', async (link) => {
    await room.open(`${http}/schemes`)
    await untilDrawn(room)
    await room.click(link)
    await new Promise((done) => setTimeout(done, 300))
    expect(await room.state()).toMatchObject({ url: `${http}/schemes`, title: 'Other schemes', failure: null })
    expect(await room.inPage('document.title')).toBe('Other schemes')
  })

  test.each([
    ['#s5', 'mailto:someone@example.org'],
    ['#s6', 'incident:run'],
  ])('a link to another application is noted', async (link, url) => {
    await room.open(`${http}/schemes`)
    await untilDrawn(room)
    await room.click(link)
    expect(await refusalOf(room, 'scheme')).toMatchObject({ url })
  })

  test('a page that leaves for an empty one is not shown', async () => {
    await room.open(`${http}/schemes`)
    await untilDrawn(room)
    await room.click('#s7')
    await waitFor(async () => (await room.state()).failure?.code === 'page.left')
    expect(await refusalOf(room, 'scheme')).toMatchObject({ url: 'about:blank' })
  })

  test.each(['file:///etc/hostname', 'view-source:http://localhost/', 'javascript:alert(1)', 'chrome://version', 'data:text/html,x'])(
    '%s is not opened when typed',
    async (url) => {
      expect(await room.open(url)).toMatchObject({ code: 'address.scheme' })
      expect(await room.state()).toMatchObject({ url: '', visitId: null })
    },
  )
})

function windowTitles(): string {
  return execFileSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' })
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name))
}
