// The whole case, to be read: before both sign it, after it was closed, and in the DSL's review. The same words everywhere.
import { nameOf, type CaseState, type Halt } from 'shared/case-state'
import type { Policy } from 'shared/policy'
import { Answers, Written, type Answer } from '../../components/facts'
import { useCase } from '../../room/room-context'
import { joinNames, tellCount } from '../../words/figures'
import { tellDay, tellMoment } from '../../words/moments'
import { tellSubject } from '../../words/subjects'
import { SiteTable } from './site-table'

export function CaseRecord() {
  const { state, policy } = useCase()
  return (
    <>
      <RecordPart title="Report" answers={tellReport(state)} />
      <RecordPart title="Before anything was opened" answers={tellBefore(state)} />
      <section className="record-part">
        <h2 className="subheading">Sites and concerns</h2>
        <SiteTable state={state} />
        {state.refusals > 0 && (
          <p className="caption">
            {tellCount(state.refusals, 'attempt')} of sites to do more than show a page (pop-ups, downloads and the like){' '}
            {state.refusals === 1 ? 'was' : 'were'} refused and recorded.
          </p>
        )}
      </section>
      {state.halts.map((halt) => (
        <RecordPart key={halt.at} title="The review was stopped" answers={tellHalt(state, halt, policy)} />
      ))}
      {state.judgement && <RecordPart title="Judgement" answers={tellJudgement(state)} />}
      {state.actions && <RecordPart title="Actions" answers={tellActions(state)} />}
    </>
  )
}

function RecordPart({ title, answers }: { readonly title: string; readonly answers: readonly Answer[] }) {
  return (
    <section className="record-part">
      <h2 className="subheading">{title}</h2>
      <Answers answers={answers} />
    </section>
  )
}

const namesOf = (state: CaseState, ids: readonly string[]) => joinNames(ids.map((id) => nameOf(state, id)))

function tellReport({ report }: CaseState): Answer[] {
  if (!report) return []
  return [
    { name: 'What was reported', value: <Written>{report.what}</Written> },
    { name: 'Reported by', value: `${report.reportedBy}, ${tellMoment(report.reportedAt)}` },
    { name: 'It concerns', value: tellSubject(report.subject) },
    { name: 'Device or account', value: report.deviceOrAccount || 'Not known' },
  ]
}

function tellBefore(state: CaseState): Answer[] {
  const { opened, triage, authorisation, computerCheck } = state
  const answers: Answer[] = []
  if (triage)
    answers.push({
      name: 'Could it be illegal?',
      value: `${triage.suspectedIllegal ? 'Suspected' : 'No suspicion'}, stated by ${namesOf(state, triage.by)}`,
    })
  if (authorisation) {
    answers.push(
      { name: 'Authorised by', value: `${nameOf(state, authorisation.authorisedBy)}, ${tellMoment(authorisation.at)}` },
      { name: 'Reason', value: <Written>{authorisation.reason}</Written> },
      { name: 'What could be looked at', value: <Written>{authorisation.scope}</Written> },
      { name: 'Reviewed by', value: namesOf(state, authorisation.reviewers) },
    )
  }
  if (opened)
    answers.push({
      name: 'Computer',
      value: `${opened.computer.location}${computerCheck ? (computerCheck.same ? ', the same throughout' : `, changed: ${computerCheck.reason}`) : ''}`,
    })
  return answers
}

function tellHalt(state: CaseState, halt: Halt, policy: Policy): Answer[] {
  const category = policy.categories.find(({ id }) => id === halt.categoryId)?.title ?? 'Not said'
  const answers: Answer[] = [
    { name: 'Stopped', value: `${tellMoment(halt.at)}, by ${namesOf(state, halt.by)}` },
    { name: 'What it was', value: category },
  ]
  if (halt.police) answers.push({ name: 'Police reference', value: `${halt.police.reference}, ${halt.police.force}` })
  if (halt.releasedAt !== null) answers.push({ name: 'Released by both', value: tellMoment(halt.releasedAt) })
  return answers
}

function tellJudgement(state: CaseState): Answer[] {
  const { judgement } = state
  if (!judgement) return []
  return [
    { name: 'Has the concern substance?', value: `${judgement.substance ? 'Yes' : 'No'}, judged by ${namesOf(state, judgement.by)}` },
    { name: 'Reasons', value: <Written>{judgement.reasons}</Written> },
    { name: 'Conclusion', value: <Written>{judgement.conclusion}</Written> },
  ]
}

function tellActions({ actions }: CaseState): Answer[] {
  if (!actions) return []
  const chosen = actions.chosen.map((action) => ({
    name: action.title,
    value: (
      <Written>
        {[`${action.owner}${action.due === null ? '' : `, by ${tellDay(action.due)}`}`, action.note]
          .filter((line) => line !== '')
          .join('\n')}
      </Written>
    ),
  }))
  const departure =
    actions.departureReason === ''
      ? []
      : [{ name: 'Why it differs from the school’s table', value: <Written>{actions.departureReason}</Written> }]
  return [...chosen, ...departure]
}
