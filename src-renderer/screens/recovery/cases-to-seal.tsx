// Cases that the present kits do not open yet: each is sealed to them when its people next open it.
import { Box } from '../../components/words'
import { useKnownRoom } from '../../room/room-context'
import { useCases } from '../home/use-cases'

export function CasesToSeal() {
  const { declarationDue } = useKnownRoom()
  const { cases, fault } = useCases()
  // Setting up: no case is read before the declaration, and there is none yet.
  if (declarationDue.length > 0) return null
  if (fault !== null)
    return (
      <p className="fault" role="alert">
        {fault}
      </p>
    )
  if (cases === null) return null
  const waiting = cases.filter((item) => !item.recoverable)
  if (cases.length === 0) return null
  if (waiting.length === 0) return <p>Every case on this computer can be opened with these kits.</p>
  return (
    <Box title="Not yet sealed to these kits" tone="grey">
      <p>These kits do not open the following cases yet. They will, once each has been opened again by people who may open it.</p>
      <ul className="govuk-list govuk-list--bullet">
        {waiting.map((item) => (
          <li key={item.caseId}>{item.reference}</li>
        ))}
      </ul>
    </Box>
  )
}
