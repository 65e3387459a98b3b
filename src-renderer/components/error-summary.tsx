// What has to be put right before going on, in one place, each with a way to its field. Takes the focus on every try.
import { useEffect, useRef } from 'react'
import type { Form } from './use-form'

export function ErrorSummary({ form }: { readonly form: Pick<Form<unknown>, 'faults' | 'refusal' | 'attempt'> }) {
  const summary = useRef<HTMLDivElement>(null)
  const faults = Object.entries<string | undefined>(form.faults).filter(([, sentence]) => sentence !== undefined)
  const shows = form.refusal !== null || faults.length > 0

  useEffect(() => {
    if (form.attempt > 0 && shows) summary.current?.focus()
  }, [form.attempt, shows])

  if (!shows) return null
  return (
    <div className="govuk-error-summary" ref={summary} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">There is a problem</h2>
        <div className="govuk-error-summary__body">
          {form.refusal !== null && <p>{form.refusal.sentence}</p>}
          {faults.length > 0 && (
            <ul className="govuk-list govuk-error-summary__list">
              {faults.map(([name, sentence]) => (
                <li key={name}>
                  <a href={`#${name}`} onClick={(event) => goToField(event, name)}>
                    {sentence}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}

function goToField(event: { preventDefault: () => void }, id: string): void {
  const field = document.getElementById(id)
  if (!field) return
  event.preventDefault()
  field.closest('.govuk-form-group')?.scrollIntoView()
  field.focus({ preventScroll: true })
}
