// Always in sight: what this is, which case, which computer, who is here, and STOP.
import type { ReactNode } from 'react'
import { Person } from './person'
import { StopButton } from './stop-button'
import { showsStop, type ScreenName } from '../room/place'
import { useRoom } from '../room/room-context'
import { tellSecond } from '../words/moments'

const activities: Partial<Record<ScreenName, string>> = {
  report: 'Reporting',
  review: 'Reviewing sites',
  close: 'Signing and closing',
  'dsl-review': 'DSL review',
  handover: 'Handover',
  closed: 'Closed',
}

export function TopBar({ screen }: { readonly screen: ScreenName }) {
  const face = useRoom()
  const { room, caseView } = face
  const halted = face.stopping || (room?.halt !== null && room?.halt !== undefined)
  const location = caseView?.state.opened?.computer.location ?? room?.computer?.location
  return (
    <div className={`bar${halted ? ' bar--halted' : ''}`}>
      <div className="bar__case">
        <span className="bar__product">Incident Room</span>
        <span className="bar__sub">{tellCase(face.room?.school ?? '', face, screen)}</span>
      </div>
      {location !== undefined && (
        <div className="bar__computer">
          <span className="bar__sub">Designated computer</span>
          <span className="bar__location">{location}</span>
        </div>
      )}
      <People />
      {showsStop(face) && <StopButton />}
    </div>
  )
}

function tellCase(school: string, { room, caseView, stopping }: ReturnType<typeof useRoom>, screen: ScreenName): ReactNode {
  const reference = caseView?.state.opened?.reference ?? room?.halt?.reference ?? ''
  if (stopping) return reference === '' ? 'Stopping' : `${reference} · Stopping`
  if (room?.halt) return `${reference === '' ? school : reference} · Halted ${tellSecond(room.halt.at)}`
  const activity = activities[screen]
  if (reference === '') return school
  return (
    <>
      {reference}
      {activity !== undefined && <span className="bar__activity"> · {activity}</span>}
    </>
  )
}

function People() {
  const { room } = useRoom()
  if (!room || room.present.length === 0) return null
  return (
    <ul className="bar__people" aria-label="In the room">
      {room.present.map((person) => (
        <li key={person.personId}>
          <Person name={person.name} position={person.position} note="present" />
        </li>
      ))}
      {room.room === 'waiting-for-second' && <li className="bar__waiting">Waiting for the second person</li>}
    </ul>
  )
}
