// The sheet that goes to the police: what was met, where and when, on which computer, by whom, and what has been done with it since. It holds
// no picture and no title of a page, only addresses and words of the two.
import type { CaseRecord } from './case-record'
import { categoryTitle, tellAddress, tellPerson } from './case-record'
import { tellBoth } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell } from './form-table'
import { drawHalts } from './halts'
import { isolate } from './printable-text'
import { styles } from './typography'

const pairs = { columns: [0.26, 0.74], frame: 'rules', rowHeads: true } as const
const subjects = { pupil: 'A pupil', staff: 'A member of staff', unknown: 'Not known' } as const

export function drawPoliceReferral(flow: Flow, record: CaseRecord): void {
  flow.text(
    'This sheet holds no image and none is to be asked for by email. Pictures of a page at which the review stopped are sealed: never shown, ' +
      'printed or copied by the school.',
    styles.strong,
  )
  drawHalts(flow, record)
  flow.heading(2, 'What was suspected')
  drawTable(flow, pairs, concernRows(record))
  flow.heading(2, 'The computer')
  drawTable(flow, pairs, computerRows(record))
  flow.heading(2, 'People')
  drawTable(flow, pairs, peopleRows(record))
}

function concernRows(record: CaseRecord): Cell[][] {
  const { report, triage, concerns, exhibits } = record.state
  const sealed = exhibits.filter((exhibit) => exhibit.sealed).length
  return [
    ...(report ? [['Report', [{ text: report.what }, { text: tellBoth(report.reportedAt), style: styles.note }]]] : []),
    ...(report?.immediateDanger ? [['Immediate danger', [{ text: 'Yes, said when it was reported', style: styles.strong }]]] : []),
    ...(report && report.deviceOrAccount !== '' ? [['Device or account', report.deviceOrAccount]] : []),
    ...(triage && triage.words !== '' ? [['Before anything was opened', triage.words]] : []),
    ...concerns.map((concern) => [
      categoryTitle(record, concern.categoryId),
      [
        { text: tellAddress(concern.url), style: styles.address },
        { text: concern.words },
        { text: tellBoth(concern.at), style: styles.note },
      ],
    ]),
    ['Pictures', `${String(exhibits.length - sealed)} kept as evidence in the case file, ${String(sealed)} sealed. None is in this sheet.`],
  ]
}

function computerRows({ state, opened }: CaseRecord): Cell[][] {
  const { location, maker, model, serial, os, hostname } = state.computerCheck?.seen ?? opened.computer
  return [
    ['Location', location],
    ['Name', hostname || 'Not told by the computer'],
    ['Make and model', [maker, model].filter(Boolean).join(' ') || 'Not told by the computer'],
    ['Serial number', serial || 'Not told by the computer'],
    ['Operating system', os || 'Not told by the computer'],
  ]
}

function peopleRows(record: CaseRecord): Cell[][] {
  const { report, authorisation } = record.state
  const reviewers = authorisation?.reviewers ?? record.opened.by
  return [
    ['School', record.opened.school],
    ['Reviewing persons', reviewers.map((personId) => ({ text: tellPerson(record, personId) }))],
    ...(authorisation ? [['Authorised by', tellPerson(record, authorisation.authorisedBy)]] : []),
    ...(report
      ? [
          ['Reported by', report.reportedBy],
          ['About', [subjects[report.subject.kind], isolate(report.subject.name)].filter(Boolean).join(': ')],
        ]
      : []),
  ]
}
