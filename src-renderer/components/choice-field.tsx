// One of several (radios, a list), or any of several (checkboxes).
import type { ReactNode } from 'react'
import { bind, FieldGroup, FieldLabel, FieldLegend, FieldWords, type FieldProps } from './field'

export interface Choice<T extends string = string> {
  readonly value: T
  readonly label: string
  readonly hint?: string | undefined
  /** What opens below once this is chosen. */
  readonly more?: ReactNode
}

interface ChoiceProps<V> extends FieldProps<V, string> {
  readonly choices: readonly Choice[]
  readonly inline?: boolean
  readonly small?: boolean
}

export function Radios<V>({ label, asHeading, choices, inline = false, small = false, ...field }: ChoiceProps<V>) {
  const { id, value, fault, change, describedBy } = bind<V, string>(field)
  const classes = `govuk-radios${inline ? ' govuk-radios--inline' : ''}${small ? ' govuk-radios--small' : ''}`
  return (
    <FieldGroup id={id} fault={fault}>
      <fieldset className="govuk-fieldset" aria-describedby={describedBy}>
        <FieldLegend label={label} asHeading={asHeading} />
        <FieldWords id={id} hint={field.hint} fault={fault} />
        <div className={classes}>
          {choices.map((choice, index) => (
            <Radio
              key={choice.value}
              id={index === 0 ? id : `${id}-${choice.value}`}
              name={id}
              choice={choice}
              value={value}
              change={change}
            />
          ))}
        </div>
      </fieldset>
    </FieldGroup>
  )
}

interface RadioProps {
  readonly id: string
  readonly name: string
  readonly choice: Choice
  readonly value: string
  readonly change: (value: string) => void
}

export function Radio({ id, name, choice, value, change }: RadioProps) {
  const chosen = value === choice.value
  return (
    <>
      <div className="govuk-radios__item">
        <input
          id={id}
          className="govuk-radios__input"
          type="radio"
          name={name}
          value={choice.value}
          checked={chosen}
          aria-describedby={choice.hint === undefined ? undefined : `${id}-item-hint`}
          onChange={() => change(choice.value)}
        />
        <label className="govuk-label govuk-radios__label" htmlFor={id}>
          {choice.label}
        </label>
        {choice.hint !== undefined && (
          <div id={`${id}-item-hint`} className="govuk-hint govuk-radios__hint">
            {choice.hint}
          </div>
        )}
      </div>
      {chosen && choice.more !== undefined && <div className="govuk-radios__conditional">{choice.more}</div>}
    </>
  )
}

export function Select<V>({ label, asHeading, choices, ...field }: ChoiceProps<V>) {
  const { id, value, fault, change, describedBy } = bind<V, string>(field)
  return (
    <FieldGroup id={id} fault={fault}>
      <FieldLabel id={id} label={label} asHeading={asHeading} />
      <FieldWords id={id} hint={field.hint} fault={fault} />
      <select
        id={id}
        className={`govuk-select${fault === undefined ? '' : ' govuk-select--error'}`}
        value={value}
        aria-describedby={describedBy}
        onChange={(event) => change(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldGroup>
  )
}

interface CheckboxesProps<V> extends FieldProps<V, readonly string[]> {
  readonly choices: readonly Choice[]
}

export function Checkboxes<V>({ label, asHeading, choices, ...field }: CheckboxesProps<V>) {
  const { id, value, fault, change, describedBy } = bind<V, readonly string[]>(field)
  return (
    <FieldGroup id={id} fault={fault}>
      <fieldset className="govuk-fieldset" aria-describedby={describedBy}>
        <FieldLegend label={label} asHeading={asHeading} />
        <FieldWords id={id} hint={field.hint} fault={fault} />
        <div className="govuk-checkboxes">
          {choices.map((choice, index) => (
            <Checkbox
              key={choice.value}
              id={index === 0 ? id : `${id}-${choice.value}`}
              choice={choice}
              checked={value.includes(choice.value)}
              change={(checked) => change(checked ? [...value, choice.value] : value.filter((item) => item !== choice.value))}
            />
          ))}
        </div>
      </fieldset>
    </FieldGroup>
  )
}

interface CheckboxProps {
  readonly id: string
  readonly choice: Choice
  readonly checked: boolean
  readonly change: (checked: boolean) => void
}

export function Checkbox({ id, choice, checked, change }: CheckboxProps) {
  return (
    <>
      <div className="govuk-checkboxes__item">
        <input
          id={id}
          className="govuk-checkboxes__input"
          type="checkbox"
          checked={checked}
          aria-describedby={choice.hint === undefined ? undefined : `${id}-item-hint`}
          onChange={(event) => change(event.target.checked)}
        />
        <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
          {choice.label}
        </label>
        {choice.hint !== undefined && (
          <div id={`${id}-item-hint`} className="govuk-hint govuk-checkboxes__hint">
            {choice.hint}
          </div>
        )}
      </div>
      {checked && choice.more !== undefined && <div className="govuk-checkboxes__conditional">{choice.more}</div>}
    </>
  )
}
