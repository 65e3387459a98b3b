// The papers beside the record: signed, sound and without a picture to the tools that a reader would open them with; and the reporting log and
// the declaration in the policy's own words.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { paperKinds, type PaperKind } from 'shared/paper-events'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeCasePaper, type PaperSource } from '../../../src-main/vault/documents/case-papers'
import { makeDeclaration } from '../../../src-main/vault/documents/declaration'
import { makeIncidentExtract } from '../../../src-main/vault/documents/incident-log-extract'
import { verifySignatures } from '../../../src-main/vault/documents/verify-signatures'
import type { Incident } from '../../../src-main/vault/domain/incidents'
import { ask } from '../keys/judges'
import { codeOf } from '../keys/school'
import { furnishRoom, madeAt, policy, resourcesFolder, SampleLog, type Room } from './sample-case'

let room: Room
let log: SampleLog
const stopped = 'https://forum.example.org/thread/stopped'

beforeAll(async () => {
  room = await furnishRoom()
  log = new SampleLog(room).open()
  const url = 'https://forum.example.org/thread/88213'
  const visitId = log.visit(1, url, { title: 'Threads about 9B' })
  log.concern(visitId, url, 'Several posts threaten a pupil by name.')
  const second = log.visit(2, stopped, { title: 'A title that nobody may print' })
  log.add('halt.recorded', {
    cause: 'category',
    categoryId: 'child-sexual-abuse',
    guidanceId: 'child-sexual-abuse',
    url: stopped,
    visitId: second,
    haltedAt: log.now,
    blankAfterMs: 27,
    sealedExhibits: [],
  })
  log.add('police.step-done', { stepId: 'isolate', note: 'Network cable out, computer left on.' })
  log.add('police.contacted', {
    calledBy: 'Amina Malik',
    calledAt: log.now,
    force: 'Northshire Police',
    reference: 'NP-2026-118842',
    officer: 'PC 4417 Ahmed',
    advice: 'Leave the computer on. An officer collects it today.',
  })
  log.add('halt.released', { reference: 'NP-2026-118842', reason: 'The police have the computer.' })
  log.decide()
  log.add('action.done', { actionId: 'police', doneBy: 'Amina Malik', doneOn: '2026-11-24', note: 'At once.' })
  log.add('contact.recorded', {
    contactId: 'iwf',
    title: 'Internet Watch Foundation',
    calledBy: 'Tom Jarvis',
    calledAt: log.now,
    spokeTo: '',
    reference: 'IWF-77',
    words: 'The address only.',
  })
})

const sourceOf = (kind: PaperKind, from = log): PaperSource => {
  const { state, signers } = from.source()
  return { kind, state, entries: () => from.entries, policy, signers, resourcesFolder, now: madeAt }
}

/** Kept for looking at, where a folder is named. */
function keepToLookAt(name: string, pdf: Uint8Array): void {
  const folder = process.env.INCIDENT_ROOM_PICTURES
  if (folder !== undefined) writeFileSync(join(folder, `${name}.pdf`), pdf)
}

const readText = (pdf: Uint8Array): string => ask('pdftotext', ['-layout', 'paper.pdf', '-'], { 'paper.pdf': pdf }).output
const flatten = (words: string): string => words.replace(/\s+/g, ' ')

function expectSound(pdf: Uint8Array): void {
  const files = { 'paper.pdf': pdf }
  const check = ask('qpdf', ['--check', 'paper.pdf'], files)
  expect(check.output).not.toMatch(/warning/i)
  expect(check.ok).toBe(true)
  const fonts = ask('pdffonts', ['paper.pdf'], files).output.trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(0)
  for (const row of fonts) expect(row).toMatch(/yes yes yes/)
  expect(ask('pdfinfo', ['paper.pdf'], files).output).toMatch(/Tagged:\s+yes/)
  expect(ask('pdfimages', ['-list', 'paper.pdf'], files).output.trim().split('\n')).toHaveLength(2)
}

describe.each(paperKinds)('the paper "%s"', (kind) => {
  it('is signed by both, sound, tagged, and holds no picture', async () => {
    const { pdf, pages } = await makeCasePaper(sourceOf(kind))
    keepToLookAt(kind, pdf)
    expectSound(pdf)
    const result = verifySignatures(pdf, { authorityPem: room.school.authority.certificatePem })
    expect(result).toMatchObject({ ok: true, emptyFields: [] })
    expect(result.signatures.map(({ subjectName }) => subjectName)).toEqual(['Amina Malik', 'Tom Jarvis'])
    const text = readText(pdf)
    expect(text).toContain('Case INC-2026-0014')
    expect(text).toContain(`Page ${String(pages)} of ${String(pages)}`)
    expect(text).not.toContain('A title that nobody may print')
  })

  it('can be signed by one who is there alone', async () => {
    const source = sourceOf(kind)
    const { pdf } = await makeCasePaper({ ...source, signers: source.signers.slice(0, 1) })
    expect(verifySignatures(pdf, { authorityPem: room.school.authority.certificatePem }).signatures).toHaveLength(1)
  })
})

describe('what stands in them', () => {
  const textOf = async (kind: PaperKind): Promise<string> => flatten(readText((await makeCasePaper(sourceOf(kind))).pdf))

  it('the authorisation: who, why, how far, the exception, and who is close to nobody', async () => {
    const text = await textOf('authorisation')
    for (const words of [
      'Rita Okafor, Headteacher',
      'A pupil may be at risk',
      'No accounts are to be signed in to',
      'The school filter blocks the forum',
      'I know nobody concerned outside school',
      'Tom Jarvis',
    ])
      expect(text).toContain(words)
  })

  it('the custody log: every entry with the beginning of its hash', async () => {
    const { pdf } = await makeCasePaper(sourceOf('custody-log'))
    const text = readText(pdf)
    for (const { hash } of log.entries) expect(text).toContain(hash.slice(0, 16))
  })

  it('the judgement: reasons, conclusion, actions, what was done and who was told', async () => {
    const text = await textOf('judgement-and-actions')
    for (const words of [
      'was written from the school network',
      'wrote threats against another pupil',
      'Reason for a departure',
      'At once.',
      'Told: Internet Watch Foundation',
      'Reference IWF-77',
    ])
      expect(text).toContain(words)
  })

  it('the referral: address, time, category, computer, people, and what the police said', async () => {
    const text = await textOf('police-referral')
    for (const words of [
      stopped,
      'Child sexual abuse images',
      'PF-3X7K2M',
      'LARK-REVIEW-03',
      'NP-2026-118842',
      'PC 4417 Ahmed',
      'Reported by',
      'Class teacher, 9B',
      'holds no image',
    ])
      expect(text).toContain(words)
  })

  it('nothing that has not happened yet', async () => {
    const early = new SampleLog(room).open()
    expect(await codeOf(() => makeCasePaper(sourceOf('judgement-and-actions', early)))).toBe('document.too-early')
    expect(await codeOf(() => makeCasePaper(sourceOf('police-referral', early)))).toBe('document.too-early')
    expect(await codeOf(() => makeCasePaper(sourceOf('authorisation', new SampleLog(room))))).toBe('document.too-early')
  })
})

const logHead = { seq: 12, hash: 'ab'.repeat(32) }

describe('the reporting log', () => {
  const entry: Incident = {
    incidentId: 'a'.repeat(32),
    number: 7,
    kind: 'cyberbullying',
    kindTitle: 'Cyberbullying',
    happenedAt: '2026-06-30T22:30:00.000Z',
    reportedBy: 'Zoë Łukasik',
    subject: { kind: 'pupil', name: 'سام' },
    what: `A group chat. ${'Many words follow here. '.repeat(120)}`,
    deviceOrAccount: 'Own telephone',
    actionTaken: 'Parents told',
    actionBy: 'Head of year',
    slips: 1,
    caseId: null,
    loggedAt: '2026-07-01T08:00:00.000Z',
    loggedBy: ['c'],
    amendments: [
      { words: 'The chat was deleted.', actionTaken: 'Assembly', actionBy: 'Tutor', slips: 0, at: '2026-07-02T08:00:00.000Z', by: ['c'] },
    ],
    cases: [],
  }
  const names = { person: () => 'Cora Webb', case: () => 'INC-2026-0014' }
  const source = { names, selection: 'The whole log.', policy, school: 'Larkfield School', logHead, resourcesFolder, now: madeAt }

  it("has the policy's columns, and everything that was written and added", async () => {
    const incidents = [
      entry,
      { ...entry, number: 8, what: 'Short.', reportedBy: '', cases: ['c'.repeat(32)] as unknown as Incident['cases'] },
    ]
    const { pdf } = await makeIncidentExtract({ ...source, incidents })
    keepToLookAt('incident-log', pdf)
    expectSound(pdf)
    const text = flatten(readText(pdf))
    for (const words of [
      'Reporting log',
      '30 June',
      '23:30 BST',
      'Zoë',
      'Łukasik',
      'The whole log.',
      'INC-2026-0014',
      'See the',
      'Signature',
    ])
      expect(text).toContain(words)
  })

  it('says so where there is nothing', async () => {
    expect(readText((await makeIncidentExtract({ ...source, incidents: [] })).pdf)).toContain('No entry fits.')
  })
})

describe('the declaration', () => {
  it('holds every statement word for word, signed by the one who makes it', async () => {
    const [signer] = log.source().signers
    const { pdf } = await makeDeclaration({
      policy,
      school: 'Larkfield School',
      location: 'Office',
      signer,
      logHead,
      resourcesFolder,
      now: madeAt,
    })
    keepToLookAt('declaration', pdf)
    expectSound(pdf)
    const text = flatten(readText(pdf))
    for (const statement of policy.declaration.statements) expect(text).toContain(flatten(statement).slice(0, 60))
    expect(text).toContain(policy.declaration.agreement)
    const result = verifySignatures(pdf, { authorityPem: room.school.authority.certificatePem })
    expect(result.signatures.map(({ subjectName, fault }) => [subjectName, fault])).toEqual([['Amina Malik', null]])
  })
})
