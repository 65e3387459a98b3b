// A reviewer who turns out to be the subject, or close to somebody concerned: from then on the case goes on without them, with somebody whom
// the head (or the chair of governors) names in their place. What they did before stays in the log under their name.
import type { CaseState } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseFact } from 'shared/events'
import type { PersonId, PersonSummary } from 'shared/parts'
import { mayDo } from 'shared/roles'

/** @throws `conflict.locked` where one of these people was found to have a conflict of interest in this case */
export function requireUnconflicted(state: CaseState, people: readonly PersonSummary[]): void {
  const locked = people.find(({ personId }) => state.followUp.conflicts.some((conflict) => conflict.personId === personId))
  if (locked)
    throw coded(
      'conflict.locked',
      `${locked.name} takes no further part in this case. Sign in with the other person and whoever took their place.`,
    )
}

export interface ConflictSaid {
  readonly leaving: PersonSummary
  readonly joining: PersonSummary
  readonly authoriser: PersonSummary
  readonly statement: string
}

/**
 * Who may take the place of whom. The rules of authorising (subject, earlier conflicts) are asked of both new people by the caller.
 * @throws `conflict.absent`, `conflict.joining`, `role.not-allowed`
 */
export function decideConflict(
  pair: readonly PersonSummary[],
  { leaving, joining, authoriser, statement }: ConflictSaid,
  holders: readonly PersonId[],
): CaseFact[] {
  if (!pair.some(({ personId }) => personId === leaving.personId))
    throw coded('conflict.absent', `${leaving.name} is not one of the two who are signed in.`)
  if (pair.some(({ personId }) => personId === joining.personId) || !mayDo(joining.role, 'review'))
    throw coded('conflict.joining', `${joining.name} cannot take the place. Choose another of the senior staff, who is not signed in now.`)
  if (!mayDo(authoriser.role, 'authorise') || authoriser.personId === leaving.personId)
    throw coded(
      'role.not-allowed',
      'The head, a deputy in their absence or the chair of governors authorises this, and never the person who leaves.',
    )
  return [
    { type: 'conflict.found', body: { personId: leaving.personId, statement } },
    {
      type: 'reviewer.replaced',
      body: { leaving: leaving.personId, joining: joining.personId, authorisedBy: authoriser.personId, statement },
    },
    {
      type: 'case.holders-changed',
      body: {
        authorisedBy: authoriser.personId,
        reason: statement,
        added: [joining.personId],
        removed: [leaving.personId],
        holders: [...holders],
      },
    },
  ]
}

/** Everybody who holds a share from then on: those before without the one who leaves, and the one who joins. */
export function findHoldersAfter(before: readonly PersonId[], { leaving, joining }: Pick<ConflictSaid, 'leaving' | 'joining'>): PersonId[] {
  return [...new Set([...before.filter((personId) => personId !== leaving.personId), joining.personId])]
}
