// The incident log, as the Vault answers it: one person with the role is enough to write and to read it.
import type { IncidentView } from 'shared/contract'
import { londonDate } from 'shared/london-time'
import { makeIncidentExtract } from '../documents/incident-log-extract'
import { findIncidents, type IncidentFilter, type IncidentNames } from '../domain/incident-search'
import { writeIncidentTable } from '../domain/incident-table'
import { countSlips, decideAmendment, decideLogging, findIncident, type Incident } from '../domain/incidents'
import { saveExport } from '../exports'
import { makeId } from '../open-case'
import type { RoomKeeper } from '../room-keeper'
import type { Handlers } from './handler'

export const incidentIntentions = {
  'incident.log'(keeper, said) {
    const incidentId = makeId()
    const { policy } = keeper.school.readPolicy()
    keeper.recordInSchool(decideLogging(keeper.school.state.incidents, policy, incidentId, said, new Date()))
    return showIncident(keeper, incidentId)
  },

  'incident.amend'(keeper, { incidentId, ...said }) {
    keeper.recordInSchool(decideAmendment(keeper.school.state.incidents, incidentId, said))
    return showIncident(keeper, incidentId)
  },

  'incident.list'(keeper, { page, pageSize, ...filter }) {
    const names = namesOf(keeper)
    const found = findIncidents(keeper.school.state.incidents, filter, names)
    return {
      incidents: found.slice((page - 1) * pageSize, page * pageSize).map((incident) => tellIncident(incident, names)),
      total: found.length,
      slips: found.reduce((sum, incident) => sum + countSlips(incident), 0),
      page,
      pages: Math.max(1, Math.ceil(found.length / pageSize)),
      kinds: keeper.school.readPolicy().policy.incidentKinds,
    }
  },

  'incident.export-csv'(keeper, filter) {
    const names = namesOf(keeper)
    const table = writeIncidentTable(findIncidents(keeper.school.state.incidents, filter, names), names)
    return saveExport(keeper.places, 'incident-log', `incident-log-${londonDate(new Date())}`, 'csv', table)
  },
  async 'incident.print'(keeper, filter) {
    const names = namesOf(keeper)
    const { pdf } = await makeIncidentExtract({
      incidents: findIncidents(keeper.school.state.incidents, filter, names).reverse(),
      names,
      selection: tellSelection(filter),
      policy: keeper.school.readPolicy().policy,
      school: keeper.requireDirectory().name,
      logHead: keeper.school.head,
      resourcesFolder: keeper.places.resources,
      now: new Date(),
    })
    return saveExport(keeper.places, 'incident-log', `incident-log-${londonDate(new Date())}`, 'pdf', pdf)
  },
} satisfies Partial<Handlers>

/** What was searched for, so that nobody takes a part of the log for the whole. */
function tellSelection({ text, kind, from, to, person }: IncidentFilter): string {
  const parts = [
    from && `from ${from}`,
    to && `to ${to}`,
    kind && `of the kind ${kind}`,
    text && `with the words "${text}"`,
    person && `naming "${person}"`,
  ]
  const said = parts.filter(Boolean).join(', ')
  return said === '' ? 'The whole log.' : `A part of the log: ${said}.`
}

export function namesOf(keeper: RoomKeeper): IncidentNames {
  const { people, cases } = keeper.school.state
  const person = new Map<string, string>(people.map(({ personId, name }) => [personId, name]))
  const reference = new Map<string, string>(cases.map((item) => [item.caseId, item.reference]))
  return {
    person: (personId) => person.get(personId) ?? 'somebody not on record',
    case: (caseId) => reference.get(caseId) ?? 'a case not in the register',
  }
}

function showIncident(keeper: RoomKeeper, incidentId: string): IncidentView {
  return tellIncident(findIncident(keeper.school.state.incidents, incidentId), namesOf(keeper))
}

function tellIncident(incident: Incident, names: IncidentNames): IncidentView {
  const { loggedBy, amendments, cases } = incident
  return {
    ...incident,
    loggedBy: loggedBy.map(names.person),
    amendments: amendments.map((added) => ({ ...added, by: added.by.map(names.person) })),
    slipsInAll: countSlips(incident),
    cases: cases.map(names.case),
  }
}
