// Words that stand out: a warning before what cannot be taken back, a quiet inset, more for whoever wants it.
import type { ReactNode } from 'react'

export function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <div className="govuk-warning-text">
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">Warning</span>
        {children}
      </strong>
    </div>
  )
}

export function Inset({ children }: { readonly children: ReactNode }) {
  return <div className="govuk-inset-text">{children}</div>
}

export function More({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summary}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  )
}

export function Box({
  title,
  tone = 'quiet',
  children,
}: {
  readonly title: string
  readonly tone?: 'quiet' | 'grey' | 'red' | 'green'
  readonly children: ReactNode
}) {
  return (
    <section className={`box box--${tone}`}>
      <h2 className="box__title">{title}</h2>
      {children}
    </section>
  )
}
