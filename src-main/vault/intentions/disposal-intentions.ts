// What is due for disposal, and the decision of two to dispose of it.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { coded } from 'shared/errors'
import { mayKnowCases } from 'shared/roles'
import { readManifest } from '../backup-manifest'
import { finishDisposals } from '../disposal'
import { findRetention, requireDue } from '../domain/retention'
import { peopleIn } from '../domain/room'
import { findCase } from '../domain/school'
import { caseFileName, type Places } from '../places'
import type { Handlers } from './handler'

export const disposalIntentions = {
  'disposal.list'(keeper) {
    if (!peopleIn(keeper.room).every((person) => mayKnowCases(person.role))) return { kept: [], disposed: [] }
    const { policy } = keeper.school.readPolicy()
    const today = findToday()
    const { cases } = keeper.school.state
    return {
      kept: cases
        .filter((item) => item.disposal === null)
        .flatMap((item) => {
          const options = findRetention(policy, item).map(({ rule, asks, earliest }) => ({
            ruleId: rule.id,
            title: rule.title,
            asks,
            earliest,
          }))
          const due = options.some(({ earliest }) => earliest <= today)
          return options.length === 0
            ? []
            : [{ caseId: item.caseId, reference: item.reference, subjectKind: item.subjectKind, due, options }]
        }),
      disposed: cases.flatMap(({ reference, openedAt, disposal }) =>
        disposal === null ? [] : [{ reference, openedAt, decidedAt: disposal.decidedAt, doneAt: disposal.doneAt, reason: disposal.reason }],
      ),
    }
  },

  async 'case.dispose'(keeper, { caseId, ruleId, date, reason, both }) {
    keeper.confirmBoth(both)
    if (keeper.openCase) throw coded('case.open-already', 'A case is open. Leave it before you dispose of one.')
    const item = findCase(keeper.school.state, caseId)
    const { policy } = keeper.school.readPolicy()
    const { title, dueOn } = requireDue(findRetention(policy, item), ruleId, date, findToday())
    keeper.recordInSchool({ type: 'case.disposal-decided', body: { caseId, ruleId, ruleTitle: title, dueOn, reason } })
    await keeper.work.run('Disposing of the case', async (_signal, tell) => finishDisposals(keeper, tell))
    return { reference: item.reference, backupsHolding: await findBackupsOf(keeper.places, item.reference) }
  },
} satisfies Partial<Handlers>

/** Backups in the exports folder that still hold the case with its keys: they have to be destroyed by hand, on every disk they went to. */
async function findBackupsOf(places: Places, reference: string): Promise<string[]> {
  const folder = join(places.exports, 'backups')
  const names = await readdir(folder).catch(() => [])
  const holding = names.map(async (name) => {
    const manifest = await readManifest(join(folder, name)).catch(() => null)
    return manifest?.files.some((file) => file.path === `cases/${caseFileName(reference)}`) === true ? [name] : []
  })
  return (await Promise.all(holding)).flat().sort()
}

/** Today's date in the school's own time zone. */
function findToday(): string {
  return new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'Europe/London' }).format(new Date())
}
