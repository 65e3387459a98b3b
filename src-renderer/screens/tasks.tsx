// The task list: what is done, what can be done now, what has to wait. Derived from the log through the procedure's own table.
import { procedure, statusOf, type Step, type StepId } from 'shared/procedure'
import type { CaseState } from 'shared/case-state'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { Tag } from '../components/tag'
import { useCase } from '../room/room-context'
import { stepStatuses, subjectKinds } from '../words/subjects'
import { CaseFacts } from './tasks/case-facts'

const groups = [...new Set(procedure.map((step) => step.group))]

export function Tasks() {
  const { state } = useCase()
  const kind = state.report?.subject.kind ?? 'unknown'
  return (
    <Page
      title="What you have done, and what is left"
      caption={`Case ${state.opened?.reference ?? ''}${kind === 'unknown' ? '' : ` · ${subjectKinds[kind].toLocaleLowerCase('en-GB')}`}`}
      aside={<CaseFacts />}
    >
      {groups.map((group) => (
        <section key={group} className="tasks-group">
          <h2 className="subheading">{group}</h2>
          <ul className="tasks">
            {procedure
              .filter((step) => step.group === group)
              .map((step) => (
                <Task key={step.id} step={step} state={state} />
              ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}

function Task({ step, state }: { readonly step: Step; readonly state: CaseState }) {
  const status = statusOf(state, step.id)
  const open = step.room === 'pair' && (status === 'ready' || status === 'in-progress')
  const { words, tone } = stepStatuses[status]
  return (
    <li className={`tasks__row${open ? ' tasks__row--open' : ''}${status === 'cannot-start' ? ' tasks__row--waiting' : ''}`}>
      <div>
        {open ? (
          <Go to={{ at: placeOf(step.id) }} className="govuk-link tasks__link" describedBy={`task-${step.id}`}>
            {step.title}
          </Go>
        ) : (
          step.title
        )}
        <p className="tasks__hint">{step.tell(state)}</p>
      </div>
      <span id={`task-${step.id}`}>
        <Tag tone={tone}>{words}</Tag>
      </span>
    </li>
  )
}

/** The screen of a step that the two can take. */
function placeOf(step: StepId): Exclude<StepId, 'report' | 'dsl-review' | 'handover'> | 'tasks' {
  return step === 'report' || step === 'dsl-review' || step === 'handover' ? 'tasks' : step
}
