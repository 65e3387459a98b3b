// What goes on beside the line, as the Vault answers it: clocks, calls, done notes, the end of a filter exception, how long a case is kept.
import { findClocks, findHorizon } from 'shared/clocks'
import { readCalendar } from '../calendar'
import { decideActionDone, decideContact, decideExceptionEnd, decideRetention, decideSetAside } from '../domain/follow-up'
import { requirePair } from '../domain/room'
import { sealToReaders } from '../key-holders'
import { recordInCase, viewCase, type Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const followUpIntentions = {
  'clocks.read'(keeper) {
    const { state, policy } = keeper.requireOpenCase()
    const calendar = readCalendar(keeper.places, policy)
    const now = new Date()
    return { at: now.toISOString(), clocks: findClocks(state, policy, calendar, now), calendarUntil: findHorizon(calendar, now) }
  },

  'contact.record'(keeper, said) {
    requirePair(keeper.room)
    const { state, policy } = keeper.requireOpenCase()
    recordInCase(keeper, decideContact(state, policy, said, new Date()))
    return viewCase(keeper)
  },

  'action.mark-done'(keeper, body) {
    requirePair(keeper.room)
    recordInCase(keeper, decideActionDone(keeper.requireOpenCase().state, body, new Date()))
    return viewCase(keeper)
  },

  'exception.end'(keeper, body) {
    requirePair(keeper.room)
    recordInCase(keeper, decideExceptionEnd(keeper.requireOpenCase().state, body, new Date()))
    return viewCase(keeper)
  },

  async 'case.set-aside'(keeper, { both, ...body }) {
    keeper.confirmBoth(both)
    const openCase = keeper.requireOpenCase()
    const facts = decideSetAside(openCase.state, body)
    await sealToReaders(keeper, openCase)
    recordInCase(keeper, facts)
    keeper.noteCase(openCase.state)
    await tellEverybody(keeper)
    return viewCase(keeper)
  },

  'retention.set'(keeper, { both, ...body }) {
    keeper.confirmBoth(both)
    recordInCase(keeper, decideRetention(keeper.requireOpenCase().state, body, new Date()))
    return viewCase(keeper)
  },
} satisfies Partial<Handlers>
