// Whom a report concerns, and where a case stands, in the words of the screens.
import type { CaseListing } from 'shared/contract'
import type { Subject } from 'shared/parts'
import type { StepStatus } from 'shared/procedure'
import type { TagTone } from '../components/tag'

export const subjectKinds: Readonly<Record<Subject['kind'], string>> = {
  pupil: 'A pupil',
  staff: 'A member of staff',
  unknown: 'Not known yet',
}

export const tellSubject = ({ kind, name }: Subject): string => (name === '' ? subjectKinds[kind] : `${subjectKinds[kind]}: ${name}`)

export const caseStatuses: Readonly<Record<CaseListing['status'], { readonly words: string; readonly tone: TagTone }>> = {
  open: { words: 'Open', tone: 'blue' },
  halted: { words: 'Halted', tone: 'red' },
  closed: { words: 'Closed, to be reviewed', tone: 'yellow' },
  accepted: { words: 'Reviewed', tone: 'green' },
  returned: { words: 'Sent back with questions', tone: 'yellow' },
  'set-aside': { words: 'Set aside', tone: 'grey' },
}

export const stepStatuses: Readonly<Record<StepStatus, { readonly words: string; readonly tone: TagTone }>> = {
  done: { words: 'Done', tone: 'green' },
  'in-progress': { words: 'In progress', tone: 'blue' },
  ready: { words: 'To do', tone: 'yellow' },
  'cannot-start': { words: 'Cannot start yet', tone: 'grey' },
  'not-needed': { words: 'Not needed', tone: 'grey' },
}
