// The rules of halting (procedure steps 8 and 9): what is sealed, which guidance shows, and how two people release it again.
import { haltInForce, type CaseState, type Exhibit, type Halt } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseEventBody, CaseFact } from 'shared/events'
import { effectOf, guidanceFor, type Policy } from 'shared/policy'
import { requireCase } from './requirements'

/** What is known of a halt the moment it has happened. */
export type HaltAct = Omit<CaseEventBody<'halt.recorded'>, 'guidanceId' | 'sealedExhibits'>

/**
 * Records a halt that has happened already: the view was gone before anybody asked. A second press while halted adds nothing.
 * A category the policy does not know halts all the same, with the guidance of the STOP button: a halt is never refused.
 */
export function decideHalt(state: CaseState, policy: Policy, act: HaltAct): CaseFact[] {
  requireCase(state)
  if (haltInForce(state)) return []
  const known = act.categoryId !== null && policy.categories.some((category) => category.id === act.categoryId) ? act.categoryId : null
  return [
    {
      type: 'halt.recorded',
      body: {
        ...act,
        categoryId: known,
        guidanceId: findGuidanceId(policy, known),
        sealedExhibits: findSealed(state, policy, known, act.url),
      },
    },
  ]
}

/**
 * Says afterwards, in words only, what it was that made somebody press STOP.
 * @throws `halt.none`, `halt.category-set`
 */
export function decideHaltCategory(state: CaseState, policy: Policy, categoryId: string): CaseFact[] {
  const halt = requireHalt(state)
  if (halt.categoryId !== null) throw coded('halt.category-set', 'What it was has been recorded already and stays as it is.')
  effectOf(policy, categoryId)
  return [
    {
      type: 'halt.categorised',
      body: {
        categoryId,
        guidanceId: findGuidanceId(policy, categoryId),
        sealedExhibits: findSealed(state, policy, categoryId, halt.url),
      },
    },
  ]
}

/** @throws `halt.none` */
export function requireHalt(state: CaseState): Halt {
  const halt = haltInForce(state)
  if (!halt) throw coded('halt.none', 'This case is not halted.')
  return halt
}

/** The guidance of a category, or that of the STOP button where there is none. */
export function findGuidanceId(policy: Policy, categoryId: string | null): string {
  return (categoryId === null ? null : guidanceFor(policy, categoryId)?.id) ?? guidanceFor(policy, 'stopped').id
}

/** `stop` seals every picture of the halted page taken earlier; `refer` keeps them as evidence (product.md, categories). */
function findSealed(state: CaseState, policy: Policy, categoryId: string | null, url: string | null): number[] {
  if (categoryId === null || url === null || effectOf(policy, categoryId) !== 'stop') return []
  return state.exhibits.filter((exhibit: Exhibit) => samePage(exhibit.url, url)).map((exhibit) => exhibit.number)
}

/** The same page whatever its fragment says. */
function samePage(one: string, other: string): boolean {
  const page = (url: string): string => url.split('#', 1)[0] ?? url
  return page(one) === page(other)
}

/** @throws `halt.none` */
export function decidePoliceStep(state: CaseState, body: CaseEventBody<'police.step-done'>): CaseFact[] {
  requireHalt(state)
  return [{ type: 'police.step-done', body }]
}

/** @throws `halt.none`, `police.future` */
export function decidePoliceContact(state: CaseState, body: CaseEventBody<'police.contacted'>, now: Date): CaseFact[] {
  requireHalt(state)
  if (Date.parse(body.calledAt) > now.getTime() + 60_000)
    throw coded('police.future', 'The time of the call lies in the future. Check the date and the time.')
  return [{ type: 'police.contacted', body }]
}

/**
 * Two people release a halt with the reference that the police gave.
 * @throws `halt.none`, `halt.no-reference`
 */
export function decideRelease(state: CaseState, reason: string): CaseFact[] {
  const halt = requireHalt(state)
  if (!halt.police) throw coded('halt.no-reference', 'Record what the police said first: without their reference nothing is released.')
  return [{ type: 'halt.released', body: { reference: halt.police.reference, reason } }]
}
