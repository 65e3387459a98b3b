// Whatever stopped the two on the way: why, how fast, what was sealed, what the police were told, and the release.
import type { Halt } from 'shared/case-state'
import { categoryTitle, optional, tellAddress, type CaseRecord } from './case-record'
import { tellBoth } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell } from './form-table'
import { isolate } from './printable-text'
import { styles } from './typography'

const pairs = { columns: [0.26, 0.74], frame: 'rules', rowHeads: true } as const

const haltCauses = {
  button: 'The STOP button was pressed',
  key: 'The stop key was pressed',
  category: 'A category was chosen that halts a review',
  triage: 'Illegal material was suspected before anything was opened',
  'known-list': 'The address is on the known list',
} as const

/** Draws every halt with what was done about it; nothing where there was none. */
export function drawHalts(flow: Flow, record: CaseRecord): void {
  if (record.state.halts.length === 0) return
  flow.heading(2, 'Halts')
  record.state.halts.forEach((halt) => drawTable(flow, pairs, haltRows(record, halt)))
}

function haltRows(record: CaseRecord, halt: Halt): Cell[][] {
  const blank = halt.blankAfterMs === null ? '' : `The view was gone after ${halt.blankAfterMs.toFixed(0)} milliseconds.`
  const rows: Cell[][] = [
    ['Halted', [{ text: tellBoth(halt.haltedAt) }, { text: [`${haltCauses[halt.cause]}.`, blank].join(' ').trim() }]],
    ['Category', halt.categoryId === null ? 'None was chosen.' : categoryTitle(record, halt.categoryId)],
  ]
  if (halt.url !== null) rows.push(['Address', [{ text: tellAddress(halt.url), style: styles.address }]])
  if (halt.sealedExhibits.length > 0)
    rows.push(['Sealed', `Screenshots withheld from every document: exhibit ${halt.sealedExhibits.join(', ')}.`])
  for (const step of halt.stepsDone)
    rows.push([
      step.stepId.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase()),
      [{ text: 'Done' }, ...optional(step.note), { text: tellBoth(step.at), style: styles.note }],
    ])
  if (halt.police) {
    const { calledBy, calledAt, force, reference, officer, advice } = halt.police
    const details = [`Reference ${reference}`, officer && `Officer: ${isolate(officer)}`].filter(Boolean).join('. ')
    rows.push([
      'Police',
      [{ text: `${isolate(force)}, told by ${isolate(calledBy)}, ${tellBoth(calledAt)}` }, { text: details }, ...optional(advice)],
    ])
  }
  rows.push(['Released', halt.releasedAt === null ? 'No. The halt is in force.' : tellBoth(halt.releasedAt)])
  return rows
}
