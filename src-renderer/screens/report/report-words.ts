// What is asked in a report, as it is typed, and as it is handed over.
import type { Input } from 'shared/contract'
import type { Subject } from 'shared/parts'
import { readMoment, typeMoment, type TypedMoment } from '../../words/typed-moment'

export interface ReportWords {
  readonly what: string
  readonly reportedBy: string
  readonly reportedAt: TypedMoment
  readonly subjectKind: Subject['kind'] | ''
  readonly subjectName: string
  readonly deviceOrAccount: string
  readonly danger: 'yes' | 'no' | ''
}

/** An empty report; the date is offered as today's, the time is left to be asked. */
export function emptyReport(): ReportWords {
  const today = { ...typeMoment(new Date()), time: '' }
  return { what: '', reportedBy: '', reportedAt: today, subjectKind: '', subjectName: '', deviceOrAccount: '', danger: '' }
}

/** The report as the contract wants it. Every answer was asked for before. */
export function handReport(words: ReportWords): Input<'case.start'> {
  const at = readMoment(words.reportedAt, 'the report')
  if (!at.ok || words.subjectKind === '' || words.danger === '') throw new RangeError('a report is handed over before it is complete')
  return {
    what: words.what,
    reportedBy: words.reportedBy,
    reportedAt: at.value,
    subject: { kind: words.subjectKind, name: words.subjectKind === 'unknown' ? '' : words.subjectName },
    deviceOrAccount: words.deviceOrAccount,
    immediateDanger: words.danger === 'yes',
  }
}
