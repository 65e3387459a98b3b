// What is decided about each action of the table, as it is typed and as it is handed over.
import type { Input } from 'shared/contract'
import { emptyDate, isEmptyDate, readDate, type TypedDate } from '../../words/typed-moment'

export interface ActionWords {
  readonly actionId: string
  readonly title: string
  readonly proposed: boolean
  readonly chosen: boolean
  readonly owner: string
  readonly due: TypedDate
  readonly note: string
}

type Titled = { readonly id: string; readonly title: string }

/** Every action of the table; the proposed ones are ticked to begin with. */
export function listActions(actions: readonly Titled[], proposed: readonly Titled[]): readonly ActionWords[] {
  return actions.map(({ id, title }) => {
    const isProposed = proposed.some((action) => action.id === id)
    return { actionId: id, title, proposed: isProposed, chosen: isProposed, owner: '', due: emptyDate, note: '' }
  })
}

/** Whether the decision differs from what the table proposes: then it needs a reason. */
export const departs = (actions: readonly ActionWords[]): boolean => actions.some((action) => action.chosen !== action.proposed)

/** The first thing that is missing, or null. */
export function findActionFault(actions: readonly ActionWords[]): { actionId: string; sentence: string } | null {
  for (const { actionId, title, chosen, owner, due } of actions) {
    if (!chosen) continue
    if (owner.trim() === '') return { actionId, sentence: `Enter who does this: ${title}` }
    const read = readDate(due, 'the date')
    if (!isEmptyDate(due) && !read.ok) return { actionId, sentence: `${read.fault} (${title})` }
  }
  return null
}

/** The chosen actions as the contract wants them. */
export function handActions(actions: readonly ActionWords[]): Input<'actions.decide'>['chosen'] {
  return actions
    .filter((action) => action.chosen)
    .map(({ actionId, owner, due, note }) => {
      const read = readDate(due, 'the date')
      return { actionId, owner, due: read.ok ? read.value : null, note }
    })
}
