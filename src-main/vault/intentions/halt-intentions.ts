// Recording a halt that has happened, the police route, and the release by two.
import { statusOfCase } from '../domain/school'
import { decideHalt, decideHaltCategory, decidePoliceContact, decidePoliceStep, decideRelease } from '../domain/halt'
import { noAgreement } from '../domain/agreement'
import { requirePair } from '../domain/room'
import { readHaltMarker, removeHaltMarker } from '../halt-marker-file'
import type { RoomKeeper } from '../room-keeper'
import { recordInCase, viewCase, type DeskHandlers, type Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const haltIntentions = {
  async 'halt.categorise'(keeper, { categoryId }) {
    requirePair(keeper.room)
    const { state, policy } = keeper.requireOpenCase()
    recordInCase(keeper, decideHaltCategory(state, policy, categoryId))
    await tellEverybody(keeper)
    return viewCase(keeper)
  },

  'police.step-done'(keeper, body) {
    requirePair(keeper.room)
    recordInCase(keeper, decidePoliceStep(keeper.requireOpenCase().state, body))
    return viewCase(keeper)
  },

  'police.contacted'(keeper, body) {
    requirePair(keeper.room)
    recordInCase(keeper, decidePoliceContact(keeper.requireOpenCase().state, body, new Date()))
    return viewCase(keeper)
  },

  async 'halt.release'(keeper, { reason, both }) {
    keeper.confirmBoth(both)
    const openCase = keeper.requireOpenCase()
    recordInCase(keeper, decideRelease(openCase.state, reason))
    keeper.noteCase(openCase.state)
    await removeOwnMarker(keeper, openCase.caseId)
    await tellEverybody(keeper)
    return viewCase(keeper)
  },
} satisfies Partial<Handlers>

export const haltAsks = {
  async 'halt.record'(keeper, act) {
    const { openCase } = keeper
    if (openCase?.state.closed === null && openCase.state.followUp.setAside === null) {
      openCase.agreements = noAgreement
      for (const capture of openCase.captures.values()) capture.forget()
      openCase.captures.clear()
      keeper.work.cancelAll()
      openCase.pendingHalt ??= act
      recordPendingHalt(keeper)
    }
    return tellEverybody(keeper)
  },

  'session.end'(keeper, { cause }) {
    keeper.empty(cause)
    return {}
  },
} satisfies Partial<DeskHandlers>

/**
 * Records a halt that is in force already. Where that fails (a full disk), it stays in force and is recorded before anything else can be
 * asked of the view.
 */
export function recordPendingHalt(keeper: RoomKeeper): void {
  const openCase = keeper.requireOpenCase()
  if (!openCase.pendingHalt) return
  recordInCase(keeper, decideHalt(openCase.state, openCase.policy, openCase.pendingHalt))
  openCase.pendingHalt = null
  keeper.noteCase(openCase.state)
}

/** The marker goes only once no case is halted any more: one release does not speak for another case. */
async function removeOwnMarker(keeper: RoomKeeper, caseId: string): Promise<void> {
  const marker = await readHaltMarker(keeper.places)
  const othersHalted = keeper.school.state.cases.some((item) => item.caseId !== caseId && statusOfCase(item) === 'halted')
  if (marker && (marker.caseId === caseId || (marker.caseId === null && !othersHalted))) await removeHaltMarker(keeper.places)
}
