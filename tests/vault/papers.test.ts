// Papers and declarations through the whole Vault: made by everybody who is there, each with their own act, also while a case is halted, and
// put on record by their hash.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from 'shared/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleUrl, foundSchool, openReview, pins, signInPair, startInvestigation, visitPage, type Investigation } from './investigation'

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

describe('papers', () => {
  let line: Investigation
  beforeAll(async () => {
    line = await startInvestigation()
    await foundSchool(line)
    await signInPair(line)
    await openReview(line)
    await visitPage(line)
  })
  afterAll(async () => {
    await line.stop()
  })

  it('need an own act of everybody in the room', async () => {
    const [amina, tom] = await line.both()
    const kind = 'authorisation' as const
    expect(await codeOf(line.ask('paper.save', { kind, acts: [amina] }))).toBe('both.missing')
    expect(await codeOf(line.ask('paper.save', { kind, acts: [amina, { ...tom, pin: '000111' }] }))).toBe('pin.wrong')
    expect(await codeOf(line.ask('paper.save', { kind: 'judgement-and-actions', acts: [amina, tom] }))).toBe('document.too-early')
    const saved = await line.ask('paper.save', { kind, acts: [amina, tom] })
    const bytes = readFileSync(join(line.home, 'exports', 'documents', saved.fileName))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(saved.sha256)
    expect(saved.view.state.followUp.papers).toMatchObject([{ kind, sha256: saved.sha256, signedBy: [amina.personId, tom.personId] }])
  })

  it('can be made for the police while the case is halted', async () => {
    await line.askAsDesk('halt.record', {
      cause: 'category',
      categoryId: 'grooming',
      url: exampleUrl,
      visitId: null,
      haltedAt: new Date().toISOString(),
      blankAfterMs: 4,
    })
    const saved = await line.ask('paper.save', { kind: 'police-referral', acts: await line.both() })
    expect(saved.fileName).toBe('INC-2026-0001-police-referral.pdf')
    await line.ask('paper.save', { kind: 'custody-log', acts: await line.both() })
    expect((await line.ask('log.read', { afterSeq: 0 })).at(-1)?.title).toBe('Custody log made')
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })

  it('print the incident log, and the declaration of whoever signs it', async () => {
    const printed = await line.ask('incident.print', { text: '', kind: null, from: null, to: null, person: '' })
    expect(printed).toMatchObject({ folderName: 'incident-log' })
    const tom = await line.personId('tom')
    expect(await codeOf(line.ask('declaration.print', { personId: await line.personId('dsl'), pin: pins.dsl }))).toBe('room.absent')
    expect(await codeOf(line.ask('declaration.print', { personId: tom, pin: pins.amina }))).toBe('pin.wrong')
    const declaration = await line.ask('declaration.print', { personId: tom, pin: pins.tom })
    const told = execFileSync('pdfsig', ['-nocert', join(line.home, 'exports', 'declarations', declaration.fileName)], { encoding: 'utf8' })
    expect(told.match(/Signature is Valid/g)).toHaveLength(1)
  })
})
