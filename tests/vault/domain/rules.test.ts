// The rules of the other steps: each refusal by its code, and the task list that follows from the facts.
import { haltInForce } from 'shared/case-state'
import { CodedError } from 'shared/errors'
import type { PersonSummary } from 'shared/parts'
import { canEnter, nextSteps, procedure, statusOf, stepIds } from 'shared/procedure'
import { describe, expect, it } from 'vitest'
import { decideAuthorisation, decideComputerCheck, decideOpening, decideTriage } from '../../../src-main/vault/domain/before-opening'
import { decideActions, decideDslReview, decideJudgement } from '../../../src-main/vault/domain/decision'
import { decideHalt, decideHaltCategory, decideRelease } from '../../../src-main/vault/domain/halt'
import { decideConcern } from '../../../src-main/vault/domain/review'
import { emptyRoom, enter, requireAlone } from '../../../src-main/vault/domain/room'
import { findMissing, nextReference } from '../../../src-main/vault/domain/school'
import { amina, caseOf, defaultPolicy, head, openingFacts, reviewFacts, reviewingCase, someComputer, tom } from './cases'

const people: Record<'amina' | 'tom' | 'head' | 'technician' | 'chair', PersonSummary> = {
  amina: { personId: amina, name: 'Amina Malik', position: 'Deputy head', role: 'deputy' },
  tom: { personId: tom, name: 'Tom Jarvis', position: 'Senior leader', role: 'senior' },
  head: { personId: head, name: 'Rita Okafor', position: 'Headteacher', role: 'head' },
  technician: { personId: head, name: 'Lee Park', position: 'Technician', role: 'technician' },
  chair: { personId: head, name: 'Joan Pike', position: 'Chair of governors', role: 'chair' },
}
const pair = [people.amina, people.tom] as [PersonSummary, PersonSummary]
const now = new Date('2026-11-22T20:00:00.000Z')

function codeOf(decide: () => unknown): string {
  try {
    decide()
    return 'decided'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

describe('two people', () => {
  const waiting = enter(emptyRoom, people.amina, 'pair')
  it('one alone gets no further than waiting', () => {
    expect(waiting.kind).toBe('waiting-for-second')
  })
  it('the same person twice is not two', () => {
    expect(codeOf(() => enter(waiting, people.amina, 'pair'))).toBe('room.same-person')
  })
  it('a technician is not one of the two', () => {
    expect(codeOf(() => enter(waiting, people.technician, 'pair'))).toBe('role.not-reviewer')
  })
  it('a third is refused', () => {
    expect(codeOf(() => enter(enter(waiting, people.tom, 'pair'), people.head, 'pair'))).toBe('room.full')
  })
  it('the chair of governors cannot come in alone; a technician or a senior leader alone exports nothing', () => {
    expect(codeOf(() => enter(emptyRoom, people.chair, 'alone'))).toBe('role.not-alone')
    expect(codeOf(() => requireAlone(enter(emptyRoom, people.technician, 'alone'), 'disclose'))).toBe('role.not-allowed')
    expect(codeOf(() => requireAlone(enter(emptyRoom, people.tom, 'alone'), 'disclose'))).toBe('role.not-allowed')
    expect(codeOf(() => requireAlone(enter(waiting, people.tom, 'pair'), 'disclose'))).toBe('role.not-allowed')
  })
})

describe('before anything is opened', () => {
  const [opened, report] = openingFacts
  if (opened?.type !== 'case.opened' || report?.type !== 'report.recorded') throw new Error('fixture')
  const begin = (body: typeof report.body) => codeOf(() => decideOpening(caseOf([]), opened.body, body, pair, now))

  it('a report from the future is refused', () => {
    expect(begin({ ...report.body, reportedAt: '2026-11-23T20:00:00.000Z' })).toBe('report.future')
  })
  it('somebody whom the report concerns is not one of the two, however the name is written', () => {
    expect(begin({ ...report.body, subject: { kind: 'staff', name: '  tom   JARVIS ' } })).toBe('conflict.subject')
  })
  it('a suspicion halts in the same moment', () => {
    const facts = decideTriage(caseOf(openingFacts), { suspectedIllegal: true, words: '' }, now)
    expect(facts.map((fact) => fact.type)).toEqual(['triage.answered', 'halt.recorded'])
    const halted = caseOf([...openingFacts, ...facts])
    expect(haltInForce(halted)?.guidanceId).toBe('suspected')
    expect(stepIds.filter((id) => canEnter(halted, id))).toEqual([])
  })
  const authorised = caseOf(reviewFacts.slice(0, 3))
  const words = { reason: 'Why', scope: 'How far', exception: null, alsoMayOpen: [] }
  const conflicts = pair.map(({ personId }) => ({ personId, statement: 'None' }))
  it('a senior leader does not authorise; the head does', () => {
    expect(codeOf(() => decideAuthorisation(authorised, { ...words, conflicts }, people.tom, pair))).toBe('role.not-allowed')
    expect(codeOf(() => decideAuthorisation(authorised, { ...words, conflicts }, people.head, pair))).toBe('decided')
  })
  it('both must say whether they are close to anybody concerned', () => {
    expect(codeOf(() => decideAuthorisation(authorised, { ...words, conflicts: conflicts.slice(1) }, people.head, pair))).toBe(
      'conflict.missing',
    )
  })
  it('a technician holds no share of the key', () => {
    const said = { ...words, conflicts, alsoMayOpen: [people.technician] }
    expect(codeOf(() => decideAuthorisation(authorised, said, people.head, pair))).toBe('holders.role')
  })
  it('another computer needs a reason, and the log says what differs', () => {
    const state = caseOf(reviewFacts.slice(0, 4))
    const seen = { ...someComputer, serial: 'S2' }
    expect(codeOf(() => decideComputerCheck(state, seen, ''))).toBe('computer.reason')
    const [fact] = decideComputerCheck(state, seen, 'The old one broke')
    expect(fact).toMatchObject({ body: { same: false, differences: ['The serial number was "S1" and is "S2"'] } })
  })
})

describe('halt', () => {
  const page = 'https://example.org/page'
  const visitId = '9'.repeat(32) as never
  const looking = caseOf([
    ...reviewFacts,
    { type: 'visit.requested', body: { visitId, url: page, cause: 'typed' } },
    ...[1, 2].map((number) => ({
      type: 'exhibit.kept' as const,
      body: {
        captureId: '8'.repeat(32),
        number,
        visitId,
        url: number === 1 ? `${page}#top` : 'https://example.org/elsewhere',
        title: '',
        kind: 'full-page' as const,
        mimeType: 'image/png' as const,
        blob: '7'.repeat(64) as never,
        sizeBytes: 1,
        widthPx: 1,
        heightPx: 1,
        takenAt: now.toISOString(),
      },
    })),
  ])
  const act = { cause: 'category' as const, url: page, visitId, haltedAt: now.toISOString(), blankAfterMs: 2 }

  it('stop seals every picture of that page and no other', () => {
    const [fact] = decideHalt(looking, defaultPolicy(), { ...act, categoryId: 'child-sexual-abuse' })
    expect(fact).toMatchObject({ body: { sealedExhibits: [1], guidanceId: 'child-sexual-abuse' } })
  })
  it('refer keeps them as evidence', () => {
    const [fact] = decideHalt(looking, defaultPolicy(), { ...act, categoryId: 'grooming' })
    expect(fact).toMatchObject({ body: { sealedExhibits: [] } })
  })
  it('a category that nobody knows halts all the same', () => {
    const [fact] = decideHalt(looking, defaultPolicy(), { ...act, categoryId: 'no-such-thing' })
    expect(fact).toMatchObject({ type: 'halt.recorded', body: { categoryId: null, guidanceId: 'stopped' } })
  })
  it('a second press adds nothing', () => {
    const halted = caseOf([...reviewFacts, ...decideHalt(looking, defaultPolicy(), { ...act, categoryId: null })])
    expect(decideHalt(halted, defaultPolicy(), { ...act, categoryId: null })).toEqual([])
  })
  it('saying afterwards what it was seals then', () => {
    const [recorded] = decideHalt(looking, defaultPolicy(), { ...act, cause: 'button', categoryId: null })
    if (recorded?.type !== 'halt.recorded') throw new Error('fixture')
    const halted = { ...looking, halts: [{ ...recorded.body, at: act.haltedAt, by: [], stepsDone: [], police: null, releasedAt: null }] }
    expect(decideHaltCategory(halted, defaultPolicy(), 'extreme-pornography')).toMatchObject([{ body: { sealedExhibits: [1] } }])
    expect(codeOf(() => decideRelease(halted, 'They said so'))).toBe('halt.no-reference')
  })
  it('a category that halts is not described as a concern', () => {
    const body = { concernId: '6'.repeat(32), visitId, url: page, categoryId: 'grooming', words: 'x' }
    expect(codeOf(() => decideConcern(looking, defaultPolicy(), body))).toBe('concern.halts')
  })
})

describe('deciding', () => {
  const finished = caseOf([...reviewFacts, { type: 'review.finished', body: {} }])
  const judged = caseOf([
    ...reviewFacts,
    { type: 'review.finished', body: {} },
    { type: 'judgement.made', body: { substance: true, reasons: 'r', conclusion: 'c' } },
  ])
  const chosen = (...ids: string[]) => ids.map((actionId) => ({ actionId, owner: 'Amina Malik', due: null, note: '' }))
  it('nothing is judged before the review is finished', () => {
    expect(codeOf(() => decideJudgement(reviewingCase(), { substance: true, reasons: 'r', conclusion: 'c' }))).toBe('step.too-early')
    expect(codeOf(() => decideJudgement(finished, { substance: true, reasons: 'r', conclusion: 'c' }))).toBe('decided')
  })
  it("the table's own actions need no reason; others do", () => {
    const said = { table: 'pupils' as const, incidentId: 'non-educational-sites', departureReason: '' }
    expect(codeOf(() => decideActions(judged, defaultPolicy(), { ...said, chosen: chosen('warning') }))).toBe('decided')
    expect(codeOf(() => decideActions(judged, defaultPolicy(), { ...said, chosen: chosen('parents') }))).toBe('actions.departure')
    expect(codeOf(() => decideActions(judged, defaultPolicy(), { ...said, chosen: chosen('warning', 'warning') }))).toBe('actions.twice')
  })
  it('an open case is not reviewed by the DSL', () => {
    expect(codeOf(() => decideDslReview(judged, { outcome: 'accepted', words: '' }))).toBe('case.open')
  })
})

describe('the procedure', () => {
  it('offers exactly one next step at each point of the way', () => {
    expect(nextSteps(caseOf(openingFacts))).toEqual(['triage'])
    expect(nextSteps(caseOf(reviewFacts.slice(0, 3)))).toEqual(['authorise'])
    expect(nextSteps(caseOf(reviewFacts.slice(0, 4)))).toEqual(['computer'])
    expect(nextSteps(reviewingCase())).toEqual(['review'])
    expect(statusOf(reviewingCase(), 'judge')).toBe('cannot-start')
  })
  it('requires only steps that stand before it', () => {
    procedure.forEach((step, place) => {
      for (const required of step.requires) expect(procedure.findIndex((other) => other.id === required)).toBeLessThan(place)
    })
  })
})

describe('the school', () => {
  it('says who is missing', () => {
    expect(findMissing([{ role: 'head' }, { role: 'dsl' }, { role: 'senior' }])).toEqual(['senior'])
    expect(findMissing([{ role: 'head' }, { role: 'dsl' }, { role: 'senior' }, { role: 'deputy' }])).toEqual([])
  })
  it('numbers cases within the year, and never twice', () => {
    expect(nextReference([{ reference: 'INC-2025-0031' }, { reference: 'INC-2026-0009' }], now)).toBe('INC-2026-0010')
    // New Year's Eve in London is still the old year while UTC agrees; one minute later both have turned.
    expect(nextReference([], new Date('2026-12-31T23:59:00.000Z'))).toBe('INC-2026-0001')
    expect(nextReference([], new Date('2027-01-01T00:00:00.000Z'))).toBe('INC-2027-0001')
  })
})
