// Cases at some point of the procedure, built by folding facts, for tests of the pure rules.
import { readFileSync } from 'node:fs'
import { foldCase, type CaseState } from 'shared/case-state'
import type { CaseFact } from 'shared/events'
import type { BlobHash, CaseId, PersonId } from 'shared/parts'
import { parsePolicy, type Policy } from 'shared/policy'

export const amina = 'a'.repeat(32) as PersonId
export const tom = 'b'.repeat(32) as PersonId
export const head = 'e'.repeat(32) as PersonId

let pack: Policy | undefined
export function defaultPolicy(): Policy {
  pack ??= parsePolicy(JSON.parse(readFileSync('resources/policy/default.json', 'utf8')))
  return pack
}

const computer = {
  location: 'Office',
  maker: 'Maker',
  model: 'Model',
  serial: 'S1',
  os: 'OS 1',
  hostname: 'laptop',
  machine: '0'.repeat(64),
}
export const someComputer = computer

const person = (personId: PersonId, name: string, role: 'head' | 'senior') => ({
  personId,
  name,
  position: role === 'head' ? 'Headteacher' : 'Senior leader',
  role,
  logKey: 'A'.repeat(43),
  certificatePem: '',
})

const at = '2026-11-22T19:00:00.000Z'

export const openingFacts: readonly CaseFact[] = [
  {
    type: 'case.opened',
    body: {
      caseId: 'c'.repeat(32) as CaseId,
      reference: 'INC-2026-0001',
      school: 'Larkfield School',
      policy: { version: '2026-11', hash: '0'.repeat(64) },
      policyBlob: '0'.repeat(64) as BlobHash,
      computer,
      people: [person(amina, 'Amina Malik', 'senior'), person(tom, 'Tom Jarvis', 'senior'), person(head, 'Rita Okafor', 'head')],
      caCertificatePem: '',
    },
  },
  {
    type: 'report.recorded',
    body: {
      reportedBy: 'Teacher',
      reportedAt: at,
      what: 'A site',
      deviceOrAccount: '',
      subject: { kind: 'pupil', name: 'Sam Reported' },
      immediateDanger: false,
    },
  },
]

export const reviewFacts: readonly CaseFact[] = [
  ...openingFacts,
  { type: 'triage.answered', body: { suspectedIllegal: false, words: '' } },
  {
    type: 'case.authorised',
    body: {
      authorisedBy: head,
      reason: 'Why',
      scope: 'How far',
      reviewers: [amina, tom],
      holders: [amina, tom],
      conflicts: [],
      exception: null,
    },
  },
  { type: 'computer.checked', body: { same: true, seen: computer, differences: [], reason: '' } },
]

/** Folds facts as if both had signed each. */
export function caseOf(facts: readonly CaseFact[]): CaseState {
  return foldCase(
    facts.map((fact, place) => ({ ...fact, seq: place + 1, at, monotonicMs: place, actors: [amina, tom], hash: '1'.repeat(64) })),
  )
}

export const reviewingCase = (): CaseState => caseOf(reviewFacts)
