// On events recorded from the evidence view itself, looking at the sample site with Electron 33.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { visitRecord, type VisitId, type VisitRecord } from 'shared/parts'
import { openCertificateBook } from '../../src-main/evidence-view/certificate-book'
import { failures } from '../../src-main/evidence-view/failures'
import { loadLimitMs, openVisitRecorder, picturesLimitMs } from '../../src-main/evidence-view/visit-recorder'

const eventsFile = z.array(z.object({ method: z.string(), params: z.record(z.string(), z.unknown()) }))
type Events = z.infer<typeof eventsFile>
type Event = Events[number]

const readEvents = (name: string): Events =>
  eventsFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'evidence-view', `${name}.json`), 'utf8')))

const visit = 'a'.repeat(32) as VisitId

/** Plays events to a recorder; time stands still unless it is moved. */
function play(name: string, options: { grant?: boolean; only?: (event: Event) => boolean } = {}) {
  const events = readEvents(name).filter(options.only ?? (() => true))
  const first = events.find(({ method }) => method === 'Network.requestWillBeSent')
  const { frameId, request } = z.object({ frameId: z.string(), request: z.object({ url: z.string() }) }).parse(first?.params)
  const told: { visitId: VisitId; record: VisitRecord }[] = []
  const shown: string[] = []
  const failed: string[] = []
  const lost: string[] = []
  const timers: { atMs: number; act: () => void }[] = []
  let nowMs = 0
  let stops = 0
  const recorder = openVisitRecorder(frameId, {
    book: openCertificateBook(),
    readTitle: () => 'Title of the page',
    tell: (visitId, record) => told.push({ visitId, record: visitRecord.parse(record) }),
    show: ({ url }) => shown.push(url),
    fail: (_visit, failure) => failed.push(failure.code),
    lose: (url) => lost.push(url),
    explain: () => null,
    stopLoading: () => (stops += 1),
    schedule: (delayMs, act) => {
      const timer = { atMs: nowMs + delayMs, act }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
    now: () => new Date('2026-11-22T21:00:00.000Z'),
  })
  if (options.grant !== false) recorder.grant(visit, request.url)
  for (const { method, params } of events) recorder.noteEvent(method, params)
  const pass = (ms: number) => {
    nowMs += ms
    for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.act()
    }
  }
  return { recorder, told, shown, failed, lost, pass, stops: () => stops, url: request.url, pending: timers }
}

describe('a visit put together from recorded events', () => {
  test('a chain of redirects: every hop, the answer, where it came from', () => {
    const { told, shown, pending, pass } = play('redirects')
    pass(picturesLimitMs)
    expect(told).toHaveLength(1)
    expect(told[0]?.visitId).toBe(visit)
    const record = told[0]?.record
    expect(record?.redirects.map(({ status, location }) => [status, location])).toEqual([
      [301, expect.stringMatching(/^http:.*\/forum\/88213$/)],
      [307, expect.stringMatching(/^https:.*\/forum\/88213$/)],
      [302, '/thread/88213'],
    ])
    expect(record).toMatchObject({
      requestedUrl: expect.stringMatching(/^http:.*\/go\/88213$/) as string,
      finalUrl: expect.stringMatching(/^https:.*\/thread\/88213$/) as string,
      status: 200,
      mimeType: 'text/html',
      title: 'Title of the page',
      remote: { ip: '127.0.0.1' },
      tls: { protocol: 'TLS 1.3', verdict: 'ok', subject: 'forum.localhost' },
      serverDate: 'Sun, 22 Nov 2026 20:24:08 GMT',
      startedAt: '2026-11-22T20:24:08.801Z',
      failure: null,
    })
    expect(shown).toEqual([record?.finalUrl])
    expect(pending).toHaveLength(0)
  })

  test('an answer without a page', () => {
    const { told, failed, shown } = play('no-page')
    expect(told[0]?.record).toMatchObject({ status: 204, title: '', failure: { code: 'visit.no-page' } })
    expect(failed).toEqual(['visit.no-page'])
    expect(shown).toEqual([])
  })

  test('a download in place of a page', () => {
    const { told } = play('download')
    expect(told[0]?.record).toMatchObject({
      mimeType: 'application/zip',
      failure: { code: 'visit.download', sentence: expect.stringContaining('trip.zip') as string },
    })
  })

  test('a redirect off the web is told although Chromium does not follow it', () => {
    const { told, lost } = play('off-web')
    expect(told[0]?.record).toMatchObject({
      redirects: [{ status: 302, location: 'file:///etc/hostname' }],
      failure: { code: 'net::ERR_UNSAFE_REDIRECT' },
    })
    expect(lost).toHaveLength(1)
  })

  test('a bad certificate', () => {
    const { told, failed } = play('bad-certificate')
    expect(told[0]?.record.failure?.code).toBe('net::ERR_CERT_DATE_INVALID')
    expect(failed).toEqual(['net::ERR_CERT_DATE_INVALID'])
  })

  test('frames of other sites are not visits', () => {
    const { told, shown, url } = play('other-site-frame')
    expect(told).toHaveLength(1)
    expect(shown).toEqual([url])
  })

  test('a picture that never comes does not keep the visit out of the log', () => {
    const { told, pass, stops } = play('stuck-picture', { only: ({ method }) => method !== 'Page.frameStoppedLoading' })
    expect(told).toHaveLength(0)
    pass(picturesLimitMs)
    expect(told[0]?.record).toMatchObject({ status: 200, failure: null })
    expect(stops()).toBe(0)
    pass(loadLimitMs)
    expect(told).toHaveLength(1)
  })

  test('a site that never answers is given up after 45 seconds', () => {
    const { told, failed, pass, stops } = play('redirects', { only: ({ method }) => method === 'Network.requestWillBeSent' })
    pass(loadLimitMs - 1)
    expect(told).toHaveLength(0)
    pass(1)
    expect(told[0]?.record.failure).toEqual(failures.timedOut(45))
    expect(failed).toEqual(['visit.timed-out'])
    expect(stops()).toBe(1)
  })

  test('a page that never ends is kept on the screen and recorded as unfinished', () => {
    const { told, pass, shown } = play('redirects', { only: ({ method }) => !/lifecycleEvent|frameStoppedLoading/.test(method) })
    pass(loadLimitMs)
    expect(shown).toHaveLength(1)
    expect(told[0]?.record).toMatchObject({ status: 200, failure: { code: 'visit.unfinished' } })
  })

  test('a visit that the Vault did not grant is not told', () => {
    const { told, failed } = play('bad-certificate', { grant: false })
    expect(told).toEqual([])
    expect(failed).toEqual([])
  })

  test('a grant that comes after the request, as with a link of the page, finds its visit', () => {
    const { recorder, told, url } = play('redirects', {
      grant: false,
      only: ({ method, params }) => method === 'Network.requestWillBeSent' && !('redirectResponse' in params),
    })
    recorder.grant(visit, `${url}#part`)
    expect(recorder.endAll(failures.halted)).toBe(true)
    expect(told).toEqual([{ visitId: visit, record: expect.objectContaining({ failure: failures.halted }) as VisitRecord }])
    expect(recorder.endAll(failures.halted)).toBe(false)
  })

  test('a halt while the last pictures come does not make a failure of a page that was seen', () => {
    const { recorder, told } = play('stuck-picture', { only: ({ method }) => method !== 'Page.frameStoppedLoading' })
    recorder.endAll(failures.halted)
    expect(told[0]?.record.failure).toBeNull()
  })

  test('events of an unknown shape are passed over', () => {
    const { recorder, told, pass } = play('redirects')
    pass(picturesLimitMs)
    for (const params of [null, {}, { requestId: 7 }, { frame: null }, 'text']) {
      for (const method of [
        'Network.requestWillBeSent',
        'Network.responseReceived',
        'Page.frameNavigated',
        'Page.lifecycleEvent',
        'toString',
      ]) {
        recorder.noteEvent(method, params)
      }
    }
    expect(told).toHaveLength(1)
  })
})
