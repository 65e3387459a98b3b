// Two own acts for one picture of one page. Held in memory only, bound to the visit, gone when the page changes or time passes, and
// used up by the capture: nothing agreed earlier or elsewhere can be turned into a pixel later.
import type { PersonId, VisitId } from 'shared/parts'

/** How long an agreement stands: long enough to pass the keyboard across the desk. */
export const agreementLastsMs = 3 * 60_000

/** What each person states by typing their PIN, word for word; the log keeps it. */
export const captureStatement =
  'I agree to keep a picture of this page. I state that what I see is not child sexual abuse material and not extreme pornography.'

export interface Agreements {
  readonly visitId: VisitId | null
  readonly statement: string
  readonly acts: readonly { readonly personId: PersonId; readonly at: string }[]
}

export const noAgreement: Agreements = { visitId: null, statement: captureStatement, acts: [] }

/** The agreements that still stand for this visit at this moment. */
export function standing(agreements: Agreements, visitId: VisitId | null, now: Date): Agreements {
  if (visitId === null || agreements.visitId !== visitId) return { ...noAgreement, visitId }
  return { ...agreements, acts: agreements.acts.filter((act) => now.getTime() - Date.parse(act.at) <= agreementLastsMs) }
}

/** One more own act. The same person twice counts once, with the later time. */
export function agree(agreements: Agreements, visitId: VisitId, personId: PersonId, now: Date): Agreements {
  const current = standing(agreements, visitId, now)
  return { ...current, acts: [...current.acts.filter((act) => act.personId !== personId), { personId, at: now.toISOString() }] }
}
