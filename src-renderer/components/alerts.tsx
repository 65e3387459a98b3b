// What whoever has signed in should know before going on: wrong passphrases since the last time, files that somebody changed.
import { useKnownRoom } from '../room/room-context'
import { Box } from './words'

export function Alerts() {
  const { alerts } = useKnownRoom()
  if (alerts.length === 0) return null
  return (
    <Box title="Since the last time somebody signed in" tone="red">
      <ul className="govuk-list govuk-list--bullet">
        {alerts.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Box>
  )
}
