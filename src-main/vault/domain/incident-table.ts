// The incident log as a table that spreadsheets open: comma-separated, as RFC 4180 has it. A cell that a spreadsheet would run as a formula is
// made plain text, because what people reported is not to be trusted in somebody else's spreadsheet.
import { readWall } from 'shared/london-time'
import { tellClockTime } from 'shared/clock-words'
import type { IncidentNames } from './incident-search'
import { countSlips, type Incident } from './incidents'

const headings = [
  'Number',
  'Date',
  'Time',
  'Kind',
  'Incident',
  'Device or account',
  'Concerns',
  'Name',
  'Action taken: what?',
  'Action taken: by whom?',
  'Incident reported by',
  'Logged by',
  'Logged at (UTC)',
  'Added later',
  'Slips',
  'Case',
] as const
const concerns = { pupil: 'Pupil', staff: 'Staff', unknown: 'Not known' } as const

/** UTF-8 with a byte order mark, without which spreadsheets take it for another encoding; lines end in CR LF. */
export function writeIncidentTable(incidents: readonly Incident[], names: IncidentNames): Uint8Array {
  const rows = [headings, ...incidents.map((incident) => rowOf(incident, names))]
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')}`)
}

function rowOf(incident: Incident, names: IncidentNames): string[] {
  const { date, minuteOfDay } = readWall(new Date(incident.happenedAt))
  const added = incident.amendments.map(({ at, by, words, actionTaken, actionBy }) =>
    [`${at}, ${by.map(names.person).join(' and ')}:`, words, actionTaken, actionBy && `(${actionBy})`].filter(Boolean).join(' '),
  )
  return [
    String(incident.number),
    date,
    tellClockTime(minuteOfDay),
    incident.kindTitle,
    incident.what,
    incident.deviceOrAccount,
    concerns[incident.subject.kind],
    incident.subject.name,
    incident.actionTaken,
    incident.actionBy,
    incident.reportedBy,
    incident.loggedBy.map(names.person).join(' and '),
    incident.loggedAt,
    added.join('\n'),
    String(countSlips(incident)),
    incident.cases.map(names.case).join(', '),
  ]
}

/** One cell, always in quotes. A leading apostrophe is what spreadsheets themselves use for "this is text" (OWASP, CSV Injection). */
export function writeCell(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
  const isFormula = /^[\s\p{Cf}"']*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/u.test(plain) || /^[\t\n]/.test(plain)
  return `"${isFormula ? "'" : ''}${plain.replaceAll('"', '""')}"`
}
