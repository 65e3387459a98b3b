// Every clock of a case: when it starts, what it says as time goes by, and the fact that stops it.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findClocks, findHorizon, type Clock } from 'shared/clocks'
import type { CaseFact } from 'shared/events'
import { foldCase, type CaseState } from 'shared/case-state'
import type { PersonId } from 'shared/parts'
import { bankHolidaySchema, makeCalendar } from 'shared/working-days'
import { amina, defaultPolicy, head, openingFacts, reviewFacts, tom } from '../vault/domain/cases'

const calendar = makeCalendar(bankHolidaySchema.parse(JSON.parse(readFileSync('resources/calendar/bank-holidays.json', 'utf8'))))
const policy = defaultPolicy()

/** Friday, 10:42 in London. */
const reportedAt = '2026-11-20T10:42:00.000Z'
const at = (fact: CaseFact, when = reportedAt) => ({ fact, when })
type Timed = ReturnType<typeof at>

function caseOf(timed: readonly Timed[]): CaseState {
  return foldCase(
    timed.map(({ fact, when }, place) => ({
      ...fact,
      seq: place + 1,
      at: when,
      monotonicMs: place,
      actors: [amina, tom],
      hash: '1'.repeat(64),
    })),
  )
}

const opening = (kind: 'pupil' | 'staff' | 'unknown'): Timed[] =>
  openingFacts.map((fact) =>
    at(fact.type === 'report.recorded' ? { ...fact, body: { ...fact.body, reportedAt, subject: { kind, name: '' } } } : fact),
  )

const closed: Timed[] = [
  at(
    { type: 'case.closed', body: { documentId: '0'.repeat(32), documentSha256: '0'.repeat(64), readers: [head] } },
    '2026-11-24T16:00:00.000Z',
  ),
]

const find = (state: CaseState, now: string): Clock[] => findClocks(state, policy, calendar, new Date(now))
const one = (state: CaseState, id: string, now: string): Clock | undefined => find(state, now).find((clock) => clock.id === id)

describe('the LADO clock', () => {
  const state = caseOf(opening('staff'))
  it.each([
    ['2026-11-20T10:43:00.000Z', 'calm', 'Monday'],
    ['2026-11-22T10:41:00.000Z', 'calm', 'tomorrow 10:42'],
    ['2026-11-22T10:42:00.000Z', 'soon', 'tomorrow 10:42'],
    ['2026-11-23T08:00:00.000Z', 'soon', 'today 10:42'],
    ['2026-11-23T10:17:00.000Z', 'soon', '25 minutes'],
    ['2026-11-23T10:41:30.000Z', 'soon', '1 minute'],
    ['2026-11-23T10:42:00.000Z', 'overdue', 'overdue since 23 November, 10:42'],
    ['2027-01-04T10:42:00.000Z', 'overdue', 'overdue since 23 November 2026, 10:42'],
  ])('at %s is %s', (now, expected, words) => {
    const clock = one(state, 'lado', now)
    expect(clock).toMatchObject({ state: expected, due: '2026-11-23T10:42:00.000Z' })
    expect(clock?.words).toBe(words === 'Monday' ? '23 November, 10:42' : words)
  })

  it('runs for staff alone, and until the call is recorded', () => {
    expect(one(caseOf(opening('pupil')), 'lado', reportedAt)).toBeUndefined()
    const called: CaseFact = {
      type: 'contact.recorded',
      body: {
        contactId: 'lado',
        title: 'LADO',
        calledBy: 'Amina Malik',
        calledAt: reportedAt,
        spokeTo: 'Duty officer',
        reference: '',
        words: '',
      },
    }
    expect(
      one(caseOf([...opening('staff'), at({ ...called, body: { ...called.body, contactId: 'iwf' } })]), 'lado', reportedAt),
    ).toBeDefined()
    expect(one(caseOf([...opening('staff'), at(called)]), 'lado', reportedAt)).toBeUndefined()
  })

  it('says so where bank holidays are no longer known', () => {
    const late = caseOf(
      opening('staff').map(({ fact }) =>
        at(fact.type === 'report.recorded' ? { ...fact, body: { ...fact.body, reportedAt: '2028-12-29T10:00:00.000Z' } } : fact),
      ),
    )
    expect(one(late, 'lado', '2028-12-29T11:00:00.000Z')?.note).toContain('Bank holidays after 2028-12-31 are not known')
    expect(findHorizon(calendar, new Date('2028-12-31T23:59:00Z'))).toBeNull()
    expect(findHorizon(calendar, new Date('2029-01-01T00:00:00Z'))).toBe('2028-12-31')
  })
})

describe('the report to the police', () => {
  const halted: Timed[] = [
    ...opening('pupil'),
    at({
      type: 'halt.recorded',
      body: {
        cause: 'triage',
        categoryId: null,
        guidanceId: 'suspected',
        url: null,
        visitId: null,
        haltedAt: reportedAt,
        blankAfterMs: null,
        sealedExhibits: [],
      },
    }),
  ]
  it('is pressing from the first moment, overdue after half an hour, and over once the police have been told', () => {
    const state = caseOf(halted)
    expect(one(state, 'mandatory-report', reportedAt)).toMatchObject({ state: 'soon', words: '30 minutes' })
    expect(one(state, 'mandatory-report', '2026-11-20T11:12:00.000Z')).toMatchObject({
      state: 'overdue',
      words: 'overdue since 20 November, 11:12',
    })
    const told = caseOf([
      ...halted,
      at({ type: 'police.contacted', body: { calledBy: 'A', calledAt: reportedAt, force: 'F', reference: 'R', officer: '', advice: '' } }),
    ])
    expect(one(told, 'mandatory-report', '2026-11-20T11:12:00.000Z')).toBeUndefined()
  })
})

describe('the filter exception', () => {
  const withException = (to: string): Timed[] =>
    reviewFacts.map((fact) =>
      at(
        fact.type === 'case.authorised'
          ? { ...fact, body: { ...fact.body, exception: { sites: 's', askedBy: 'a', why: 'w', from: reportedAt, to } } }
          : fact,
      ),
    )
  it('goes on being overdue until somebody has looked that the filter is back', () => {
    const to = '2026-11-20T16:00:00.000Z'
    const state = caseOf(withException(to))
    expect(one(state, 'filter-exception', reportedAt)).toMatchObject({ state: 'calm', words: 'today 16:00' })
    expect(one(state, 'filter-exception', '2026-11-20T15:30:00.000Z')).toMatchObject({ state: 'soon', words: '30 minutes' })
    expect(one(state, 'filter-exception', '2026-11-27T09:00:00.000Z')).toMatchObject({ state: 'overdue' })
    const ended = caseOf([...withException(to), at({ type: 'exception.ended', body: { endedBy: 'Technician', endedAt: to, note: '' } })])
    expect(one(ended, 'filter-exception', '2026-11-27T09:00:00.000Z')).toBeUndefined()
  })

  it('names which of the two hours in October is meant', () => {
    const words = (to: string) => one(caseOf(withException(to)), 'filter-exception', '2026-10-24T20:00:00.000Z')?.words
    expect(words('2026-10-25T00:30:00.000Z')).toBe('tomorrow 01:30 BST')
    expect(words('2026-10-25T01:30:00.000Z')).toBe('tomorrow 01:30 GMT')
    expect(words('2026-10-25T02:30:00.000Z')).toBe('tomorrow 02:30')
  })
})

describe('after closing', () => {
  it('counts the working days to the review of the DSL, and to an answer to their questions', () => {
    const state = caseOf([...opening('pupil'), ...closed])
    expect(one(state, 'dsl-review', '2026-11-24T17:00:00.000Z')).toMatchObject({
      title: 'DSL review',
      due: '2026-12-01T16:00:00.000Z',
      words: '5 working days',
    })
    const back: Timed = at({ type: 'dsl.reviewed', body: { outcome: 'returned', words: 'Why?' } }, '2026-12-01T10:00:00.000Z')
    expect(one(caseOf([...opening('pupil'), ...closed, back]), 'dsl-review', '2026-12-01T11:00:00.000Z')).toMatchObject({
      title: 'Answer the DSL',
    })
    const signed: Timed = at({ type: 'dsl.reviewed', body: { outcome: 'accepted', words: '' } }, '2026-12-02T10:00:00.000Z')
    expect(one(caseOf([...opening('pupil'), ...closed, back, signed]), 'dsl-review', '2026-12-03T11:00:00.000Z')).toBeUndefined()
  })

  it('runs a clock for each action with a day, to the end of that day, until its done note', () => {
    const decided: Timed = at({
      type: 'actions.decided',
      body: {
        table: 'pupils',
        incidentId: 'x',
        proposed: [],
        chosen: [
          { actionId: 'warning', title: 'Warning', owner: 'Tom Jarvis', due: '2026-11-27', note: '' },
          { actionId: 'parents', title: 'Inform parents / carers', owner: 'Amina Malik', due: null, note: '' },
        ],
        departureReason: '',
      },
    })
    const state = caseOf([...opening('pupil'), decided])
    expect(find(state, reportedAt).map(({ id }) => id)).toEqual(['action:warning'])
    expect(one(state, 'action:warning', '2026-11-27T23:59:00.000Z')).toMatchObject({
      state: 'soon',
      words: 'today',
      title: 'Warning: Tom Jarvis',
    })
    expect(one(state, 'action:warning', '2026-11-28T00:00:00.000Z')).toMatchObject({ state: 'overdue', words: 'overdue since 27 November' })
    const done: Timed = at({ type: 'action.done', body: { actionId: 'warning', doneBy: 'Tom Jarvis', doneOn: '2026-11-27', note: '' } })
    expect(one(caseOf([...opening('pupil'), decided, done]), 'action:warning', '2026-11-28T00:00:00.000Z')).toBeUndefined()
  })

  it.each([
    ['pupil', null, '2032-11-24', ''],
    ['staff', null, '2036-11-20', 'pension age'],
    ['unknown', null, '2032-11-24', ''],
    ['pupil', true, '2051-11-20', 'date of birth'],
    ['pupil', false, '2032-11-24', ''],
  ] as const)('keeps the case of a %s (substance: %s) until %s', (kind, substance, keepUntil, note) => {
    const judged: Timed[] = substance === null ? [] : [at({ type: 'judgement.made', body: { substance, reasons: 'r', conclusion: 'c' } })]
    const state = caseOf([...opening(kind), ...judged, ...closed])
    const clock = one(state, 'retention', '2026-11-25T00:00:00.000Z')
    expect(clock).toMatchObject({ state: 'calm', words: `by ${Number(keepUntil.slice(8)).toString()} November ${keepUntil.slice(0, 4)}` })
    expect(clock?.note).toContain(note)
    const set: Timed = at({ type: 'retention.set', body: { keepUntil: '2040-02-29', basis: 'Born 29 February 2015.' } })
    expect(one(caseOf([...opening(kind), ...judged, ...closed, set]), 'retention', '2026-11-25T00:00:00.000Z')).toMatchObject({
      words: 'by 29 February 2040',
    })
  })
})

describe('any clock', () => {
  const state = caseOf([...opening('staff'), ...reviewFacts.slice(2).map((fact) => at(fact)), ...closed])
  const moments = fc.integer({ min: Date.parse('2026-11-20T10:42:00Z'), max: Date.parse('2040-01-01T00:00:00Z') })

  it('only ever goes from calm to soon to overdue, and says overdue exactly when it is', () => {
    const ranks = ['calm', 'soon', 'overdue']
    fc.assert(
      fc.property(moments, moments, (one, other) => {
        const [early, late] = [new Date(Math.min(one, other)), new Date(Math.max(one, other))]
        const later = new Map(findClocks(state, policy, calendar, late).map((clock) => [clock.id, clock]))
        for (const clock of findClocks(state, policy, calendar, early)) {
          const then = later.get(clock.id)
          expect(then?.due).toBe(clock.due)
          expect(ranks.indexOf(then?.state ?? '')).toBeGreaterThanOrEqual(ranks.indexOf(clock.state))
          for (const [told, now] of [
            [clock, early],
            [then, late],
          ] as const) {
            expect(told?.state === 'overdue').toBe(Date.parse(told?.due ?? '') <= now.getTime())
            expect(told?.words.startsWith('overdue since ')).toBe(told?.state === 'overdue')
          }
        }
      }),
    )
  })

  it('comes in the order of what presses most', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        const dues = findClocks(state, policy, calendar, new Date(ms)).map(({ due }) => due)
        expect(dues).toEqual([...dues].sort())
      }),
    )
  })

  it('knows nobody by id', () => {
    const ids: PersonId[] = [amina, tom, head]
    expect(JSON.stringify(find(state, reportedAt))).not.toMatch(new RegExp(ids.join('|')))
  })
})
