// A person, as the bar and the cards show them: initials in a disc, name, position.
import { initialsOf } from '../words/figures'

interface PersonProps {
  readonly name: string
  readonly position: string
  readonly note?: string
}

export function Person({ name, position, note }: PersonProps) {
  return (
    <span className="person">
      <span className="person__disc" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span className="person__words">
        <span className="person__name">{name}</span>
        <span className="person__position">
          {position}
          {note !== undefined && <> · {note}</>}
        </span>
      </span>
    </span>
  )
}
