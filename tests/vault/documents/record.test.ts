// The finished record, before the tools that an officer would open it with.
import { beforeAll, describe, expect, it } from 'vitest'
import { makeRecord, type MadeRecord } from '../../../src-main/vault/documents/make-record'
import { verifySignatures } from '../../../src-main/vault/documents/verify-signatures'
import { ask } from '../keys/judges'
import { codeOf } from '../keys/school'
import { drawPage, furnishRoom, ordinaryCase, SampleLog, type Room } from './sample-case'

let room: Room
let log: SampleLog
let made: MadeRecord
let text: string

beforeAll(async () => {
  room = await furnishRoom()
  log = await ordinaryCase(room)
  made = await makeRecord(log.source())
  text = readText(made.pdf)
})

function readText(pdf: Uint8Array): string {
  return ask('pdftotext', ['-layout', 'record.pdf', '-'], { 'record.pdf': pdf }).output
}

function flatten(words: string): string {
  return words.replace(/\s+/g, ' ')
}

describe('a record of review', () => {
  it('is signed by both, the second over the whole of it, as pdfsig sees it', () => {
    const { output } = ask('pdfsig', ['record.pdf'], { 'record.pdf': made.pdf })
    expect(output.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(2)
    expect(output.match(/Signature Type: ETSI\.CAdES\.detached/g)).toHaveLength(2)
    const [, first = '', second = ''] = output.split(/Signature #/)
    expect(first).toContain('Signer Certificate Common Name: Amina Malik')
    expect(first).toContain('Not total document signed')
    expect(second).toContain('Signer Certificate Common Name: Tom Jarvis')
    expect(second).toMatch(/\n\s+- Total document signed/)
  })

  it('is sound to qpdf, without a warning', () => {
    const { ok, output } = ask('qpdf', ['--check', 'record.pdf'], { 'record.pdf': made.pdf })
    expect(output).not.toMatch(/warning/i)
    expect(ok).toBe(true)
  })

  it('verifies in our own reader against the school’s authority', () => {
    const result = verifySignatures(made.pdf, { authorityPem: room.school.authority.certificatePem })
    expect(result.signatures.map(({ subjectName, fault }) => [subjectName, fault])).toEqual([
      ['Amina Malik', null],
      ['Tom Jarvis', null],
    ])
    expect(result).toMatchObject({ ok: true, appendedBytes: 0, emptyFields: [] })
  })

  it('embeds every font', () => {
    const rows = ask('pdffonts', ['record.pdf'], { 'record.pdf': made.pdf }).output.trim().split('\n').slice(2)
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) expect(row).toMatch(/Identity-H\s+yes yes yes/)
  })

  it('is tagged, in British English, and tells nothing but its title, date and maker', () => {
    const { output } = ask('pdfinfo', ['record.pdf'], { 'record.pdf': made.pdf })
    expect(output).toMatch(/Tagged:\s+yes/)
    expect(output).toMatch(/Title:\s+Record of reviewing devices \/ internet sites \(responding to incidents of misuse\): INC-2026-0014/)
    expect(output).toMatch(/Producer:\s+Incident Room/)
    expect(output).not.toMatch(/Author|Keywords|Subject:/)
    expect(output).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/)
    expect(Buffer.from(made.pdf).toString('latin1')).toContain('/Lang (en-GB)')
  })

  it('gives a screen reader headings, tables with their heads, pictures in words, and both places to sign', () => {
    const tree = ask('pdfinfo', ['-struct-text', 'record.pdf'], { 'record.pdf': made.pdf }).output
    expect(tree).toMatch(/H1 \(block\)\s+"Record of reviewing devices/)
    expect(tree).toMatch(/TH:?\s+\/Scope \/Column\s+P \(block\)\s+"Reason for concern/)
    expect(tree.match(/\n\s+Form/g)).toHaveLength(2)
    const figures = tree.match(/\n\s+Figure/g) ?? []
    expect(figures).toHaveLength(7)
    expect(Buffer.from(made.pdf).toString('latin1')).toContain('/Alt (Electronic signature of Amina Malik)')
  })

  it('holds every field of the form', () => {
    const first = flatten(text)
    for (const field of [
      'Record of reviewing devices / internet sites',
      'Pupils: Sam Reported, 9B',
      '24 November 2026',
      'A pupil may be at risk from threats made on a public forum',
      'Details of first reviewing person',
      'Name Amina Malik',
      'Position Deputy head',
      'Details of second reviewing person',
      'Name Tom Jarvis',
      'Position Assistant head, Key Stage 3',
      'Signed electronically by',
      'Signature by hand',
      'LARK-REVIEW-03, LENOVO ThinkPad L14 Gen 3',
      "Location: Head's office, locked cupboard, laptop 3",
      'https://forum.example.org/thread/88213',
      'Several posts threaten a pupil by name',
      'The concern has substance.',
      'A pupil in 9B wrote threats against another pupil.',
    ]) {
      expect(first).toContain(field)
    }
  })

  it('numbers every page, with the case and the log’s last hash', () => {
    const pages = text.split('\f').slice(0, -1)
    expect(pages).toHaveLength(made.pages)
    const { hash } = log.source().state.head
    pages.forEach((page, at) => {
      expect(page).toContain(`Page ${String(at + 1)} of ${String(made.pages)}`)
      expect(page).toContain('Case INC-2026-0014')
      expect(page).toContain(hash)
    })
  })

  it('schedules each exhibit with its hash, size, both agreements and every slice', () => {
    const schedule = flatten(text)
    for (const exhibit of log.source().state.exhibits) expect(schedule).toContain(exhibit.blob)
    expect(schedule).toContain('1,280 × 9,000 pixels')
    expect(schedule).toContain('Exhibit 1, slice 6 of 6')
    expect(schedule).toContain('Exhibit 2, whole page')
    expect(schedule).toMatch(/Agreed by both Amina Malik, Deputy head: 24 November 2026, 13:\d\d:\d\d UTC \(13:\d\d:\d\d GMT\)/)
    expect(schedule).toContain('The evidence is the original PNG')
  })

  it('lists every address with server and certificate, and what could not be opened', () => {
    expect(text).toContain('93.184.215.14 port 443')
    expect(flatten(text)).toContain('Redirected with 301')
    expect(text).toContain('net::ERR_NAME_NOT_RESOLVED')
  })

  it('tells who was present', () => {
    expect(flatten(text)).toMatch(/Who was present .* Amina Malik, Deputy head 24 November 2026, 13:58:\d\d UTC Still present/)
  })
})

describe('making a record', () => {
  it('never reads a sealed exhibit, and counts it as withheld', async () => {
    const sealed = new SampleLog(room).open()
    const url = 'https://x.example/'
    const visitId = sealed.visit(1, url, { title: 'What the page called itself' })
    const png = await drawPage(640, 480)
    sealed.exhibit(1, visitId, url, png, { widthPx: 640, heightPx: 480 })
    sealed.add('halt.recorded', {
      cause: 'category',
      categoryId: 'child-sexual-abuse',
      guidanceId: 'child-sexual-abuse',
      url,
      visitId,
      haltedAt: sealed.now,
      blankAfterMs: 31,
      sealedExhibits: [1],
    })
    sealed.add('halt.released', { reference: '46/123/26', reason: 'The police took a copy.' })
    const read: string[] = []
    const { pdf } = await makeRecord({
      ...sealed.decide().source(),
      readExhibit: (blob) => {
        read.push(blob)
        return png
      },
    })
    expect(read).toEqual([])
    const words = flatten(readText(pdf))
    expect(words).toContain('1 screenshot is withheld')
    expect(words).toContain(url)
    expect(words).not.toContain('What the page called itself')
    expect(Buffer.from(pdf).toString('latin1')).not.toContain('/DCTDecode')
  })

  it('says in words where there is nothing', async () => {
    const empty = new SampleLog(room).open({ device: '' })
    const words = flatten(readText((await makeRecord(empty.source())).pdf))
    for (const sentence of [
      'No site or device gave reason for concern.',
      'No judgement was recorded.',
      'No actions were decided.',
      'No screenshot was kept in this case.',
      'No address was opened in this case.',
    ])
      expect(words).toContain(sentence)
  })

  it('refuses a picture that is not the one in the log', async () => {
    const other = await drawPage(1280, 720)
    expect(await codeOf(() => makeRecord({ ...log.source(), readExhibit: () => other }))).toBe('exhibit.altered')
  })

  it('refuses bytes that are no picture', async () => {
    const broken = new SampleLog(room).open()
    const visitId = broken.visit(1, 'https://x.example/')
    broken.exhibit(1, visitId, 'https://x.example/', new TextEncoder().encode('not a PNG'), { widthPx: 10, heightPx: 10 })
    expect(await codeOf(() => makeRecord(broken.source()))).toBe('exhibit.unreadable')
  })

  it('refuses a log that says nothing yet', async () => {
    const { state, ...rest } = log.source()
    expect(await codeOf(() => makeRecord({ ...rest, state: { ...state, opened: null } }))).toBe('document.too-early')
  })

  it('refuses fonts that cannot be read, naming no folder', async () => {
    await expect(makeRecord({ ...log.source(), resourcesFolder: '/nowhere' })).rejects.toMatchObject({
      code: 'resources.missing',
      message: expect.not.stringContaining('/nowhere') as string,
    })
  })

  it('tells how far it is, forwards only, and ends at 1', async () => {
    const told: number[] = []
    await makeRecord({ ...log.source(), onProgress: (fraction) => told.push(fraction) })
    expect(told.length).toBeGreaterThan(2)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  it('stops between two slices when it is cancelled', async () => {
    const abort = new AbortController()
    let read = 0
    const making = makeRecord({
      ...log.source(),
      signal: abort.signal,
      readExhibit: (blob) => {
        read += 1
        abort.abort(new Error('cancelled by the two'))
        return log.source().readExhibit(blob)
      },
    })
    await expect(making).rejects.toThrow('cancelled by the two')
    expect(read).toBe(1)
  })
})
