// The form that the policy asks to be kept: "Record of reviewing devices / internet sites (responding to incidents of misuse)".
// Its fields, their order and their wording are the policy's; nothing is added inside it.
import type { CaseRecord } from './case-record'
import { categoryTitle, tellAddress, tellBeginning } from './case-record'
import { tellDay } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell } from './form-table'
import { isolate } from './printable-text'
import { drawSignaturePanel, type PanelPerson } from './signature-panel'
import { styles } from './typography'

/** Behind the form, where a concern or a reason is too long for it. */
export const concernsHeading = 'Concerns in full'
export const backgroundHeading = 'How the review came about'

const groups = { pupil: 'Pupils', staff: 'Staff', unknown: 'Not known' } as const

/** Draws the form. `panels` are the first and the second reviewing person. */
export async function drawRecordOfReview(flow: Flow, record: CaseRecord, panels: readonly [PanelPerson, PanelPerson]): Promise<void> {
  const wording = record.policy.forms.recordOfReview
  await flow.within('Sect', () => {
    flow.heading(1, wording.title)
    const pairs = { columns: [0.2, 0.8], frame: 'grid', rowHeads: true } as const
    drawTable(flow, pairs, [
      [wording.group, [{ text: tellGroup(record) }, { text: record.opened.school, style: styles.note }]],
      [wording.date, tellDay(record.madeAt)],
      [wording.reason, tellReason(record)],
    ])
    drawSignaturePanel(flow, { ...wording, heading: wording.firstReviewer }, panels[0])
    drawSignaturePanel(flow, { ...wording, heading: wording.secondReviewer }, panels[1])
    flow.gap(4)
    drawTable(flow, { ...pairs, columns: [0.32, 0.68] }, [[wording.computer, tellComputer(record)]])
    drawTable(flow, { columns: [0.46, 0.54], head: [wording.site, wording.concern], frame: 'grid' }, siteRows(record))
    flow.ensureRoom(80)
    drawTable(flow, { columns: [1], head: [wording.conclusion], frame: 'grid' }, [[tellConclusion(record)]])
  })
}

function tellGroup({ state }: CaseRecord): string {
  const subject = state.report?.subject
  if (!subject) return groups.unknown
  return subject.name === '' ? groups[subject.kind] : `${groups[subject.kind]}: ${isolate(subject.name)}`
}

function tellReason({ state }: CaseRecord): Cell {
  const reason = state.authorisation?.reason ?? state.report?.what
  return reason === undefined ? 'None was recorded.' : tellBeginning(reason, backgroundHeading)
}

function tellComputer({ state, opened }: CaseRecord): Cell {
  const { location, maker, model, serial, os, hostname } = state.computerCheck?.seen ?? opened.computer
  const name = [hostname, [maker, model].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const details = [serial && `Serial number ${serial}`, os].filter(Boolean).join('. ')
  return [
    { text: name || 'The computer does not tell a name', style: styles.strong },
    { text: `Location: ${location}` },
    ...(details ? [{ text: details, style: styles.note }] : []),
  ]
}

function siteRows(record: CaseRecord): Cell[][] {
  const { report, concerns, exhibits } = record.state
  const device = report?.deviceOrAccount ?? ''
  const rows: Cell[][] = concerns.map((concern) => {
    const kept = exhibits.filter((exhibit) => !exhibit.sealed && exhibit.visitId === concern.visitId)
    return [
      [{ text: tellAddress(concern.url), style: styles.address }],
      [
        { text: categoryTitle(record, concern.categoryId), style: styles.label },
        { text: tellBeginning(concern.words, concernsHeading) },
        ...(kept.length > 0
          ? [{ text: `Screenshot: exhibit ${kept.map(({ number }) => String(number)).join(', ')}`, style: styles.note }]
          : []),
      ],
    ]
  })
  if (device !== '') rows.unshift([[{ text: device }, { text: 'Device or account', style: styles.note }], 'Named in the report.'])
  return rows.length > 0 ? rows : [['None', 'No site or device gave reason for concern.']]
}

function tellConclusion({ state }: CaseRecord): Cell {
  const { judgement, actions } = state
  if (!judgement) return 'No judgement was recorded.'
  return [
    { text: judgement.substance ? 'The concern has substance.' : 'The concern has no substance.', style: styles.label },
    { text: judgement.conclusion },
    ...(actions?.chosen ?? []).map((action) => ({ text: `•  ${action.title}: ${isolate(action.owner)}` })),
    ...(actions && actions.chosen.length === 0 ? [{ text: 'No action is taken.' }] : []),
  ]
}
