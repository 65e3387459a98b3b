// What each role carries, in one table. Which duty an intention asks for stands in `permissions.ts`; the Vault enforces both on every
// intention, the Face only reflects them (product.md, "Who uses it").
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
  /** Write and read the incident log, alone. */
  | 'log-incidents'
  /** Make the figures for the governors, alone. */
  | 'report-governors'
  /** Import the known list, alone. Tells nothing of cases. */
  | 'known-list'

export const roles: Readonly<Record<RoleId, { readonly title: string; readonly duties: readonly Duty[] }>> = {
  head: {
    title: 'Headteacher',
    duties: ['review', 'authorise', 'disclose', 'administer', 'log-incidents', 'report-governors', 'known-list'],
  },
  deputy: { title: 'Deputy head', duties: ['review', 'authorise', 'disclose', 'log-incidents', 'report-governors'] },
  senior: { title: 'Senior leader', duties: ['review', 'log-incidents'] },
  dsl: { title: 'Designated safeguarding lead', duties: ['review', 'dsl-review', 'log-incidents', 'report-governors'] },
  'deputy-dsl': { title: 'Deputy safeguarding lead', duties: ['review', 'dsl-review', 'log-incidents', 'report-governors'] },
  chair: { title: 'Chair of governors', duties: ['authorise'] },
  coordinator: { title: 'E-safety coordinator', duties: ['log-incidents', 'report-governors'] },
  technician: { title: 'Network technician', duties: ['known-list'] },
}

export function mayDo(role: RoleId, duty: Duty): boolean {
  return roles[role].duties.includes(duty)
}

/** Whether a role can sign in by itself: for the incident log, reading closed cases, exporting, administering or the known list. */
export function maySignInAlone(role: RoleId): boolean {
  return (['log-incidents', 'dsl-review', 'disclose', 'administer', 'known-list'] as const).some((duty) => mayDo(role, duty))
}

const dutiesWithoutCases: readonly Duty[] = ['log-incidents', 'report-governors', 'known-list']

/**
 * Whether somebody is told of cases at all: a coordinator, who logs incidents and counts them, and a technician, who keeps the known list,
 * are not.
 */
export function mayKnowCases(role: RoleId): boolean {
  return roles[role].duties.some((duty) => !dutiesWithoutCases.includes(duty))
}
