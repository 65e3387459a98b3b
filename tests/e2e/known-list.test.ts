// The known list in real windows: a technician's file comes in by the desktop's own dialog, and a known address halts the review before it is
// opened, where it is something in a page, and where a page sends on to it. No byte of it is asked for.
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import * as act from '../../scripts/demo/acts.mjs'
import { cast } from '../../scripts/demo/cast.mjs'
import { openRoom, type Room } from './opened-application'

let room: Room | undefined
afterEach(async () => {
  await room?.end()
  room = undefined
})

const hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The head imports a list of what is named, and the two begin their review. */
async function enterReviewWith(list: (opened: Room) => string): Promise<Room> {
  const opened = await openRoom('reviewing')
  room = opened
  const path = join(opened.home, 'list.txt')
  await writeFile(path, list(opened))
  // In place of the hand that would choose the file.
  await opened.app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
  const state = await opened.say('room.state', {})
  const head = 'value' in state ? state.value.people.find(({ role }) => role === 'head') : undefined
  if (!head) throw new Error('the head is enrolled')
  expect(await opened.say('known-list.import', {})).toEqual({ refused: 'role.not-allowed' })
  await opened.say('session.sign-in', { personId: head.personId, passphrase: cast.rita.passphrase, pin: cast.rita.pin, purpose: 'alone' })
  expect(await opened.say('known-list.import', {})).toMatchObject({ value: { list: { importedBy: cast.rita.name } } })
  await opened.say('session.sign-out', {})
  await act.signInTogether(opened.app)
  await opened.app.follow('INC-2026-0001')
  await act.openTask(opened.app, 'Review the sites')
  return opened
}

async function expectHalted({ app, say }: Room, matchedUrl: string): Promise<void> {
  await app.read('This computer is locked')
  expect(await app.countEvidenceViews()).toBe(0)
  const state = await say('room.state', {})
  expect(state).toMatchObject({
    value: { halt: { cause: 'known-list', categoryId: 'child-sexual-abuse', guidance: { id: 'child-sexual-abuse' } } },
  })
  expect(await say('case.view', {})).toMatchObject({ value: { state: { halts: [{ cause: 'known-list', matchedUrl }] } } })
}

const addressOf = (url: string): string => url.replace(/^https?:\/\//, '')

it('before opening: nothing is asked of the site', async () => {
  const opened = await enterReviewWith(() => `host:${hex('other.localhost')}\n`)
  await act.openAddress(opened.app, `${opened.site.otherUrl}/gallery`)
  await expectHalted(opened, `${opened.site.otherUrl}/gallery`)
  expect(opened.site.hits()).toEqual([])
})

it('something in a page: the page goes, and its picture never leaves the site', async () => {
  const picture = '/picture/7.png'
  const opened = await enterReviewWith(({ site }) => `url:${hex(addressOf(site.otherUrl) + picture)}\n`)
  await act.openAddress(opened.app, `${opened.site.httpUrl}/gallery`)
  await opened.app.read(/^Opened /)
  await opened.app.electron.evaluate(({ webContents }, source) => {
    const view = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('http'))
    void view?.executeJavaScript(`document.body.append(Object.assign(new Image(), { src: ${JSON.stringify(source)} })); 0`)
  }, `${opened.site.otherUrl}${picture}?size=full`)
  await expectHalted(opened, `${opened.site.otherUrl}${picture}?size=full`)
  expect(opened.site.hits().filter(({ path }) => path.startsWith(picture))).toEqual([])
  const view = await opened.say('case.view', {})
  expect('value' in view && view.value.state.halts[0]?.url).toBe(`${opened.site.httpUrl}/gallery`)
})

it('after redirects: the hop to it is not taken', async () => {
  const opened = await enterReviewWith(({ site }) => `url:${hex(`${addressOf(site.httpUrl)}/hops/3`)}\n`)
  await act.openAddress(opened.app, `${opened.site.httpUrl}/hops`)
  await expectHalted(opened, `${opened.site.httpUrl}/hops/3`)
  expect(opened.site.hits().map(({ path }) => path)).toEqual(['/hops', '/hops/2'])
})
