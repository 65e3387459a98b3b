// Facts in two shapes: a quiet column beside a screen, and a list to check answers in, each with a way to change it.
import type { ReactNode } from 'react'

export interface Fact {
  readonly name: string
  readonly value: ReactNode
}

export function Facts({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }) {
  return (
    <section className="facts">
      <h2 className="facts__title">{title}</h2>
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name} className="facts__row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export interface Answer extends Fact {
  readonly change?: () => void
}

export function Answers({ answers }: { readonly answers: readonly Answer[] }) {
  return (
    <dl className="govuk-summary-list">
      {answers.map(({ name, value, change }) => (
        <div key={name} className={`govuk-summary-list__row${change ? '' : ' govuk-summary-list__row--no-actions'}`}>
          <dt className="govuk-summary-list__key">{name}</dt>
          <dd className="govuk-summary-list__value">{value}</dd>
          {change && (
            <dd className="govuk-summary-list__actions">
              <button type="button" className="link-button" onClick={change}>
                Change<span className="govuk-visually-hidden"> {name.toLocaleLowerCase('en-GB')}</span>
              </button>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** What somebody wrote, with their own line breaks. */
export function Written({ children }: { readonly children: string }) {
  return <span className="written">{children}</span>
}

export function Mono({ children }: { readonly children: string }) {
  return <code className="mono">{children}</code>
}
