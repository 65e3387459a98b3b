// What the two judged and why, what is to be done by whom, and what has been done since (procedure steps 10 and 11).
import type { CaseRecord } from './case-record'
import { optional, tellPeople } from './case-record'
import { tellBoth, tellCalendarDay } from './dates'
import type { Flow } from './flow'
import { drawTable } from './form-table'
import { isolate } from './printable-text'
import { drawActions, drawJudgement } from './review-background'
import { styles } from './typography'

export function drawJudgementPaper(flow: Flow, record: CaseRecord): void {
  const { judgement, actions, followUp } = record.state
  flow.heading(2, 'Judgement and reasons')
  drawJudgement(flow, record)
  if (judgement) {
    flow.heading(3, 'Conclusion')
    flow.text(judgement.conclusion)
  }
  flow.heading(2, 'Actions')
  drawActions(flow, record)
  flow.heading(2, 'Done since')
  if (followUp.actionsDone.length === 0 && followUp.contacts.length === 0) {
    flow.text('Nothing has been recorded as done yet.')
    return
  }
  drawTable(flow, { columns: [0.36, 0.28, 0.36], head: ['What', 'By whom', 'When and note'], frame: 'rules' }, [
    ...followUp.actionsDone.map(({ actionId, doneBy, doneOn, note, by }) => [
      actions?.chosen.find((action) => action.actionId === actionId)?.title ?? actionId,
      doneBy,
      [{ text: tellCalendarDay(doneOn) }, ...optional(note), { text: `Recorded by ${tellPeople(record, by)}`, style: styles.note }],
    ]),
    ...followUp.contacts.map(({ title, calledBy, calledAt, spokeTo, reference, words }) => [
      [{ text: `Told: ${title}` }, ...optional(spokeTo && `Spoke to ${isolate(spokeTo)}`)],
      calledBy,
      [{ text: tellBoth(calledAt) }, ...optional(reference && `Reference ${isolate(reference)}`), ...optional(words)],
    ]),
  ])
}
