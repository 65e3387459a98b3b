// Step 11. Actions: what kind of incident it was, what the school's own table proposes for it, and what is done.
import { useState } from 'react'
import { useCase } from '../room/room-context'
import { ActionsPage } from './act/actions-page'
import { IncidentPage } from './act/incident-page'

export interface IncidentWords {
  readonly table: 'pupils' | 'staff'
  readonly incidentId: string
}

export function Act() {
  const { state } = useCase()
  const [incident, setIncident] = useState<IncidentWords>({
    table: state.report?.subject.kind === 'staff' ? 'staff' : 'pupils',
    incidentId: '',
  })
  const [choosing, setChoosing] = useState(true)
  if (choosing)
    return (
      <IncidentPage
        incident={incident}
        go={(words) => {
          setIncident(words)
          setChoosing(false)
        }}
      />
    )
  return <ActionsPage key={`${incident.table} ${incident.incidentId}`} incident={incident} back={() => setChoosing(true)} />
}
