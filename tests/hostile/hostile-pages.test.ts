// Every kind of hostile page in the real evidence view. After each: what had to happen has happened, the log says so and is whole, the Desk
// was never held up, STOP works and the network is silent, and no byte of the page is on the disk.
import { spawnSync } from 'node:child_process'
import { refusalKind, visitRecord } from 'shared/parts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchRoom, waitFor, type Room } from '../evidence-view/harness/launch'
import { recordsOf, requestsOf } from '../evidence-view/harness/notes'
import { marker } from '../site/hostile-tricks.mjs'
import { hostileKinds, isRefused, type HostileKind } from './hostile-kinds'

let room: Room
beforeAll(async () => {
  room = await launchRoom()
})
afterAll(() => room.end())

/** A Desk that a page can hold up is held up for seconds; the rest is what other programs do on the same computer. */
const deskLimitMs = 400
const blankLimitMs = 100
const silenceLimitMs = 3_000
/** A page may ask a thousand times a second; the log stays readable. */
const linesLimit = 60

describe('a hostile page', () => {
  test('there are at least forty kinds, each with a name of its own', () => {
    expect(new Set(hostileKinds.map(({ kind }) => kind)).size).toBe(hostileKinds.length)
    expect(hostileKinds.length).toBeGreaterThanOrEqual(40)
  })

  test.each(hostileKinds)('$kind: $must', async (row) => {
    await room.fresh()
    await room.longestGap()
    const before = room.site.hits().length
    await openFor(row, 2_500)
    await row.play?.(room)
    for (const refusal of row.refused ?? []) await waitFor(() => isRefused(room, refusal))
    expect(await room.longestGap()).toBeLessThan(deskLimitMs)
    await expectStop()
    await expectLog(row)
    const asked = room.site.hits().slice(before)
    for (const never of row.neverAsked ?? []) expect(asked.filter(({ path }) => never.test(path))).toEqual([])
    expect(findOnDisk()).toBe('')
  })
})

/** Opens the page as the two would, and goes on when it is there, has failed, or has had its time. */
async function openFor({ address }: HostileKind, limitMs: number): Promise<void> {
  const opening = room.open(address(room)).catch(() => undefined)
  await Promise.race([opening, new Promise((done) => setTimeout(done, limitMs))])
}

async function expectStop(): Promise<void> {
  const { removedAfterMs, children } = await room.halt()
  expect(removedAfterMs).toBeLessThan(blankLimitMs)
  expect(children).toBe(0)
  expect(await room.state()).toMatchObject({ open: false, url: '', visitId: null })
  await waitFor(() => room.site.wire().open === 0, silenceLimitMs)
}

/** Every visit that was asked for has exactly one record, each as the log takes it; and the expected end. */
async function expectLog({ failure }: HostileKind): Promise<void> {
  await waitFor(async () => {
    const notes = await room.notes()
    return recordsOf(notes).length >= requestsOf(notes).length
  })
  const notes = await room.notes()
  const records = recordsOf(notes).map(({ visitId, record }) => ({ visitId, record: visitRecord.parse(record) }))
  expect(records.map(({ visitId }) => visitId).sort()).toEqual(
    requestsOf(notes)
      .map(({ visitId }) => visitId)
      .sort(),
  )
  for (const note of notes)
    if (note.type === 'refused') expect(refusalKind.safeParse(note.kind).success && note.detail.length <= 2_000).toBe(true)
  expect(notes.length).toBeLessThan(linesLimit)
  const first = records[0]?.record
  if (failure instanceof RegExp) expect(first?.failure?.code).toMatch(failure)
  if (failure === undefined) expect(first?.failure?.code ?? 'shown').toMatch(/^(shown|visit\.download)$/)
}

/** The home folder holds the profile, and everything temporary of the whole run. */
function findOnDisk(): string {
  return spawnSync('grep', ['-rlaF', marker, room.home, '--exclude-dir=harness'], { encoding: 'utf8' }).stdout
}

describe('what is opened only after both have said yes', () => {
  test('an address inside the network: asked once, then opened, for this view alone', async () => {
    await room.fresh()
    await room.open(`${room.site.publicUrl}/hostile/to-localhost`)
    expect((await room.state()).question).toMatchObject({ kind: 'private-address', host: '127.0.0.1' })
    expect(await room.allow()).toEqual({})
    expect(await room.state()).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/hostile\/quiet$/) as string,
      question: null,
      failure: null,
    })
    await room.open(`${room.site.publicUrl}/hostile/to-localhost`)
    expect(await room.state()).toMatchObject({ question: null, failure: null })
    await untilTitled('Quiet')
    await room.fresh()
    await room.open(`${room.site.publicUrl}/hostile/to-localhost`)
    expect((await room.state()).question).toMatchObject({ kind: 'private-address' })
  })

  test('loading again, going back or the page itself cannot say yes in their place', async () => {
    await room.fresh()
    await room.open(`${room.site.publicUrl}/hostile/link-to-localhost`)
    await waitFor(async () => (await room.state()).question)
    const before = room.site.hits().filter(({ path }) => path === '/hostile/quiet').length
    await room.reload()
    expect(room.site.hits().filter(({ path }) => path === '/hostile/quiet').length).toBe(before)
  })

  test('what is typed, and what a page inside the network leads to, is not asked', async () => {
    await room.fresh()
    await room.open(room.site.httpUrl.replace('forum.localhost', '127.0.0.1'))
    expect(await room.state()).toMatchObject({ question: null, failure: null })
    await room.open(`${room.site.httpUrl}/hostile/to-localhost`)
    expect(await room.state()).toMatchObject({ question: null, failure: null })
    await untilTitled('Quiet')
  })

  test.each(['selfSigned', 'expired', 'wrongHost', 'unknownAuthority', 'notYet', 'weak'] as const)(
    'a page with a bad certificate (%s): shown, with the verdict as it was',
    async (name) => {
      await room.fresh()
      await room.open(`${room.site.bad[name]}/hostile/quiet`)
      const { question } = await room.state()
      expect(question).toMatchObject({ kind: 'certificate', host: expect.stringMatching(/\.localhost$/) as string })
      expect(await room.allow()).toEqual({})
      expect(await room.state()).toMatchObject({ tls: 'bad', question: null, failure: null })
      await untilTitled('Quiet')
      const records = await waitFor(async () => {
        const all = recordsOf(await room.notes())
        return all.length === 2 ? all : null
      })
      const verdict = /net::ERR_[A-Z_]+/.exec(question?.detail ?? '')?.[0]
      expect(records.map(({ record }) => [record.status, record.tls?.verdict])).toEqual([
        [null, verdict],
        [200, verdict],
      ])
      expect(records[1]?.record.tls?.fingerprintSha256).toBe(records[0]?.record.tls?.fingerprintSha256)
      await room.fresh()
      await room.open(`${room.site.bad[name]}/hostile/quiet`)
      expect((await room.state()).question).toMatchObject({ kind: 'certificate' })
    },
  )
})

const untilTitled = (title: string) => waitFor(async () => (await room.state()).title === title)
