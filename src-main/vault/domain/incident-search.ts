// Finding entries of the incident log: by words, kind, day and person. What the list shows and what is exported go through here alike.
import { londonDate } from 'shared/london-time'
import type { Incident } from './incidents'

export interface IncidentFilter {
  /** Every word of it has to occur somewhere in the entry. Empty for all. */
  readonly text: string
  readonly kind: string | null
  /** First and last day in London, both included. */
  readonly from: string | null
  readonly to: string | null
  /** Part of a name: of whoever reported, acted, is concerned or wrote the entry. Empty for all. */
  readonly person: string
}

/** Names that an entry tells by id only. */
export interface IncidentNames {
  readonly person: (personId: string) => string
  readonly case: (caseId: string) => string
}

/** The entries that fit, the latest incident first. */
export function findIncidents(incidents: readonly Incident[], filter: IncidentFilter, names: IncidentNames): Incident[] {
  const words = fold(filter.text).split(' ').filter(Boolean)
  const person = fold(filter.person)
  return incidents
    .filter((incident) => filter.kind === null || incident.kind === filter.kind)
    .filter((incident) => isWithin(londonDate(new Date(incident.happenedAt)), filter))
    .filter((incident) => person === '' || peopleOf(incident, names).some((name) => fold(name).includes(person)))
    .filter((incident) => {
      const all = fold(textOf(incident, names).join(' '))
      return words.every((word) => all.includes(word))
    })
    .sort((one, other) => other.happenedAt.localeCompare(one.happenedAt) || other.number - one.number)
}

function isWithin(date: string, { from, to }: IncidentFilter): boolean {
  return (from === null || date >= from) && (to === null || date <= to)
}

function peopleOf(incident: Incident, names: IncidentNames): string[] {
  const { reportedBy, subject, actionBy, amendments } = incident
  const writers = [...incident.loggedBy, ...amendments.flatMap(({ by }) => by)].map(names.person)
  return [reportedBy, subject.name, actionBy, ...amendments.map((added) => added.actionBy), ...writers]
}

function textOf(incident: Incident, names: IncidentNames): string[] {
  const { number, kindTitle, what, deviceOrAccount, actionTaken, amendments, cases } = incident
  const added = amendments.flatMap(({ words, actionTaken: action }) => [words, action])
  return [String(number), kindTitle, what, deviceOrAccount, actionTaken, ...added, ...cases.map(names.case), ...peopleOf(incident, names)]
}

/** As people write and search: without regard to case, accents' spelling and spaces. */
function fold(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase('en-GB').replace(/\s+/gu, ' ').trim()
}
