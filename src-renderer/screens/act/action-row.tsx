// One action of the table: whether it is done, and if so by whom, by when, with a note.
import { Checkbox } from '../../components/choice-field'
import { FieldGroup, FieldLabel, FieldWords } from '../../components/field'
import { DateInput } from '../../components/moment-field'
import type { ActionWords } from './action-words'

interface ActionRowProps {
  readonly id: string
  readonly action: ActionWords
  readonly fault: string | undefined
  readonly change: (action: ActionWords) => void
}

export function ActionRow({ id, action, fault, change }: ActionRowProps) {
  const details = (
    <>
      <FieldGroup id={`${action.actionId}-owner`} fault={fault}>
        <FieldLabel id={`${action.actionId}-owner`} label={`Who does it?`} />
        <FieldWords id={`${action.actionId}-owner`} hint={undefined} fault={fault} />
        <input
          id={`${action.actionId}-owner`}
          className={`govuk-input govuk-!-width-two-thirds${fault === undefined ? '' : ' govuk-input--error'}`}
          type="text"
          autoComplete="off"
          value={action.owner}
          aria-describedby={fault === undefined ? undefined : `${action.actionId}-owner-error`}
          onChange={(event) => change({ ...action, owner: event.target.value })}
        />
      </FieldGroup>
      <DateInput
        id={`${action.actionId}-due`}
        label="By when? (optional)"
        value={action.due}
        fault={undefined}
        change={(due) => change({ ...action, due })}
      />
      <FieldGroup id={`${action.actionId}-note`} fault={undefined}>
        <FieldLabel id={`${action.actionId}-note`} label="Note (optional)" />
        <input
          id={`${action.actionId}-note`}
          className="govuk-input"
          type="text"
          autoComplete="off"
          value={action.note}
          onChange={(event) => change({ ...action, note: event.target.value })}
        />
      </FieldGroup>
    </>
  )
  return (
    <div className="govuk-checkboxes actions__row" role="group" aria-label={action.title}>
      <Checkbox
        id={id}
        choice={{ value: action.actionId, label: action.title, hint: action.proposed ? 'Proposed by the table' : undefined, more: details }}
        checked={action.chosen}
        change={(chosen) => change({ ...action, chosen })}
      />
    </div>
  )
}
