// Ways to another screen.
import type { MouseEvent, ReactNode } from 'react'
import type { Place } from '../room/place'
import { useRoom } from '../room/room-context'

interface GoProps {
  readonly to: Place
  readonly className?: string
  readonly describedBy?: string
  /** What assistive technology calls it, where the words alone would not tell it from others. */
  readonly label?: string
  readonly children: ReactNode
}

export function Go({ to, className = 'govuk-link', describedBy, label, children }: GoProps) {
  const { go } = useRoom()
  const follow = (event: MouseEvent) => {
    event.preventDefault()
    go(to)
  }
  return (
    <a href={`#${to.at}`} className={className} aria-describedby={describedBy} aria-label={label} onClick={follow}>
      {children}
    </a>
  )
}

/** Back to where somebody came from; nothing is lost by it that was not said to be. */
export function BackLink({ to }: { readonly to: Place | (() => void) }) {
  const { go } = useRoom()
  const follow = (event: MouseEvent) => {
    event.preventDefault()
    if (typeof to === 'function') to()
    else go(to)
  }
  return (
    <a href="#back" className="govuk-back-link" onClick={follow}>
      Back
    </a>
  )
}
