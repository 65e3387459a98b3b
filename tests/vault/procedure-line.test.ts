// The whole line through the Vault without a window: founding to handover over real files, and what it refuses on the way. The windows have
// their own tests; here each rule is asked directly, as a compromised Face would ask it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract, deskAsks } from 'shared/contract'
import { CodedError } from 'shared/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskHandlers, handlers } from '../../src-main/vault/answering'
import {
  decideAll,
  exampleRecord,
  exampleUrl,
  foundSchool,
  keepPicture,
  openReview,
  passphrases,
  pins,
  signInPair,
  startCase,
  startInvestigation,
  visitPage,
  type Investigation,
} from './investigation'

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

it('answers every intention of the Vault by exactly one handler, and no other', () => {
  const expected = Object.entries(contract).filter(([, { at }]) => at === 'vault')
  expect(Object.keys(handlers).sort()).toEqual(expected.map(([name]) => name).sort())
  expect(Object.keys(deskHandlers).sort()).toEqual(Object.keys(deskAsks).sort())
})

describe('an investigation from founding to handover', () => {
  let line: Investigation
  beforeAll(async () => {
    line = await startInvestigation()
  })
  afterAll(async () => {
    await line.stop()
  })

  it('sets up the school, its people and its computer', async () => {
    expect((await line.ask('room.state', {})).phase).toBe('first-run')
    const room = await foundSchool(line)
    expect(room).toMatchObject({ phase: 'room', missing: [], school: 'Larkfield School' })
    expect(room.computer?.machine).toMatch(/^[0-9a-f]{64}$/)
  })

  it('lets one person alone no further than the sign-in', async () => {
    await line.ask('session.sign-out', {})
    expect(
      await codeOf(
        line.ask('session.sign-in', { personId: await line.personId('amina'), passphrase: 'not hers', pin: '4821', purpose: 'pair' }),
      ),
    ).toBe('passphrase.wrong')
    expect((await line.signIn('amina', 'pair')).room).toBe('waiting-for-second')
    expect(await codeOf(startCase(line))).toBe('room.needs-two')
    expect(await codeOf(line.signIn('amina', 'pair'))).toBe('room.same-person')
    expect((await line.signIn('tom', 'pair')).room).toBe('pair')
  })

  it('opens nothing before triage, authorisation and the computer check', async () => {
    await startCase(line)
    expect(await codeOf(visitPage(line))).toBe('step.too-early')
    const wrong = (await line.both()).map((act) => ({ ...act, pin: '000111' })) as Awaited<ReturnType<typeof line.both>>
    expect(await codeOf(line.ask('triage.answer', { suspectedIllegal: false, words: '', both: wrong }))).toBe('pin.wrong')
    await line.ask('case.leave', {})
  })

  it('keeps a picture only when both have agreed to this very page', async () => {
    await openReview(line)
    const visitId = await visitPage(line)
    const [amina, tom] = await line.both()
    const begin = (url = exampleUrl) => line.askAsDesk('capture.begin', { visitId, url })
    expect(await codeOf(begin())).toBe('capture.not-agreed')
    await line.ask('capture.agree', amina)
    await line.ask('capture.agree', amina)
    expect(await codeOf(begin())).toBe('capture.not-agreed')
    await line.ask('capture.agree', tom)
    await visitPage(line, 'https://forum.example.org/other')
    expect(await codeOf(begin())).not.toBe('done')
    const second = await visitPage(line)
    const receipt = await keepPicture(line, second)
    expect(receipt).toMatchObject({ number: 1, widthPx: 640 })
    expect(await codeOf(line.askAsDesk('capture.begin', { visitId: second, url: exampleUrl }))).toBe('capture.not-agreed')
    const shown = await line.ask('exhibit.show', { number: 1 })
    expect(createHash('sha256').update(shown.png).digest('hex')).toBe(receipt.sha256)
  })

  it('demands a halt of the Desk where the Face only describes what must halt', async () => {
    expect(await codeOf(line.ask('concern.describe', { categoryId: 'child-sexual-abuse', words: 'words' }))).toBe('concern.halts')
    expect(line.notices.at(-1)).toMatchObject({ name: 'halt.demanded', body: { categoryId: 'child-sexual-abuse' } })
    await line.ask('concern.describe', { categoryId: 'threats', words: 'A pupil is threatened by name.' })
  })

  it('signs, closes, and lets nothing be added after', async () => {
    await decideAll(line)
    const view = await line.ask('case.close', { both: await line.both() })
    expect(view.state.closed).not.toBeNull()
    expect(await codeOf(visitPage(line))).toBe('case.closed')
    const { fileName } = await line.ask('document.save', { documentId: view.state.documents[0]?.documentId ?? '' })
    const told = execFileSync('pdfsig', ['-nocert', join(line.home, 'exports', 'documents', fileName)], { encoding: 'utf8' })
    expect(told.match(/Signature is Valid/g)).toHaveLength(2)
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })

  it('opens to the DSL alone, for reading and for the review only', async () => {
    const [listed] = await line.ask('case.list', {})
    if (!listed) throw new Error('the case is in the register')
    await line.ask('session.sign-out', {})
    await line.signIn('dsl', 'alone')
    const view = await line.ask('case.open', { caseId: listed.caseId })
    expect(view.state.exhibits).toHaveLength(1)
    expect(await codeOf(line.ask('judgement.make', { substance: false, reasons: 'x', conclusion: 'x', both: await line.both() }))).toBe(
      'room.needs-two',
    )
    expect(await codeOf(line.ask('handover.export', { recipient: 'x', organisation: 'x', pin: pins.dsl }))).toBe('role.not-allowed')
    const reviewed = await line.ask('dsl.review', { outcome: 'accepted', words: 'In order.', pin: pins.dsl })
    expect(reviewed.state.dslReviews).toHaveLength(1)
  })

  it('hands over a bundle that ordinary tools open', async () => {
    await line.ask('session.sign-out', {})
    await line.signIn('head', 'alone')
    const [listed] = await line.ask('case.list', {})
    await line.ask('case.open', { caseId: listed?.caseId ?? '' })
    const made = await line.ask('handover.export', { recipient: 'PC 4417', organisation: 'County police', pin: pins.head })
    const path = join(line.home, 'exports', 'handover', made.fileName)
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(made.sha256)
    expect(execFileSync('7z', ['t', `-p${made.bundlePassphrase}`, path], { encoding: 'utf8' })).toContain('Everything is Ok')
    expect(made.view.state.disclosures).toHaveLength(1)
  })

  it('keeps no secret in any file of the data folder', () => {
    const files = readdirSync(line.home, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('exports'),
    )
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      for (const marker of [...Object.values(passphrases), 'forum.example.org', 'Sam Reported', 'AGE-SECRET-KEY'])
        expect(bytes.includes(marker), `${file.name} holds ${marker}`).toBe(false)
    }
  })
})

describe('a halt', () => {
  let line: Investigation
  beforeAll(async () => {
    line = await startInvestigation()
    await foundSchool(line)
    await signInPair(line)
    await openReview(line)
  })
  afterAll(async () => {
    await line.stop()
  })

  const haltAct = {
    cause: 'button',
    categoryId: null,
    url: exampleUrl,
    visitId: null,
    haltedAt: new Date().toISOString(),
    blankAfterMs: 3,
  } as const

  it('refuses every page and picture from then on, also what was agreed before', async () => {
    const visitId = await visitPage(line)
    await keepPicture(line, visitId)
    for (const act of await line.both()) await line.ask('capture.agree', act)
    const { captureId } = await line.askAsDesk('capture.begin', { visitId, url: exampleUrl })
    await line.askAsDesk('halt.record', haltAct)
    const png = new Uint8Array([1, 2, 3])
    expect(
      await codeOf(
        line.askAsDesk('capture.store', { captureId, png, widthPx: 1, heightPx: 1, takenAt: new Date().toISOString(), title: '' }),
      ),
    ).toBe('capture.unknown')
    expect(await codeOf(visitPage(line))).toBe('case.halted')
    expect(await codeOf(line.ask('capture.agree', (await line.both())[0]))).toBe('case.halted')
  })

  it('comes back after a restart, from the register even where the marker is gone', async () => {
    await line.restart()
    await signInPair(line)
    const room = await line.ask('room.state', {})
    expect(room.halt).toMatchObject({ reference: expect.stringMatching(/^INC-/) as string })
    const [listed] = await line.ask('case.list', {})
    expect(listed?.status).toBe('halted')
  })

  it('shows the marker to everybody before sign-in, and takes an unreadable one for a halt', async () => {
    writeFileSync(join(line.home, 'halt.json'), '{ half')
    await line.restart()
    expect((await line.ask('room.state', {})).halt).toMatchObject({ cause: 'button', guidance: { id: 'stopped' } })
  })

  it('is released by two with the reference of the police, and not otherwise', async () => {
    await signInPair(line)
    const [listed] = await line.ask('case.list', {})
    await line.ask('case.open', { caseId: listed?.caseId ?? '' })
    expect(await codeOf(line.ask('halt.release', { reason: 'They said so', both: await line.both() }))).toBe('halt.no-reference')
    await line.ask('police.contacted', {
      calledBy: 'Amina Malik',
      calledAt: new Date().toISOString(),
      force: 'County police',
      reference: 'CP-2291',
      officer: 'PC 4417',
      advice: 'Go on.',
    })
    const view = await line.ask('halt.release', { reason: 'The police said the review may go on.', both: await line.both() })
    expect(view.state.halts[0]?.releasedAt).not.toBeNull()
    expect((await line.ask('room.state', {})).halt).toBeNull()
    await visitPage(line)
  })
})

it('records a page whose title is broken text, with the sign for what could not be read', async () => {
  const broken = await startInvestigation()
  try {
    await foundSchool(broken)
    await signInPair(broken)
    await openReview(broken)
    const { visitId } = await broken.askAsDesk('visit.request', { url: `${exampleUrl}/\ud800`, cause: 'page' })
    await broken.askAsDesk('visit.record', { visitId, record: { ...exampleRecord(exampleUrl), title: 'half a \ud83d pair' } })
    const { state } = await broken.ask('case.view', {})
    expect(state.visits.at(-1)).toMatchObject({ url: `${exampleUrl}/\ufffd`, record: { title: 'half a \ufffd pair' } })
    expect(await broken.ask('log.verify', {})).toMatchObject({ ok: true })
  } finally {
    await broken.stop()
  }
})
