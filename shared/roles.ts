// Who may do what, in one table. The Vault enforces it on every intention; the Face only reflects it (product.md, "Who uses it").
import type { RoleId } from './parts'

/** Powers that a role carries. */
export type Duty =
  /** Be one of the two: open a case, review, capture, judge, close. */
  | 'review'
  /** Authorise a case in writing. */
  | 'authorise'
  /** Read a closed case alone and sign the review. */
  | 'dsl-review'
  /** Export a handover, alone. */
  | 'disclose'
  /** Enrol people, found the school. */
  | 'administer'
  /** Import the known list, alone. Tells nothing of cases. */
  | 'known-list'

export const roles: Readonly<Record<RoleId, { readonly title: string; readonly duties: readonly Duty[] }>> = {
  head: { title: 'Headteacher', duties: ['review', 'authorise', 'disclose', 'administer', 'known-list'] },
  deputy: { title: 'Deputy head', duties: ['review', 'authorise', 'disclose'] },
  senior: { title: 'Senior leader', duties: ['review'] },
  dsl: { title: 'Designated safeguarding lead', duties: ['review', 'dsl-review'] },
  'deputy-dsl': { title: 'Deputy safeguarding lead', duties: ['review', 'dsl-review'] },
  chair: { title: 'Chair of governors', duties: ['authorise'] },
  coordinator: { title: 'E-safety coordinator', duties: [] },
  technician: { title: 'Network technician', duties: ['known-list'] },
}

export function mayDo(role: RoleId, duty: Duty): boolean {
  return roles[role].duties.includes(duty)
}

/** Whether a role can sign in by itself: for reading closed cases, exporting or administering. */
export function maySignInAlone(role: RoleId): boolean {
  return mayDo(role, 'dsl-review') || mayDo(role, 'disclose') || mayDo(role, 'administer') || mayDo(role, 'known-list')
}

/** Whether somebody is told of cases at all: a technician who only keeps the known list is not. */
export function mayKnowCases(role: RoleId): boolean {
  return roles[role].duties.some((duty) => duty !== 'known-list')
}
