// What has been followed up in a case, as a part of its state: a fold over the events beside the line (`follow-up-events.ts`). Pure.
import { z } from 'zod'
import type { CaseEntry } from './events'
import { followUpEventBodies } from './follow-up-events'
import { instant, personId } from './parts'

const by = z.array(personId)

export const followUpState = z.object({
  contacts: z.array(followUpEventBodies['contact.recorded'].extend({ at: instant, by })),
  /** The last done note of each action. */
  actionsDone: z.array(followUpEventBodies['action.done'].extend({ at: instant, by })),
  exceptionEnded: followUpEventBodies['exception.ended'].extend({ at: instant, by }).nullable(),
  retention: followUpEventBodies['retention.set'].extend({ at: instant, by }).nullable(),
  setAside: followUpEventBodies['case.set-aside'].extend({ at: instant, by }).nullable(),
  papers: z.array(followUpEventBodies['paper.made'].extend({ at: instant, by })),
  conflicts: z.array(followUpEventBodies['conflict.found'].extend({ at: instant, by })),
  replacements: z.array(followUpEventBodies['reviewer.replaced'].extend({ at: instant, by })),
})
export type FollowUp = z.infer<typeof followUpState>

export type FollowUpEntry = Extract<CaseEntry, { type: keyof typeof followUpEventBodies }>

export function emptyFollowUp(): FollowUp {
  return {
    contacts: [],
    actionsDone: [],
    exceptionEnded: null,
    retention: null,
    setAside: null,
    papers: [],
    conflicts: [],
    replacements: [],
  }
}

/** The follow-up after one more event. Copies what it changes. */
export function evolveFollowUp(state: FollowUp, entry: FollowUpEntry): FollowUp {
  const signed = { at: entry.at, by: entry.actors as FollowUp['contacts'][number]['by'] }
  switch (entry.type) {
    case 'contact.recorded':
      return { ...state, contacts: [...state.contacts, { ...entry.body, ...signed }] }
    case 'action.done':
      return {
        ...state,
        actionsDone: [...state.actionsDone.filter(({ actionId }) => actionId !== entry.body.actionId), { ...entry.body, ...signed }],
      }
    case 'exception.ended':
      return { ...state, exceptionEnded: { ...entry.body, ...signed } }
    case 'retention.set':
      return { ...state, retention: { ...entry.body, ...signed } }
    case 'case.set-aside':
      return { ...state, setAside: { ...entry.body, ...signed } }
    case 'paper.made':
      return { ...state, papers: [...state.papers, { ...entry.body, ...signed }] }
    case 'conflict.found':
      return { ...state, conflicts: [...state.conflicts, { ...entry.body, ...signed }] }
    case 'reviewer.replaced':
      return { ...state, replacements: [...state.replacements, { ...entry.body, ...signed }] }
  }
}
