// Buttons: one main act on a screen, at most. A button that is busy keeps the focus and says so.
import type { ReactNode } from 'react'

interface ButtonProps {
  readonly kind?: 'main' | 'second' | 'warning'
  readonly type?: 'submit' | 'button'
  readonly busy?: boolean
  readonly busyWords?: string
  readonly disabled?: boolean
  readonly onClick?: () => void
  readonly children: ReactNode
}

const kinds = { main: '', second: ' govuk-button--secondary', warning: ' govuk-button--warning' } as const

export function Button({
  kind = 'main',
  type = 'submit',
  busy = false,
  busyWords = 'One moment…',
  disabled = false,
  onClick,
  children,
}: ButtonProps) {
  return (
    <button
      type={type}
      className={`govuk-button${kinds[kind]}`}
      disabled={disabled}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.()
      }}
    >
      {busy ? busyWords : children}
    </button>
  )
}

export function LinkButton({
  onClick,
  label,
  children,
}: {
  readonly onClick: () => void
  readonly label?: string
  readonly children: ReactNode
}) {
  return (
    <button type="button" className="link-button" aria-label={label} onClick={onClick}>
      {children}
    </button>
  )
}
