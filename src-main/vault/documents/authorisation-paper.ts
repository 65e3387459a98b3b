// The written authorisation on its own (procedure step 3): who may review what, why, and by whose word.
import type { CaseRecord } from './case-record'
import { tellBoth } from './dates'
import type { Flow } from './flow'
import { drawTable } from './form-table'
import { authorisationRows } from './review-background'

export function drawAuthorisationPaper(flow: Flow, record: CaseRecord): void {
  drawTable(flow, { columns: [0.26, 0.74], frame: 'rules', rowHeads: true }, [
    ['Case opened', tellBoth(record.opened.at)],
    ...authorisationRows(record),
    [
      'Designated computer',
      `${record.opened.computer.hostname || 'The computer does not tell a name'}, ${record.opened.computer.location}`,
    ],
  ])
}
