// The governors' figures: what is counted where, what a summary can hold, and which periods can be reported.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodedError } from 'shared/errors'
import type { CaseFact, SchoolEventBody, SchoolFact } from 'shared/events'
import type { IncidentSaid } from 'shared/incident-events'
import type { CaseId } from 'shared/parts'
import { summaryEventBodies } from 'shared/summary-events'
import { summariseCase } from '../../../src-main/vault/domain/case-summary'
import { findEarlierReport } from '../../../src-main/vault/domain/governors-period'
import { countForGovernors } from '../../../src-main/vault/domain/governors-statistics'
import { decideLogging } from '../../../src-main/vault/domain/incidents'
import { emptySchool, evolveSchool, type SchoolState } from '../../../src-main/vault/domain/school'
import { leastShown } from '../../../src-main/vault/domain/suppression'
import { amina, caseOf, defaultPolicy, openingFacts, reviewFacts } from './cases'

const policy = defaultPolicy()
const now = new Date('2027-01-15T12:00:00.000Z')
type Summary = SchoolEventBody<'case.summarised'>

function fold(facts: readonly SchoolFact[]): SchoolState {
  return facts.reduce<SchoolState>(
    (state, fact, place) =>
      evolveSchool(state, { ...fact, seq: place + 1, at: now.toISOString(), monotonicMs: place, actors: [amina], hash: '' }),
    emptySchool,
  )
}

function schoolOf(incidents: readonly Partial<IncidentSaid>[], summaries: readonly Partial<Summary>[] = []): SchoolState {
  const logged = incidents.map((change, place): SchoolFact => {
    const said: IncidentSaid = {
      kind: 'virus',
      happenedAt: '2026-11-20T10:42:00.000Z',
      reportedBy: 'Rosalind Secret',
      subject: { kind: 'pupil', name: 'Sam Reported' },
      what: 'Words that nobody may read',
      deviceOrAccount: 'Room 12',
      actionTaken: '',
      actionBy: '',
      slips: 0,
      ...change,
    }
    return decideLogging([], policy, String(place).padStart(32, '0'), said, now)
  })
  const summarised = summaries.map((change, place): SchoolFact => ({
    type: 'case.summarised',
    body: {
      token: String(place).padStart(32, '0'),
      kind: 'suspected-misuse',
      categoryIds: [],
      subjectKind: 'pupil',
      outcome: 'school',
      reportedOn: '2026-11-01',
      closedOn: '2026-11-20',
      daysToClose: 19,
      filterFailed: null,
      ...change,
    },
  }))
  return fold([...logged, ...summarised])
}

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)
const figuresOf = (school: SchoolState, part: 'incidents' | 'cases', table: string, from = '2026-11-01', to = '2026-11-30') =>
  Object.fromEntries(
    countForGovernors(school, policy, from, to)
      [part].tables.find(({ id }) => id === table)
      ?.figures.map(({ id, count }) => [id, count]) ?? [],
  )

describe('the figures', () => {
  it('count by kind and by whom it concerned, and hold the small ones back', () => {
    const school = schoolOf([
      ...times(9, {}),
      ...times(6, { kind: 'cyberbullying', subject: { kind: 'staff' as const, name: 'X' } }),
      ...times(2, { kind: 'data-breach' }),
      ...times(3, { kind: 'filter-failure', slips: 2 }),
    ])
    const kinds = figuresOf(school, 'incidents', 'kind')
    expect(kinds).toMatchObject({ virus: 9, cyberbullying: 6, 'data-breach': null, 'filter-failure': null, 'other-breach': null })
    expect(figuresOf(school, 'incidents', 'concerns')).toEqual({ pupil: 14, staff: null, unknown: null })
    expect(countForGovernors(school, policy, '2026-11-01', '2026-11-30').incidents).toMatchObject({ total: 20, slips: 6 })
  })

  it('take the days of the period by the wall in London, both ends included', () => {
    const school = schoolOf([
      ...times(5, { happenedAt: '2026-06-30T22:59:59.999Z' }),
      ...times(7, { happenedAt: '2026-06-30T23:00:00.000Z' }),
    ])
    expect(countForGovernors(school, policy, '2026-06-30', '2026-06-30').incidents.total).toBe(5)
    expect(countForGovernors(school, policy, '2026-07-01', '2026-07-01').incidents.total).toBe(7)
  })

  it('count cases that ended by outcome, time, filter and category, of which a case may have several', () => {
    const school = schoolOf(
      [],
      [
        ...times(8, { daysToClose: 7, categoryIds: ['threats', 'discrimination'] }),
        ...times(6, { daysToClose: 8, outcome: 'police' as const, filterFailed: true, categoryIds: ['threats'] }),
        ...times(1, { daysToClose: 200, outcome: 'set-aside' as const, subjectKind: 'staff' as const }),
        ...times(9, { closedOn: '2026-12-01' }),
      ],
    )
    expect(countForGovernors(school, policy, '2026-11-01', '2026-11-30').cases.total).toBe(15)
    expect(figuresOf(school, 'cases', 'time')).toEqual({ week: 8, fortnight: 6, month: null, longer: null })
    expect(figuresOf(school, 'cases', 'outcome')).toMatchObject({ school: 8, police: 6, 'set-aside': null })
    expect(figuresOf(school, 'cases', 'category')).toMatchObject({ threats: 14, discrimination: 8, gambling: null })
    expect(figuresOf(school, 'cases', 'filter')).toEqual({ failed: null, held: null, unsaid: 9 })
  })

  it('say nothing of a period with fewer than five', () => {
    const school = schoolOf(times(4, {}), times(4, {}))
    expect(countForGovernors(school, policy, '2026-11-01', '2026-11-30')).toMatchObject({
      incidents: { total: null, slips: null },
      cases: { total: null },
    })
    expect(Object.values(figuresOf(school, 'incidents', 'kind')).every((count) => count === null)).toBe(true)
    expect(figuresOf(school, 'cases', 'category')).toEqual({})
  })

  it('hold no number under five and no word that anybody wrote, whatever was logged', () => {
    const kinds = fc.constantFrom(...policy.incidentKinds.map(({ id }) => id))
    const logged = fc.record({
      kind: kinds,
      subject: fc.record({ kind: fc.constantFrom('pupil', 'staff', 'unknown'), name: fc.constant('Sam Reported') }),
      slips: fc.nat({ max: 3 }),
    })
    fc.assert(
      fc.property(fc.array(logged, { maxLength: 40 }), (incidents) => {
        const told = countForGovernors(schoolOf(incidents), policy, '2026-11-01', '2026-11-30')
        const text = JSON.stringify(told)
        expect(text).not.toMatch(/Sam Reported|Rosalind|nobody may read|Room 12|INC-/)
        for (const [, number = ''] of text.matchAll(/"(?:count|total|slips)":(\d+)/g))
          expect(Number(number)).toBeGreaterThanOrEqual(leastShown)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a summary', () => {
  const end: CaseFact = { type: 'case.closed', body: { documentId: '0'.repeat(32), documentSha256: '0'.repeat(64), readers: [amina] } }
  const judged = (substance: boolean): CaseFact => ({
    type: 'judgement.made',
    body: { substance, reasons: 'r', conclusion: 'c', filterFailed: true },
  })
  const decided = (actionId: string): CaseFact => ({
    type: 'actions.decided',
    body: {
      table: 'staff',
      incidentId: 'x',
      proposed: [],
      chosen: [{ actionId, title: 't', owner: 'o', due: null, note: '' }],
      departureReason: '',
    },
  })
  const outcomeOf = (...facts: CaseFact[]) => summariseCase(caseOf([...reviewFacts, ...facts]), 'a'.repeat(32), 'virus')?.outcome

  it('is made at the end alone, and tells how far the case went', () => {
    expect(summariseCase(caseOf(openingFacts), 'a'.repeat(32), 'virus')).toBeNull()
    expect(outcomeOf(judged(false), end)).toBe('no-substance')
    expect(outcomeOf(judged(true), decided('warning'), end)).toBe('school')
    expect(outcomeOf(judged(true), decided('local-authority'), end)).toBe('outside')
    expect(outcomeOf(judged(true), decided('police'), end)).toBe('police')
    expect(outcomeOf({ type: 'case.set-aside', body: { reason: 'Nothing to look at' } })).toBe('set-aside')
  })

  it('holds no name, no reference and no words', () => {
    const words: CaseFact = {
      type: 'concern.described',
      body: { concernId: '1'.repeat(32), visitId: null, url: 'https://x.example', categoryId: 'threats', words: 'Sam wrote it' },
    }
    const summary = summariseCase(caseOf([...reviewFacts, words, judged(true), end]), 'a'.repeat(32), 'virus')
    expect(summary).toMatchObject({ categoryIds: ['threats'], filterFailed: true, daysToClose: 0 })
    summaryEventBodies['case.summarised'].parse(summary)
    expect(JSON.stringify(summary)).not.toMatch(/Sam|INC-|example|wrote|c{32}/)
  })
})

describe('a period', () => {
  const reports = [{ from: '2026-09-01', to: '2026-12-18', at: now.toISOString(), seq: 9 }]
  const codeOf = (from: string, to: string): string => {
    try {
      findEarlierReport(reports, from, to, now)
      return 'done'
    } catch (error) {
      if (error instanceof CodedError) return error.code
      throw error
    }
  }
  it.each([
    ['2026-12-19', '2027-01-14', 'done'],
    ['2026-01-01', '2026-08-31', 'done'],
    ['2026-09-01', '2026-12-18', 'done'],
    ['2026-09-01', '2026-12-17', 'governors.overlap'],
    ['2026-12-18', '2027-01-01', 'governors.overlap'],
    ['2026-01-01', '2027-01-01', 'governors.overlap'],
    ['2026-12-20', '2026-12-19', 'governors.period'],
    ['2026-12-20', '2027-01-15', 'governors.unfinished'],
  ])('from %s to %s: %s', (from, to, code) => {
    expect(codeOf(from, to)).toBe(code)
  })

  it('that was reported is found again, to be counted from the same entries', () => {
    expect(findEarlierReport(reports, '2026-09-01', '2026-12-18', now)?.seq).toBe(9)
    const caseId = 'c'.repeat(32) as CaseId
    const registered: SchoolFact = {
      type: 'case.registered',
      body: { caseId, reference: 'INC-2026-0001', openedBy: [amina, amina], subjectKind: 'pupil' },
    }
    expect(
      fold([registered, { type: 'governors.reported', body: { from: '2026-09-01', to: '2026-12-18', sha256: '0'.repeat(64) } }])
        .governorsReports[0]?.seq,
    ).toBe(2)
  })
})
