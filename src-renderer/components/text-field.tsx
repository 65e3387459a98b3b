// One line of text, and a longer text.
import { bind, FieldGroup, FieldLabel, FieldWords, type FieldProps } from './field'

interface TextProps<V> extends FieldProps<V, string> {
  /** How wide an answer is expected to be. */
  readonly width?: 'full' | 'two-thirds' | 'half' | 'short'
  readonly mono?: boolean
}

const widths = {
  full: '',
  'two-thirds': 'govuk-!-width-two-thirds',
  half: 'govuk-!-width-one-half',
  short: 'govuk-input--width-10',
} as const

export function TextField<V>({ label, asHeading, width = 'full', mono = false, ...field }: TextProps<V>) {
  const { id, value, fault, change, describedBy } = bind<V, string>(field)
  const classes = ['govuk-input', widths[width], fault === undefined ? '' : 'govuk-input--error', mono ? 'mono' : '']
  return (
    <FieldGroup id={id} fault={fault}>
      <FieldLabel id={id} label={label} asHeading={asHeading} />
      <FieldWords id={id} hint={field.hint} fault={fault} />
      <input
        id={id}
        className={classes.filter((name) => name !== '').join(' ')}
        type="text"
        value={value}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={describedBy}
        onChange={(event) => change(event.target.value)}
      />
    </FieldGroup>
  )
}

interface TextAreaProps<V> extends FieldProps<V, string> {
  readonly rows?: number
}

export function TextArea<V>({ label, asHeading, rows = 5, ...field }: TextAreaProps<V>) {
  const { id, value, fault, change, describedBy } = bind<V, string>(field)
  return (
    <FieldGroup id={id} fault={fault}>
      <FieldLabel id={id} label={label} asHeading={asHeading} />
      <FieldWords id={id} hint={field.hint} fault={fault} />
      <textarea
        id={id}
        className={`govuk-textarea${fault === undefined ? '' : ' govuk-textarea--error'}`}
        rows={rows}
        value={value}
        aria-describedby={describedBy}
        onChange={(event) => change(event.target.value)}
      />
    </FieldGroup>
  )
}
