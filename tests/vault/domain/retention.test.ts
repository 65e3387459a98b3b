import { readFileSync } from 'node:fs'
import { parsePolicy } from 'shared/policy'
import type { CaseId } from 'shared/parts'
import { describe, expect, it } from 'vitest'
import { addYears, findRetention, requireDue } from '../../../src-main/vault/domain/retention'
import type { RegisteredCase } from '../../../src-main/vault/domain/school'

const policy = parsePolicy(JSON.parse(readFileSync('resources/policy/default.json', 'utf8')))

const closedCase = (subjectKind: RegisteredCase['subjectKind']): RegisteredCase => ({
  caseId: 'c'.repeat(32) as CaseId,
  reference: 'INC-2026-0001',
  openedAt: '2026-11-20T10:00:00.000Z',
  openedBy: [],
  subjectKind,
  disposal: null,
  checkpoint: null,
  notes: [{ status: 'closed', at: '2026-11-22T10:00:00.000Z' }],
})

it('a year later is the same day, and 1 March where there is no 29 February', () => {
  expect(addYears('2026-11-22', 6)).toBe('2032-11-22')
  expect(addYears('2024-02-29', 25)).toBe('2049-03-01')
  expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
})

describe('by the default policy', () => {
  it('a pupil’s child-protection file is kept to the date of birth and 25 years', () => {
    const options = findRetention(policy, closedCase('pupil'))
    expect(requireDue(options, 'pupil-child-protection', '2012-05-01', '2037-05-01').dueOn).toBe('2037-05-01')
    expect(() => requireDue(options, 'pupil-child-protection', '2012-05-01', '2037-04-30')).toThrow('kept until 2037-05-01')
  })

  it('a staff allegation is kept to pension age or ten years, whichever is longer', () => {
    const options = findRetention(policy, closedCase('staff'))
    expect(options.map(({ rule }) => rule.id)).toEqual(['staff-allegation'])
    expect(requireDue(options, 'staff-allegation', '2030-01-01', '2036-11-20').dueOn).toBe('2036-11-20')
    expect(() => requireDue(options, 'staff-allegation', '2051-07-01', '2036-11-20')).toThrow('kept until 2051-07-01')
  })

  it('a case that is not closed is never due', () => {
    expect(findRetention(policy, { ...closedCase('unknown'), notes: [] })).toEqual([])
  })
})
