// What every field has in common: a label that may be the question of the page, a hint, and what is wrong with it.
import type { ReactNode } from 'react'
import type { Form } from './use-form'

/** The fields of a form that hold a value of one kind. */
export type NamesOf<V, T> = { [K in keyof V]: V[K] extends T ? (T extends V[K] ? K : never) : never }[keyof V] & string

export interface FieldProps<V, T> {
  readonly form: Form<V>
  readonly name: NamesOf<V, T>
  readonly label: string
  readonly hint?: ReactNode
  /** The label is the heading of the page. */
  readonly asHeading?: boolean
}

export interface Binding<T> {
  readonly id: string
  readonly value: T
  readonly fault: string | undefined
  readonly change: (value: T) => void
  readonly describedBy: string | undefined
}

/** The value of one field, and how to change it. */
export function bind<V, T>({ form, name, hint }: Pick<FieldProps<V, T>, 'form' | 'name' | 'hint'>): Binding<T> {
  const fault = form.faults[name]
  const described = [hint === undefined ? '' : `${name}-hint`, fault === undefined ? '' : `${name}-error`]
    .filter((id) => id !== '')
    .join(' ')
  return {
    id: name,
    value: form.values[name] as T,
    fault,
    change: (value) => form.set(name, value as V[typeof name]),
    describedBy: described === '' ? undefined : described,
  }
}

interface GroupProps {
  readonly id: string
  readonly fault: string | undefined
  readonly children: ReactNode
}

export function FieldGroup({ fault, children }: GroupProps) {
  return <div className={`govuk-form-group${fault === undefined ? '' : ' govuk-form-group--error'}`}>{children}</div>
}

export function FieldWords({ id, hint, fault }: { readonly id: string; readonly hint: ReactNode; readonly fault: string | undefined }) {
  return (
    <>
      {hint !== undefined && (
        <div id={`${id}-hint`} className="govuk-hint">
          {hint}
        </div>
      )}
      {fault !== undefined && (
        <p id={`${id}-error`} className="govuk-error-message">
          <span className="govuk-visually-hidden">Error:</span> {fault}
        </p>
      )}
    </>
  )
}

export function FieldLabel({
  id,
  label,
  asHeading = false,
}: {
  readonly id: string
  readonly label: string
  readonly asHeading?: boolean | undefined
}) {
  if (!asHeading)
    return (
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
    )
  return (
    <h1 className="govuk-label-wrapper">
      <label className="question" htmlFor={id}>
        {label}
      </label>
    </h1>
  )
}

export function FieldLegend({ label, asHeading = false }: { readonly label: string; readonly asHeading?: boolean | undefined }) {
  return (
    <legend className={`govuk-fieldset__legend ${asHeading ? 'question' : 'govuk-fieldset__legend--s'}`}>
      {asHeading ? <h1 className="govuk-fieldset__heading">{label}</h1> : label}
    </legend>
  )
}
