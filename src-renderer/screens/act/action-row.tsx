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
  const ownerId = `${action.actionId}-owner`
  const noteId = `${action.actionId}-note`
  const details = (
    <div className="actions__details">
      <FieldGroup id={ownerId} fault={fault}>
        <FieldLabel id={ownerId} label="Who does it?" />
        <FieldWords id={ownerId} hint={undefined} fault={fault} />
        <input
          id={ownerId}
          className={`govuk-input${fault === undefined ? '' : ' govuk-input--error'}`}
          type="text"
          autoComplete="off"
          value={action.owner}
          aria-describedby={fault === undefined ? undefined : `${ownerId}-error`}
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
      <FieldGroup id={noteId} fault={undefined}>
        <FieldLabel id={noteId} label="Note (optional)" />
        <input
          id={noteId}
          className="govuk-input"
          type="text"
          autoComplete="off"
          value={action.note}
          onChange={(event) => change({ ...action, note: event.target.value })}
        />
      </FieldGroup>
    </div>
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
