// The rules that stand above everything, asked of the built application in its real window, with a Face that is not to be trusted: no pixels
// unless both agree, halt always works and survives, nothing acknowledged is lost, bad files are told plainly.
import { existsSync, readdirSync } from 'node:fs'
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import * as act from '../../scripts/demo/acts.mjs'
import { cast } from '../../scripts/demo/cast.mjs'
import { listProcesses, openRoom, type Room } from './opened-application'

let room: Room | undefined
afterEach(async () => {
  await room?.end()
  room = undefined
})

/** Both sign in and open the one case that there is, at its review. */
async function enterReview(): Promise<Room> {
  const opened = await openRoom('reviewing')
  room = opened
  await act.signInTogether(opened.app)
  await opened.app.follow('INC-2026-0001')
  await act.openTask(opened.app, 'Review the sites')
  return opened
}

async function openThread({ app, site }: Room): Promise<void> {
  await act.openAddress(app, `${site.httpsUrl}/thread/88213`)
  await app.read(/^Opened /)
}

describe('a Face that is not to be trusted', () => {
  it('gets nothing out of the Vault or the view before anybody has signed in', async () => {
    room = await openRoom('reviewing')
    expect(await room.say('visit.open', { url: room.site.httpUrl })).toEqual({ refused: 'case.none' })
    expect(await room.say('capture.take', {})).toMatchObject({ refused: expect.stringContaining('.') as string })
    expect(await room.say('case.list', {})).toEqual({ refused: 'room.empty' })
    expect(await room.say('fs.read' as 'room.state', {})).toEqual({ refused: 'intention.unknown' })
    expect(await room.say('halt.record' as 'room.state', {})).toEqual({ refused: 'intention.unknown' })
    expect(await room.say('session.sign-in', { personId: 'x' } as never)).toEqual({ refused: 'input.invalid' })
    expect(room.site.hits()).toEqual([])
  })

  it('keeps no picture unless both have typed their own PIN for this very page', async () => {
    const { app, say, site } = await enterReview()
    await openThread(room as Room)
    expect(await say('capture.take', {})).toEqual({ refused: 'capture.not-agreed' })
    await act.agree(app, cast.amina)
    expect(await say('capture.take', {})).toEqual({ refused: 'capture.not-agreed' })
    await act.agree(app, cast.tom)
    await act.openAddress(app, `${site.httpsUrl}/gallery`)
    await app.read(/Opened .*gallery/)
    expect(await say('capture.take', {})).toEqual({ refused: 'capture.not-agreed' })
    const view = await say('case.view', {})
    expect('value' in view && view.value.state.exhibits).toEqual([])
  })
})

describe('what the view does not open by itself', () => {
  it('a page with a bad certificate is opened when both say yes with their own PINs, and the log says so', async () => {
    const { app, say, site } = await enterReview()
    await act.openAddress(app, `${site.bad.selfSigned}/gallery`)
    await app.read(/^Did not open/)
    const present = await say('room.state', {})
    const people = 'value' in present ? present.value.present : []
    const acts = people.map(({ personId, name }) => ({
      personId,
      pin: Object.values(cast).find((player) => player.name === name)?.pin ?? '',
    }))
    const [first, second] = acts
    if (!first || !second) throw new Error('both are in the room')
    expect(await say('visit.allow', { both: [first, first] })).toEqual({ refused: 'both.missing' })
    expect(await say('visit.allow', { both: [first, { ...second, pin: '0000' }] })).toEqual({ refused: 'pin.wrong' })
    expect(site.hits().some(({ path }) => path === '/gallery')).toBe(false)
    expect(await say('visit.allow', { both: [first, second] })).toMatchObject({ value: { tls: 'bad', question: null, failure: null } })
    expect(await say('visit.allow', { both: [first, second] })).toEqual({ refused: 'view.no-question' })
    expect(site.hits().some(({ path }) => path === '/gallery')).toBe(true)
    const log = await say('log.read', { afterSeq: 0 })
    const line = 'value' in log ? log.value.find(({ type }) => type === 'visit.allowed') : undefined
    expect(line).toMatchObject({ tone: 'warning', title: 'Both accepted a certificate that is not trusted' })
    expect(line?.details.join()).toMatch(
      /self-signed\.localhost.*ERR_CERT_AUTHORITY_INVALID.*SHA-256 [0-9a-f]{64}.*Amina Malik, Tom Jarvis/,
    )
  })
})

describe('triage', () => {
  it('sends a suspicion to the police route: nothing is opened, and a restart comes back halted', async () => {
    const opened = await openRoom('founded')
    room = opened
    const { app, say, site } = opened
    await act.signInTogether(app)
    await act.recordReport(app, { what: 'A link that may show illegal images', kind: 'A pupil', subject: '' })
    await act.openTask(app, 'Could it be illegal?')
    await app.choose('Yes, or we are not sure')
    await app.fill('Why do you suspect it?', 'The report says so in words.')
    await act.confirmBoth(app)
    await app.press('Confirm and start the police route')
    await app.read('This computer is locked')
    expect(await say('visit.open', { url: site.httpUrl })).toMatchObject({ refused: expect.stringMatching(/^(case|step)\./) as string })
    expect(site.hits()).toEqual([])
    await opened.reopen()
    await opened.app.read('This computer is locked')
    const state = await opened.say('room.state', {})
    expect('value' in state && state.value.halt?.guidance.id).toBe('suspected')
  })
})

describe('STOP', () => {
  it('by the button: the view is gone, the network silent, capture refused, and a restart comes back halted', async () => {
    const opened = await enterReview()
    const { app, say, site } = opened
    await act.openAddress(app, `${site.httpUrl}/holds`)
    await app.read(/^Opened /)
    await act.agree(app, cast.amina)
    await act.agree(app, cast.tom)
    await app.page.getByRole('button', { name: /^STOP/ }).dispatchEvent('pointerdown')
    await app.read('This computer is locked')
    expect(await app.countEvidenceViews()).toBe(0)
    const after = site.hits().length
    await app.page.waitForTimeout(500)
    expect(site.hits().length).toBe(after)
    expect(await say('capture.take', {})).toMatchObject({ refused: expect.stringContaining('.') as string })
    expect(await say('visit.open', { url: site.httpUrl })).toEqual({ refused: 'case.halted' })
    expect(existsSync(join(opened.home, 'halt.json'))).toBe(true)
    await opened.reopen()
    await opened.app.read('This computer is locked')
    await opened.app.kill()
    await opened.reopen()
    await opened.app.read('This computer is locked')
    expect(await opened.app.page.locator('body').innerText()).not.toContain('localhost')
  })

  it('by the key, while the page never answers again', async () => {
    const { app, site } = await enterReview()
    await act.openAddress(app, `${site.httpUrl}/busy`)
    await app.read(/^Opened /)
    await app.page.waitForTimeout(500)
    await app.keyInEvidence('F9')
    await app.read('This computer is locked')
    expect(await app.countEvidenceViews()).toBe(0)
  })

  it('by choosing a category that goes to the police, with the guidance of that category', async () => {
    const { app, say } = await enterReview()
    await openThread(room as Room)
    await app.page.getByRole('button', { name: 'Describe a concern' }).first().click()
    await app.page
      .getByLabel(/Child sexual abuse/)
      .first()
      .check()
    await app.page
      .getByRole('button', { name: /halt|stop/i })
      .last()
      .click()
    await app.read('This computer is locked')
    expect(await app.countEvidenceViews()).toBe(0)
    const state = await say('room.state', {})
    expect('value' in state && state.value.halt?.guidance.id).toBe('child-sexual-abuse')
  })

  it('also where the Face only describes what must halt, and does not halt by itself', async () => {
    const { app, say } = await enterReview()
    await openThread(room as Room)
    expect(await say('concern.describe', { categoryId: 'terrorism', words: 'words' })).toEqual({ refused: 'concern.halts' })
    await app.read('This computer is locked')
    expect(await app.countEvidenceViews()).toBe(0)
  })
})

describe('nothing acknowledged is lost', () => {
  it('when the window is closed in the middle of a step', async () => {
    const opened = await enterReview()
    await openThread(opened)
    await opened.reopen()
    await act.signInTogether(opened.app)
    await opened.app.follow('INC-2026-0001')
    await opened.app.see('What you have done, and what is left')
    const log = await opened.say('log.read', { afterSeq: 0 })
    const titles = 'value' in log ? log.value.map((entry) => entry.title) : []
    expect(titles.some((title) => /^Opened .*thread\/88213/.test(title))).toBe(true)
    expect(titles).toContain('The application was closed')
    expect(await opened.say('log.verify', {})).toMatchObject({ value: { ok: true } })
  })

  it('when the Vault is killed: everybody signs in again, the page is gone, the log is whole', async () => {
    const opened = await enterReview()
    await openThread(opened)
    const vault = (await listProcesses(opened.app.processId)).find(({ command }) => command.includes('node.mojom.NodeService'))
    if (!vault) throw new Error('the Vault runs in a process of its own')
    process.kill(vault.pid, 'SIGKILL')
    await opened.app.see('Sign in, both of you')
    expect(await opened.app.countEvidenceViews()).toBe(0)
    await act.signInTogether(opened.app)
    await opened.app.follow('INC-2026-0001')
    await opened.app.see('What you have done, and what is left')
    expect(await opened.say('log.verify', {})).toMatchObject({ value: { ok: true } })
    const log = await opened.say('log.read', { afterSeq: 0 })
    expect('value' in log && log.value.some((entry) => entry.title === 'The application stopped unexpectedly')).toBe(true)
  })
})

describe('a case file that cannot be read', () => {
  const flip = async (path: string): Promise<void> => {
    const bytes = await readFile(path)
    const at = Math.floor(bytes.length / 2)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at)
    await writeFile(path, bytes)
  }
  it.each([
    ['damaged', /damaged/, (path: string) => flip(path)],
    ['cut short', /cut short|too short|truncated|end is missing|incomplete/i, (path: string) => truncate(path, 20_480)],
    ['not ours', /not|another|different|key/i, (path: string) => copyFile(join(import.meta.dirname, 'opened-application.ts'), path)],
  ])('%s: a sentence on the screen, and the application goes on', async (_what, sentence, harm) => {
    const opened = await openRoom('reviewing')
    room = opened
    const file = readdirSync(join(opened.home, 'cases')).find((name) => name.endsWith('.case')) ?? ''
    await harm(join(opened.home, 'cases', file))
    await act.signInTogether(opened.app)
    await opened.app.follow('INC-2026-0001')
    const alert = opened.app.page.getByRole('alert').first()
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(sentence)
    expect(await alert.innerText()).not.toMatch(/at .*\(|\/tmp|Error:/)
    expect(await opened.say('case.list', {})).toHaveProperty('value')
  })
})
