// Rule 1 as a property: whatever two people, a hostile Face and a hostile page do in whatever order, a picture is kept only of a page that
// both agreed to, by own acts, while no halt was in force.
import fc from 'fast-check'
import { emptyCase, evolve, type CaseState } from 'shared/case-state'
import { CodedError } from 'shared/errors'
import type { CaseFact } from 'shared/events'
import type { PersonId, VisitId } from 'shared/parts'
import { describe, expect, it } from 'vitest'
import { agree, agreementLastsMs, noAgreement, standing, type Agreements } from '../../../src-main/vault/domain/agreement'
import { decideHalt } from '../../../src-main/vault/domain/halt'
import { decideCapture, decideExhibit, decideVisit } from '../../../src-main/vault/domain/review'
import { defaultPolicy, reviewingCase } from './cases'

const [amina, tom] = ['a'.repeat(32), 'b'.repeat(32)] as [PersonId, PersonId]
const visits = ['1', '2', '3'].map((digit) => digit.repeat(32) as VisitId)

type Act =
  | { kind: 'visit'; visit: number }
  | { kind: 'agree'; person: PersonId; visit: number }
  | { kind: 'capture'; visit: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'halt' }

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ kind: fc.constant('visit' as const), visit: fc.nat(2) }) },
  { weight: 60, arbitrary: fc.record({ kind: fc.constant('agree' as const), person: fc.constantFrom(amina, tom), visit: fc.nat(2) }) },
  { weight: 60, arbitrary: fc.record({ kind: fc.constant('capture' as const), visit: fc.nat(2) }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(2 * agreementLastsMs) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'halt' as const }) },
)

/** The same sequence judged independently: who agreed to what and when, kept as a plain list. */
interface Witness {
  current: VisitId | null
  acts: { person: PersonId; visit: VisitId; atMs: number }[]
  halted: boolean
}

describe('no pixels unless both agree', () => {
  it('holds for every order of visits, agreements, waits, halts and captures', () => {
    let kept = 0
    fc.assert(
      fc.property(fc.array(act, { minLength: 20, maxLength: 60, size: 'max' }), (acts) => {
        let state: CaseState = reviewingCase()
        let agreements: Agreements = noAgreement
        let nowMs = Date.parse('2026-11-22T20:00:00.000Z')
        const witness: Witness = { current: null, acts: [], halted: false }
        const record = (facts: readonly CaseFact[]): void => {
          for (const fact of facts) state = append(state, fact, nowMs)
        }
        for (const step of acts) {
          nowMs += 1
          const now = new Date(nowMs)
          try {
            if (step.kind === 'visit') {
              const visitId = visits[step.visit] as VisitId
              record(decideVisit(state, { visitId, url: `https://example.org/${String(step.visit)}`, cause: 'typed' }))
              agreements = noAgreement
              witness.current = visitId
              witness.acts = []
            } else if (step.kind === 'agree') {
              const visitId = visits[step.visit] as VisitId
              agreements = agree(agreements, visitId, step.person, now)
              if (witness.acts.some((one) => one.visit !== visitId)) witness.acts = []
              witness.acts = [
                ...witness.acts.filter((one) => one.person !== step.person),
                { person: step.person, visit: visitId, atMs: nowMs },
              ]
            } else if (step.kind === 'wait') nowMs += step.ms
            else if (step.kind === 'halt') {
              record(decideHalt(state, defaultPolicy(), haltAct(now)))
              witness.halted = true
            } else {
              const visitId = visits[step.visit] as VisitId
              const url = `https://example.org/${String(step.visit)}`
              const before = state.exhibits.length
              const captureId = 'c'.repeat(32)
              const facts = decideCapture(state, standing(agreements, visitId, now), { captureId, visitId, url }, [amina, tom])
              record(facts)
              record(decideExhibit(state, exhibitOf(captureId, visitId, url, now)))
              agreements = noAgreement
              const fresh = witness.acts.filter((one) => one.visit === visitId && nowMs - one.atMs <= agreementLastsMs)
              expect(new Set(fresh.map((one) => one.person))).toEqual(new Set([amina, tom]))
              expect(witness.halted).toBe(false)
              expect(state.exhibits.length).toBe(before + 1)
              witness.acts = []
              kept += 1
            }
          } catch (error) {
            if (!(error instanceof CodedError)) throw error
          }
        }
      }),
      { numRuns: 500 },
    )
    // The property would hold for a Vault that keeps nothing: it must also have kept some.
    expect(kept).toBeGreaterThan(20)
  })
})

function append(state: CaseState, fact: CaseFact, nowMs: number): CaseState {
  const entry = {
    ...fact,
    seq: state.head.seq + 1,
    at: new Date(nowMs).toISOString(),
    monotonicMs: nowMs,
    actors: [amina, tom],
    hash: 'f'.repeat(64),
  }
  return evolve(state, entry)
}

function haltAct(now: Date) {
  return { cause: 'button' as const, categoryId: null, url: null, visitId: null, haltedAt: now.toISOString(), blankAfterMs: 1 }
}

function exhibitOf(captureId: string, visitId: VisitId, url: string, now: Date) {
  return {
    captureId,
    visitId,
    url,
    title: '',
    blob: 'd'.repeat(64) as never,
    sizeBytes: 1,
    widthPx: 1,
    heightPx: 1,
    takenAt: now.toISOString(),
  }
}

it('starts from nothing', () => {
  expect(() => decideVisit(emptyCase(), { visitId: visits[0] as VisitId, url: 'https://example.org', cause: 'typed' })).toThrow(
    'No case is open',
  )
})
