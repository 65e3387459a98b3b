// The figures for the governors, as the Vault answers them: counted from the school's log, saved as a report, and the period noted, so that
// no later report can be taken from this one.
import type { GovernorsFigures } from 'shared/contract'
import { makeGovernorsReport } from '../documents/governors-report'
import { findEarlierReport } from '../domain/governors-period'
import { countForGovernors } from '../domain/governors-statistics'
import { saveExport } from '../exports'
import type { RoomKeeper } from '../room-keeper'
import type { Handlers } from './handler'

export const governorsIntentions = {
  'governors.figures': (keeper, period) => count(keeper, period).figures,

  async 'governors.report'(keeper, period) {
    const { figures, isNew } = count(keeper, period)
    const { pdf } = await makeGovernorsReport({
      figures,
      school: keeper.requireDirectory().name,
      logHead: keeper.school.head,
      countedAt: new Date(figures.countedAt),
      resourcesFolder: keeper.places.resources,
      now: new Date(),
    })
    const saved = await saveExport(keeper.places, 'governors', `governors-${period.from}-to-${period.to}`, 'pdf', pdf)
    if (isNew) keeper.recordInSchool({ type: 'governors.reported', body: { ...period, sha256: saved.sha256 } })
    return { ...saved, figures }
  },
} satisfies Partial<Handlers>

function count(keeper: RoomKeeper, { from, to }: { from: string; to: string }): { figures: GovernorsFigures; isNew: boolean } {
  const { school } = keeper
  const now = new Date()
  const earlier = findEarlierReport(school.state.governorsReports, from, to, now)
  const state = earlier ? school.stateAt(earlier.seq) : school.state
  const counted = countForGovernors(state, school.readPolicy().policy, from, to)
  const tables = (part: { tables: typeof counted.incidents.tables }) =>
    part.tables.map(({ id, figures }) => ({ id, figures: [...figures] }))
  return {
    figures: {
      ...counted,
      incidents: { ...counted.incidents, tables: tables(counted.incidents) },
      cases: { ...counted.cases, tables: tables(counted.cases) },
      countedAt: earlier?.at ?? now.toISOString(),
    },
    isNew: !earlier,
  }
}
