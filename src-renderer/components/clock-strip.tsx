// The line under the bar: how long things last and when they end, and the ways out. Only what is real is shown.
import { stepIds, stepNumber, stepOf, type StepId } from 'shared/procedure'
import type { CaseState } from 'shared/case-state'
import type { RoomState } from 'shared/contract'
import type { ScreenName } from '../room/place'
import { useRoom } from '../room/room-context'
import { tellNear, tellSpan } from '../words/moments'
import { LinkButton } from './button'
import { Go } from './go'
import { useNow } from './use-now'

interface Clock {
  readonly words: string
  readonly value: string
  readonly due?: boolean
}

export function ClockStrip({ screen }: { readonly screen: ScreenName }) {
  const { room, caseView, stopping } = useRoom()
  const now = useNow(20_000)
  if (!room || room.present.length === 0 || stopping) return null
  const reviewing = room.halt === null && caseView?.state.closed === null
  const clocks = [...tellSession(room, now), ...(reviewing ? tellCaseClocks(caseView.state, now) : [])]
  return (
    <div className="strip">
      <ul className="strip__clocks" aria-label="Clocks">
        {clocks.map(({ words, value, due = false }) => (
          <li key={words} className={due ? 'strip__due' : undefined}>
            {words} <b>{value}</b>
          </li>
        ))}
      </ul>
      <WaysOut screen={screen} />
    </div>
  )
}

function tellSession(room: RoomState, now: Date): Clock[] {
  const since = Math.max(...room.present.map((person) => Date.parse(person.since)))
  const words = room.room === 'pair' ? 'Signed in together for' : 'Signed in for'
  return [{ words, value: tellSpan(since, now.getTime()) }]
}

function tellCaseClocks(state: CaseState, now: Date): Clock[] {
  const exception = state.authorisation?.exception
  const danger: Clock[] = state.report?.immediateDanger
    ? [{ words: 'Immediate danger was reported:', value: 'call 999 first', due: true }]
    : []
  if (!exception) return danger
  if (Date.parse(exception.to) < now.getTime())
    return [...danger, { words: 'Filter exception ended', value: tellNear(exception.to, now), due: true }]
  if (Date.parse(exception.from) > now.getTime())
    return [...danger, { words: 'Filter exception begins', value: tellNear(exception.from, now) }]
  return [...danger, { words: 'Filter exception ends', value: tellNear(exception.to, now) }]
}

const isStep = (name: string): name is StepId => (stepIds as readonly string[]).includes(name)

function WaysOut({ screen }: { readonly screen: ScreenName }) {
  const { room, caseView, setBlank } = useRoom()
  const inCase = room?.halt === null && room.openCase !== null
  const step = screen === 'finish-review' ? 'review' : screen
  return (
    <nav className="strip__ways" aria-label="Ways out">
      {inCase && isStep(step) && stepOf(step).room === 'pair' && (
        <span className="strip__step">
          Step {stepNumber(step).number} of {stepNumber(step).of}
        </span>
      )}
      {inCase && caseView?.state.closed === null && screen !== 'tasks' && <Go to={{ at: 'tasks' }}>Task list</Go>}
      {inCase && caseView?.state.closed && screen !== 'closed' && <Go to={{ at: 'closed' }}>The case</Go>}
      {inCase && <Go to={{ at: 'leave' }}>Leave the case</Go>}
      <LinkButton onClick={() => setBlank(true)}>Blank the screen (F8)</LinkButton>
      <Go to={{ at: 'sign-out' }}>Sign out</Go>
    </nav>
  )
}
