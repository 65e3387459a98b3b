// Who holds a share of a case's key, once it is authorised: others may be named, and somebody who leaves is taken out (procedure
// steps 3 and 4). The rules of naming are those of the authorisation.
import type { CaseState } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseEventBody, CaseFact } from 'shared/events'
import type { PersonId, PersonSummary } from 'shared/parts'
import { mayDo } from 'shared/roles'
import { refuseSubjects } from './before-opening'
import { requireCase, requireNotClosed } from './requirements'

export interface HoldersSaid {
  readonly add: readonly PersonSummary[]
  readonly remove: readonly PersonId[]
  readonly reason: string
}

/**
 * @param present the two in the room: they cannot be taken out while they hold the key in their hands
 * @throws `case.closed`, `step.too-early`, `role.not-allowed`, `conflict.subject`, `holders.none`, `holders.role`, `holders.twice`,
 *   `holders.unknown`, `holders.present`, `holders.few`
 */
export function decideHolders(
  state: CaseState,
  said: HoldersSaid,
  authoriser: PersonSummary,
  present: readonly PersonSummary[],
): { fact: CaseFact; body: CaseEventBody<'case.holders-changed'> } {
  requireCase(state)
  requireNotClosed(state)
  if (!state.authorisation)
    throw coded('step.too-early', 'This case is not authorised yet. Name who may open it when the head authorises it.')
  if (!mayDo(authoriser.role, 'authorise'))
    throw coded('role.not-allowed', 'Only the head, a deputy in their absence or the chair of governors says who may open a case.')
  refuseSubjects(state.report?.subject.name ?? '', [authoriser, ...said.add])
  if (said.add.length + said.remove.length === 0) throw coded('holders.none', 'Name somebody to add or to remove.')
  for (const person of said.add) {
    if (!mayDo(person.role, 'review'))
      throw coded('holders.role', `${person.name} is not one of the senior staff who review, so cannot hold a share of the key.`)
    if (state.holders.includes(person.personId)) throw coded('holders.twice', `${person.name} may open this case already.`)
  }
  if (!said.remove.every((personId) => state.holders.includes(personId)))
    throw coded('holders.unknown', 'Somebody to be removed is not among those who may open this case.')
  const staying = present.find((person) => said.remove.includes(person.personId))
  if (staying)
    throw coded(
      'holders.present',
      `${staying.name} is signed in and holds the key. Two others who may open the case sign in to remove them.`,
    )
  const holders = [...state.holders.filter((personId) => !said.remove.includes(personId)), ...said.add.map((person) => person.personId)]
  if (new Set(holders).size !== holders.length) throw coded('holders.twice', 'Somebody is named twice. Name each person once.')
  if (holders.length < 2) throw coded('holders.few', 'Two people at least must be able to open a case. Add somebody first.')
  const body = {
    authorisedBy: authoriser.personId,
    reason: said.reason,
    added: said.add.map((person) => person.personId),
    removed: [...said.remove],
    holders,
  }
  return { fact: { type: 'case.holders-changed', body }, body }
}
