// Whether the whole application is halted, and which guidance shows. Three witnesses, any one of which is enough: the plain marker file
// (before anybody signed in, after a kill), the register of cases, and the log of the open case.
import { readFileSync } from 'node:fs'
import { haltInForce } from 'shared/case-state'
import type { RoomState } from 'shared/contract'
import type { HaltMarker } from 'shared/halt-marker'
import type { HaltCause } from 'shared/parts'
import { guidanceFor, parsePolicy, type Guidance, type Policy } from 'shared/policy'
import { statusOfCase } from './domain/school'
import type { OpenCase } from './open-case'
import { policyPath, type Places } from './places'
import type { SchoolFile } from './school-file/school-file'

type RoomHalt = RoomState['halt']

export function findRoomHalt(marker: HaltMarker | null, openCase: OpenCase | null, school: SchoolFile | null, places: Places): RoomHalt {
  return tellOpenCase(openCase) ?? tellMarker(marker, school, places) ?? tellRegister(school)
}

function tellOpenCase(openCase: OpenCase | null): RoomHalt {
  const halt = openCase && haltInForce(openCase.state)
  if (!halt) return null
  const guidance = openCase.policy.guidance.find((candidate) => candidate.id === halt.guidanceId) ?? guidanceFor(openCase.policy, 'stopped')
  return {
    caseId: openCase.caseId,
    reference: openCase.reference,
    at: halt.haltedAt,
    cause: halt.cause,
    categoryId: halt.categoryId,
    guidance,
  }
}

/** Before sign-in the school's own pack is still encrypted: the pack that comes with the application speaks for it. */
function tellMarker(marker: HaltMarker | null, school: SchoolFile | null, places: Places): RoomHalt {
  if (!marker) return null
  const policy = school?.readPolicy().policy ?? parsePolicy(JSON.parse(readFileSync(policyPath(places), 'utf8')))
  const { caseId, reference, haltedAt, cause, categoryId } = marker
  return { caseId, reference, at: haltedAt, cause, categoryId, guidance: findGuidance(policy, cause, categoryId) }
}

function tellRegister(school: SchoolFile | null): RoomHalt {
  const halted = school?.state.cases.find((item) => statusOfCase(item) === 'halted')
  const at = halted?.notes.findLast((note) => note.status === 'halted')?.at
  if (!school || !halted || at === undefined) return null
  const { policy } = school.readPolicy()
  const { caseId, reference } = halted
  return { caseId, reference, at, cause: 'button', categoryId: null, guidance: guidanceFor(policy, 'stopped') }
}

function findGuidance(policy: Policy, cause: HaltCause, categoryId: string | null): Guidance {
  const known = categoryId !== null && policy.categories.some((category) => category.id === categoryId)
  return (known ? guidanceFor(policy, categoryId) : null) ?? guidanceFor(policy, cause === 'triage' ? 'suspected' : 'stopped')
}
