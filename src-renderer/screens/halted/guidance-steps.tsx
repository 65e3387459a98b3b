// The steps of the police route, each with what has been done about it and a way to write that down.
import { Fragment } from 'react'
import type { Halt } from 'shared/case-state'
import type { Guidance, GuidanceStep } from 'shared/policy'
import { Go } from '../../components/go'
import { Tag } from '../../components/tag'
import type { Place } from '../../room/place'
import { tellClock } from '../../words/moments'

interface GuidanceStepsProps {
  readonly guidance: Guidance
  readonly reference: string
  /** What has been recorded since; null before both have signed in. */
  readonly record: Halt | null
}

/** Steps that have a page of their own: what they lead to. */
const ownPages: Readonly<Record<string, { readonly place: Place; readonly words: string }>> = {
  'record-reference': { place: { at: 'police' }, words: 'Write it down' },
  'choose-category': { place: { at: 'what-was-seen' }, words: 'Say what it was' },
}

export function GuidanceSteps({ guidance, reference, record }: GuidanceStepsProps) {
  return (
    <ol className="guidance">
      {guidance.steps.map((step, index) => (
        <li key={step.id} className="guidance__step">
          <span className="guidance__number" aria-hidden="true">
            {index + 1}
          </span>
          <div className="guidance__words">
            <p>
              <b>{step.strong}</b> {step.text}
            </p>
            {step.say !== undefined && <Say say={step.say} reference={reference} />}
            {record && <StepNote step={step} record={record} />}
          </div>
          {record && <StepState step={step} record={record} />}
        </li>
      ))}
    </ol>
  )
}

/** What to say to the police; the reference stays on one line, to be read out in one go. */
function Say({ say, reference }: { readonly say: string; readonly reference: string }) {
  const [before, ...after] = say.split('{reference}')
  return (
    <p className="guidance__say">
      Say: {before}
      {after.map((words) => (
        <Fragment key={words}>
          <span className="nowrap">{reference === '' ? 'not known yet' : reference}</span>
          {words}
        </Fragment>
      ))}
    </p>
  )
}

/** When a step was done, or null. What the police said proves the call; a category chosen proves its own step. */
function doneAt(step: GuidanceStep, record: Halt): string | null {
  if (step.id === 'record-reference') return record.police?.at ?? null
  const noted = record.stepsDone.find((done) => done.stepId === step.id)
  if (noted) return noted.at
  return step.id === 'call-police' ? (record.police?.calledAt ?? null) : null
}

function StepState({ step, record }: { readonly step: GuidanceStep; readonly record: Halt }) {
  const at = doneAt(step, record)
  const { place, words } = ownPages[step.id] ?? {
    place: { at: 'police-step', stepId: step.id } as const,
    words: 'Mark as done',
  }
  return (
    <div className="guidance__state">
      <Tag tone={at === null ? 'yellow' : 'green'}>{at === null ? 'To do' : `Done ${tellClock(at)}`}</Tag>
      {at === null && (
        <Go to={place} className="govuk-link guidance__act no-print" label={`${words}: ${step.strong}`}>
          {words}
        </Go>
      )}
    </div>
  )
}

function StepNote({ step, record }: { readonly step: GuidanceStep; readonly record: Halt }) {
  if (step.id === 'record-reference' && record.police) {
    const { reference, force, officer, calledBy } = record.police
    return (
      <p className="guidance__note">
        Reference <b>{reference}</b>, {[force, officer].filter((word) => word !== '').join(', ')}. Called by {calledBy}.
      </p>
    )
  }
  const note = record.stepsDone.find((done) => done.stepId === step.id)?.note ?? ''
  return note === '' ? null : <p className="guidance__note">{note}</p>
}
