// A passphrase or a PIN: hidden while it is typed, and shown only while somebody asks to see it. Browsers' own password keepers
// are told to leave it alone.
import { useState } from 'react'
import { bind, FieldGroup, FieldLabel, FieldWords, type FieldProps } from './field'

interface SecretProps<V> extends FieldProps<V, string> {
  readonly kind: 'passphrase' | 'pin'
}

export function SecretField<V>({ label, asHeading, kind, ...field }: SecretProps<V>) {
  const { id, value, fault, change, describedBy } = bind<V, string>(field)
  const [shown, setShown] = useState(false)
  return (
    <FieldGroup id={id} fault={fault}>
      <FieldLabel id={id} label={label} asHeading={asHeading} />
      <FieldWords id={id} hint={field.hint} fault={fault} />
      <div className={`secret secret--${kind}`}>
        <input
          id={id}
          className={`govuk-input${fault === undefined ? '' : ' govuk-input--error'}`}
          type={shown ? 'text' : 'password'}
          inputMode={kind === 'pin' ? 'numeric' : 'text'}
          value={value}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={describedBy}
          onChange={(event) => change(event.target.value)}
        />
        <button
          type="button"
          className="govuk-button govuk-button--secondary secret__show"
          aria-controls={id}
          aria-label={`${shown ? 'Hide' : 'Show'} ${kind === 'pin' ? 'PIN' : 'passphrase'}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      </div>
    </FieldGroup>
  )
}
