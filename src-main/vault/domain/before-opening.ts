// The rules before anything is opened: report, triage, authorisation, computer (procedure steps 1 to 5). Each function decides
// facts from the state and what was said, or refuses; nothing here writes.
import type { CaseState } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseEventBody, CaseFact } from 'shared/events'
import type { ComputerIdentity, PersonSummary } from 'shared/parts'
import { mayDo } from 'shared/roles'
import { requireUnconflicted } from './conflict'
import { requireCase, requireStep } from './requirements'

/** Clocks of two computers may differ a little; a report cannot come from further ahead than this. */
const clockToleranceMs = 5 * 60_000

/**
 * A case begins with its report (step 1).
 * @throws `case.begun`, `report.future`, `report.subject`
 */
export function decideOpening(
  state: CaseState,
  opened: CaseEventBody<'case.opened'>,
  report: CaseEventBody<'report.recorded'>,
  pair: readonly PersonSummary[],
  now: Date,
): CaseFact[] {
  if (state.opened) throw coded('case.begun', 'This case has begun already.')
  if (Date.parse(report.reportedAt) > now.getTime() + clockToleranceMs)
    throw coded('report.future', 'The time of the report lies in the future. Check the date and the time.')
  refuseSubjects(report.subject.name, pair)
  return [
    { type: 'case.opened', body: opened },
    { type: 'report.recorded', body: report },
  ]
}

/** Nobody who is the subject may be one of the two (step 3). Names are compared as people write them. */
export function refuseSubjects(subjectName: string, people: readonly PersonSummary[]): void {
  const same = people.find((person) => foldName(person.name) === foldName(subjectName))
  if (subjectName !== '' && same)
    throw coded('conflict.subject', `The report concerns ${same.name}, who is signed in. Somebody else must be one of the two.`)
}

/** @throws `conflict.subject`, `conflict.locked` */
export function requireImpartial(state: CaseState, people: readonly PersonSummary[]): void {
  refuseSubjects(state.report?.subject.name ?? '', people)
  requireUnconflicted(state, people)
}

function foldName(name: string): string {
  return name.normalize('NFKC').toLocaleLowerCase('en-GB').replace(/\s+/gu, ' ').trim()
}

/**
 * "Could it be illegal?" asked of both before anything is opened (step 2). A suspicion halts at once: the police route.
 * @throws `step.done`, `step.too-early`
 */
export function decideTriage(state: CaseState, answer: CaseEventBody<'triage.answered'>, now: Date): CaseFact[] {
  requireStep(state, 'triage')
  const answered: CaseFact = { type: 'triage.answered', body: answer }
  if (!answer.suspectedIllegal) return [answered]
  return [
    answered,
    {
      type: 'halt.recorded',
      body: {
        cause: 'triage',
        categoryId: null,
        guidanceId: 'suspected',
        url: null,
        visitId: null,
        haltedAt: now.toISOString(),
        blankAfterMs: null,
        sealedExhibits: [],
      },
    },
  ]
}

/**
 * The written authorisation (step 3).
 * @throws `role.not-allowed`, `conflict.subject`, `conflict.missing`, `exception.times`, `holders.role`
 */
export function decideAuthorisation(
  state: CaseState,
  said: Omit<CaseEventBody<'case.authorised'>, 'authorisedBy' | 'reviewers' | 'holders'> & { alsoMayOpen: readonly PersonSummary[] },
  authoriser: PersonSummary,
  pair: readonly [PersonSummary, PersonSummary],
): CaseFact[] {
  requireStep(state, 'authorise')
  if (!mayDo(authoriser.role, 'authorise'))
    throw coded('role.not-allowed', 'Only the head, a deputy in their absence or the chair of governors authorises a case.')
  requireImpartial(state, [authoriser, ...pair, ...said.alsoMayOpen])
  for (const person of pair)
    if (!said.conflicts.some((conflict) => conflict.personId === person.personId))
      throw coded(
        'conflict.missing',
        `${person.name} has not said whether they are close to anybody concerned. Each of the two must say so.`,
      )
  if (said.exception && Date.parse(said.exception.to) <= Date.parse(said.exception.from))
    throw coded('exception.times', 'The filter exception ends before it begins. Check both times.')
  const unfit = said.alsoMayOpen.find((person) => !mayDo(person.role, 'review'))
  if (unfit) throw coded('holders.role', `${unfit.name} is not one of the senior staff who review, so cannot hold a share of the key.`)
  const holders = [...new Set([...pair, ...said.alsoMayOpen].map((person) => person.personId))]
  const { reason, scope, conflicts, exception } = said
  return [
    {
      type: 'case.authorised',
      body: {
        reason,
        scope,
        conflicts,
        exception,
        authorisedBy: authoriser.personId,
        reviewers: pair.map((person) => person.personId),
        holders,
      },
    },
  ]
}

/** What differs between the computer that the case was opened on and this one, in words. The location is what people call it. */
export function findComputerDifferences(before: ComputerIdentity, seen: ComputerIdentity): string[] {
  const labels = {
    maker: 'maker',
    model: 'model',
    serial: 'serial number',
    os: 'operating system',
    hostname: 'name',
    machine: 'machine id',
  } as const
  return (Object.keys(labels) as (keyof typeof labels)[])
    .filter((field) => before[field] !== seen[field])
    .map((field) => (field === 'machine' ? 'Another machine id' : `The ${labels[field]} was "${before[field]}" and is "${seen[field]}"`))
}

/**
 * The same designated computer throughout (step 5). Another one needs a reason; a new operating system alone does too.
 * @throws `computer.reason`
 */
export function decideComputerCheck(
  state: CaseState,
  seen: ComputerIdentity,
  said: string,
  replacement: { readonly computer: ComputerIdentity; readonly reason: string; readonly at: string } | null = null,
): CaseFact[] {
  requireStep(state, 'computer')
  requireCase(state)
  const differences = findComputerDifferences(state.opened.computer, seen)
  const isReplacement = differences.length > 0 && replacement?.computer.machine === seen.machine
  const reason =
    said === '' && isReplacement ? `The school replaced its computer on ${replacement.at.slice(0, 10)}: ${replacement.reason}` : said
  if (differences.length > 0 && reason === '')
    throw coded(
      'computer.reason',
      'This is not the computer that the case was opened on, or it has changed. Say why, or go back to the designated computer.',
    )
  return [{ type: 'computer.checked', body: { same: differences.length === 0, seen, differences, reason } }]
}
