// What stands behind the form: how the review came about and who allowed it, what the two judged and why, what is to be done, and
// whatever halted them on the way.
import type { CaseRecord } from './case-record'
import { categoryTitle, longConcerns, optional, tellAddress, tellPeople, tellPerson } from './case-record'
import { tellBoth, tellCalendarDay } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell } from './form-table'
import { drawHalts } from './halts'
import { isolate } from './printable-text'
import { backgroundHeading, concernsHeading } from './record-of-review'
import { styles } from './typography'

const pairs = { columns: [0.26, 0.74], frame: 'rules', rowHeads: true } as const
/** Characters. */
const longText = 2_500
const answers = { pupil: 'A pupil', staff: 'A member of staff', unknown: 'Not known' } as const

/** Draws report, triage, authorisation, computer, halts, judgement and actions, in the order of the procedure. */
export async function drawBackground(flow: Flow, record: CaseRecord): Promise<void> {
  await flow.within('Sect', () => {
    drawLongConcerns(flow, record)
    flow.heading(2, backgroundHeading)
    drawTable(flow, pairs, beforeRows(record))
    drawHalts(flow, record)
    flow.heading(2, 'Judgement and reasons')
    drawJudgement(flow, record)
    flow.heading(2, 'Actions')
    drawActions(flow, record)
  })
}

function drawLongConcerns(flow: Flow, record: CaseRecord): void {
  const concerns = longConcerns(record)
  if (concerns.length === 0) return
  flow.heading(2, concernsHeading)
  for (const concern of concerns) {
    flow.heading(3, categoryTitle(record, concern.categoryId))
    flow.text(tellAddress(concern.url), styles.address)
    flow.text(concern.words)
    flow.text(`${tellPeople(record, concern.by)}, ${tellBoth(concern.at)}`, styles.note)
  }
}

function beforeRows(record: CaseRecord): Cell[][] {
  const { report, triage, computerCheck } = record.state
  const rows: Cell[][] = [['Case opened', [{ text: tellBoth(record.opened.at) }, { text: tellPeople(record, record.opened.by) }]]]
  if (report) {
    const about = [answers[report.subject.kind], isolate(report.subject.name)].filter(Boolean).join(': ')
    rows.push(
      ['Reported by', [{ text: report.reportedBy }, { text: tellBoth(report.reportedAt), style: styles.note }]],
      ['Report', report.what],
      ['About', about],
      ['Immediate danger', report.immediateDanger ? 'Yes' : 'No'],
    )
    if (report.deviceOrAccount !== '') rows.push(['Device or account', report.deviceOrAccount])
  }
  if (triage) {
    const answer = triage.suspectedIllegal ? 'Illegal material was suspected.' : 'No suspicion of illegal material.'
    const by = `${tellPeople(record, triage.by)}, ${tellBoth(triage.at)}, before anything was opened`
    rows.push(['Could it be illegal?', [{ text: answer }, ...optional(triage.words), { text: by, style: styles.note }]])
  }
  rows.push(...authorisationRows(record))
  if (computerCheck) rows.push(['Designated computer', tellCheck(record)])
  return rows
}

/** Who authorised what, and whoever took a reviewer's place since. */
export function authorisationRows(record: CaseRecord): Cell[][] {
  const { authorisation, followUp } = record.state
  if (!authorisation) return [['Authorisation', 'None was recorded.']]
  return [
    ['Authorised by', [{ text: tellPerson(record, authorisation.authorisedBy) }, { text: tellBoth(authorisation.at), style: styles.note }]],
    ['Reason', authorisation.reason],
    ['Scope', authorisation.scope],
    ['Reviewing persons', authorisation.reviewers.map((personId) => ({ text: tellPerson(record, personId) }))],
    ...followUp.replacements.map(({ leaving, joining, authorisedBy, at }) => [
      'Replaced',
      [
        { text: `${tellPerson(record, joining)} took the place of ${tellPerson(record, leaving)}.` },
        { text: `Authorised by ${tellPerson(record, authorisedBy)}, ${tellBoth(at)}`, style: styles.note },
      ],
    ]),
    ['Conflict of interest', tellConflicts(record)],
    ['Exception to the filter', tellException(record)],
  ]
}

function tellConflicts(record: CaseRecord): Cell {
  const conflicts = record.state.authorisation?.conflicts ?? []
  if (conflicts.length === 0) return 'None declared.'
  return conflicts.map(({ personId, statement }) => ({ text: `${tellPerson(record, personId)}: ${statement}` }))
}

function tellException({ state }: CaseRecord): Cell {
  const exception = state.authorisation?.exception
  if (!exception) return 'None.'
  return [
    { text: exception.sites },
    { text: `Asked for by ${isolate(exception.askedBy)}: ${exception.why}` },
    { text: `From ${tellBoth(exception.from)} to ${tellBoth(exception.to)}`, style: styles.note },
  ]
}

function tellCheck({ state }: CaseRecord): Cell {
  const check = state.computerCheck
  if (!check) return ''
  if (check.same) return [{ text: 'The same computer as when the case was opened.' }, { text: tellBoth(check.at), style: styles.note }]
  return [
    { text: 'A different computer from the one on which the case was opened.' },
    ...check.differences.map((text) => ({ text: `•  ${text}` })),
    { text: `Reason: ${check.reason}` },
    { text: tellBoth(check.at), style: styles.note },
  ]
}

export function drawJudgement(flow: Flow, record: CaseRecord): void {
  const { judgement } = record.state
  if (!judgement) {
    flow.text('No judgement was recorded.')
    return
  }
  // A column beside its heading is for what can be read at a glance; a longer text has the width of the page.
  const isLong = judgement.reasons.length > longText
  drawTable(flow, pairs, [
    ['Judgement', [{ text: judgement.substance ? 'The concern has substance.' : 'The concern has no substance.', style: styles.strong }]],
    ...(isLong ? [] : [['Reasons', judgement.reasons]]),
    ['Judged by', [{ text: tellPeople(record, judgement.by) }, { text: tellBoth(judgement.at), style: styles.note }]],
  ])
  if (isLong) {
    flow.heading(3, 'Reasons')
    flow.text(judgement.reasons)
  }
}

export function drawActions(flow: Flow, record: CaseRecord): void {
  const { actions } = record.state
  if (!actions) {
    flow.text('No actions were decided.')
    return
  }
  const { actions: known, incidents } = record.policy.actionTables[actions.table]
  const incident = incidents.find(({ id }) => id === actions.incidentId)?.title ?? actions.incidentId
  const proposed = known.filter(({ id }) => actions.proposed.includes(id)).map(({ title }) => title)
  drawTable(flow, pairs, [
    [
      'Kind of incident',
      [{ text: incident }, { text: `The school's table for ${actions.table}, policy ${record.policy.version}`, style: styles.note }],
    ],
    ['The table proposes', proposed.length > 0 ? proposed.map((text) => ({ text })) : 'Nothing for this incident.'],
    ...(actions.departureReason === '' ? [] : [['Reason for a departure', actions.departureReason]]),
    ['Decided by', [{ text: tellPeople(record, actions.by) }, { text: tellBoth(actions.at), style: styles.note }]],
  ])
  if (actions.chosen.length === 0) {
    flow.text('No action is taken.')
    return
  }
  drawTable(
    flow,
    { columns: [0.36, 0.28, 0.36], head: ['Action', 'Who', 'Due and note'], frame: 'rules' },
    actions.chosen.map(({ title, owner, due, note }) => [
      title,
      owner,
      [{ text: due === null ? 'No date set' : tellCalendarDay(due) }, ...optional(note)],
    ]),
  )
}
