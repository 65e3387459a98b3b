// The known list through the real Vault: who may import it, what a bad file is told, how it is kept, and that a known address halts before
// anything is opened.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from 'shared/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleUrl, foundSchool, openReview, signInPair, startInvestigation, visitPage, type Investigation } from './investigation'

const hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const technician = {
  name: 'Priya Nair',
  position: 'Network technician',
  role: 'technician',
  passphrase: 'patch panel behind the piano',
} as const

let school: Investigation
beforeAll(async () => {
  school = await startInvestigation()
  await foundSchool(school)
  await school.ask('person.enrol', technician)
  await school.ask('session.sign-out', {})
})
afterAll(() => school.stop())

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof CodedError ? error.code : 'internal'),
  )
}

/** As the Desk sends a file: in pieces that end anywhere. */
async function importText(text: string, pieceBytes = 1_000) {
  await school.askAsDesk('known-list.begin', {})
  const bytes = new Uint8Array(Buffer.from(text, 'utf8'))
  for (let at = 0; at < bytes.length; at += pieceBytes)
    await school.askAsDesk('known-list.append', { bytes: bytes.slice(at, at + pieceBytes) })
  return school.askAsDesk('known-list.finish', {})
}

async function signInTechnician(): Promise<void> {
  const { people } = await school.ask('room.state', {})
  const personId = people.find(({ role }) => role === 'technician')?.personId
  if (!personId) throw new Error('no technician is enrolled')
  const pin = '314159'
  const { declarationDue } = await school.ask('session.sign-in', { personId, passphrase: technician.passphrase, pin, purpose: 'alone' })
  if (!declarationDue.includes(personId)) return
  const { textHash } = await school.ask('declaration.read', {})
  await school.ask('declaration.accept', { personId, pin, textHash })
}

describe('importing', () => {
  it('is for a technician or the head, alone', async () => {
    expect(await codeOf(school.askAsDesk('known-list.begin', {}))).toBe('role.not-allowed')
    await school.signIn('dsl', 'alone')
    expect(await codeOf(school.askAsDesk('known-list.begin', {}))).toBe('role.not-allowed')
    await school.ask('session.sign-out', {})
    await school.signIn('head', 'alone')
    expect(await codeOf(school.askAsDesk('known-list.begin', {}))).toBe('done')
    await school.ask('session.sign-out', {})
    await signInTechnician()
    expect(await codeOf(school.askAsDesk('known-list.begin', {}))).toBe('done')
  })

  it('tells a technician of no case', async () => {
    expect(await school.ask('case.list', {})).toEqual([])
    expect(await school.ask('disposal.list', {})).toEqual({ kept: [], disposed: [] })
  })

  it.each([
    ['an empty file', '', 'known-list.empty', /no digest/],
    ['remarks alone', '# nothing\n\n', 'known-list.empty', /no digest/],
    ['a line without a prefix', `# ok\n${hex('a')}\n`, 'known-list.lines', /line 2/],
    ['a digest cut short', `host:${hex('a').slice(1)}`, 'known-list.lines', /line 1/],
    ['a thousand bad lines', 'http://example.com\n'.repeat(1_000), 'known-list.lines', /1,000 lines .*line 1, 2, 3, 4, 5 and others/],
    ['one endless line', 'x'.repeat(500_000), 'known-list.lines', /line 1/],
    ['a category that does not halt', `category: pornography\nhost:${hex('a')}`, 'known-list.category', /halts/],
    ['a category of nobody', `category: nonsense\nhost:${hex('a')}`, 'known-list.category', /halts/],
  ])('refuses %s as a whole, and says where', async (_what, text, code, sentence) => {
    const refused = await importText(text, 100_000).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code, message: expect.stringMatching(sentence) as string })
    expect(await school.ask('known-list.state', {})).toEqual({ list: null })
  })

  it('keeps what it is given, each digest once, and says what it is', async () => {
    const text = `\ufefftitle: Test list\r\nHOST: ${hex('example.com').toUpperCase()}\r\nhost:${hex('example.com')}\r\n  url:${hex('forum.example.org/thread/88213')}  \r\n`
    const { list } = await importText(text, 7)
    expect(list).toMatchObject({ title: 'Test list', categoryId: 'child-sexual-abuse', hosts: 1, urls: 1, importedBy: technician.name })
    expect(await school.ask('known-list.state', {})).toEqual({ list })
  })

  it('lies in no file of the data folder in the clear', () => {
    const digest = Buffer.from(hex('example.com'), 'hex')
    const files = readdirSync(school.home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(1)
    for (const entry of files) {
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      expect(bytes.includes(digest), entry.name).toBe(false)
      expect(bytes.includes(hex('example.com')), entry.name).toBe(false)
    }
  })

  it('hands the list in force to the Desk in pieces, and only while somebody is signed in', async () => {
    const { list, bytes } = await school.askAsDesk('known-list.read', { offset: 0, length: 1_000 })
    expect(list?.hosts).toBe(1)
    expect(Buffer.from(bytes.slice(0, 32)).toString('hex')).toBe(hex('example.com'))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(list?.sha256)
    await school.ask('session.sign-out', {})
    expect(await codeOf(school.askAsDesk('known-list.read', { offset: 0, length: 1_000 }))).toBe('room.empty')
  })
})

describe('a known address', () => {
  it('is not opened: the case is halted with the guidance of the list, recorded, and the Desk is told', async () => {
    await signInPair(school)
    await openReview(school)
    await visitPage(school, 'https://elsewhere.example.net/')
    school.notices.length = 0
    expect(await codeOf(school.askAsDesk('visit.request', { url: exampleUrl, cause: 'typed' }))).toBe('known-list.match')
    expect(school.notices).toContainEqual({ name: 'halt.demanded', body: { cause: 'known-list', categoryId: 'child-sexual-abuse' } })
    const { state } = await school.ask('case.view', {})
    expect(state.visits.map(({ url }) => url)).toEqual(['https://elsewhere.example.net/'])
    expect(state.halts).toMatchObject([
      { cause: 'known-list', categoryId: 'child-sexual-abuse', guidanceId: 'child-sexual-abuse', url: exampleUrl, matchedUrl: exampleUrl },
    ])
    expect(await codeOf(school.askAsDesk('visit.request', { url: 'https://elsewhere.example.net/', cause: 'typed' }))).toBe('case.halted')
    await school.restart()
    await signInPair(school)
    expect((await school.ask('room.state', {})).halt?.cause).toBeDefined()
  })
})
