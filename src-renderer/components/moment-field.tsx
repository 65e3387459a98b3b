// A date, or a date and a time, in separate fields: no order of day and month can be mistaken, and no calendar needs a mouse.
import type { TypedDate, TypedMoment } from '../words/typed-moment'
import { bind, FieldGroup, FieldLegend, FieldWords, type FieldProps } from './field'

const parts = [
  { part: 'day', label: 'Day', width: 2 },
  { part: 'month', label: 'Month', width: 2 },
  { part: 'year', label: 'Year', width: 4 },
  { part: 'time', label: 'Time', width: 5 },
] as const

interface PartsProps {
  readonly id: string
  readonly typed: Readonly<Record<string, string>>
  readonly fault: string | undefined
  readonly change: (part: string, value: string) => void
}

function Parts({ id, typed, fault, change }: PartsProps) {
  return (
    <div className="govuk-date-input">
      {parts
        .filter(({ part }) => part in typed)
        .map(({ part, label, width }) => {
          const partId = part === 'day' ? id : `${id}-${part}`
          return (
            <div key={part} className="govuk-date-input__item">
              <div className="govuk-form-group">
                <label className="govuk-label govuk-date-input__label" htmlFor={partId}>
                  {label}
                </label>
                <input
                  id={partId}
                  className={`govuk-input govuk-date-input__input govuk-input--width-${width}${fault === undefined ? '' : ' govuk-input--error'}`}
                  type="text"
                  inputMode="numeric"
                  autoComplete="off"
                  value={typed[part]}
                  onChange={(event) => change(part, event.target.value)}
                />
              </div>
            </div>
          )
        })}
    </div>
  )
}

export function MomentField<V>({ label, asHeading, ...field }: FieldProps<V, TypedMoment>) {
  const { id, value, fault, change, describedBy } = bind<V, TypedMoment>(field)
  return (
    <FieldGroup id={id} fault={fault}>
      <fieldset className="govuk-fieldset" role="group" aria-describedby={describedBy}>
        <FieldLegend label={label} asHeading={asHeading} />
        <FieldWords id={id} hint={field.hint} fault={fault} />
        <Parts id={id} typed={{ ...value }} fault={fault} change={(part, text) => change({ ...value, [part]: text })} />
      </fieldset>
    </FieldGroup>
  )
}

interface DateInputProps {
  readonly id: string
  readonly label: string
  readonly value: TypedDate
  readonly fault: string | undefined
  readonly change: (value: TypedDate) => void
}

/** A date outside a form's own fields, for rows that come and go. */
export function DateInput({ id, label, value, fault, change }: DateInputProps) {
  return (
    <FieldGroup id={id} fault={fault}>
      <fieldset className="govuk-fieldset" role="group" aria-describedby={fault === undefined ? undefined : `${id}-error`}>
        <FieldLegend label={label} />
        <FieldWords id={id} hint={undefined} fault={fault} />
        <Parts id={id} typed={{ ...value }} fault={fault} change={(part, text) => change({ ...value, [part]: text })} />
      </fieldset>
    </FieldGroup>
  )
}
