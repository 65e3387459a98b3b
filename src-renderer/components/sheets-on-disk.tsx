// Printed recovery sheets that still lie on this computer as files, passphrases and all. Shown until they are gone.
import { useState } from 'react'
import { call, tellFailure } from '../desk'
import { useKnownRoom, useRoom } from '../room/room-context'
import { Button, LinkButton } from './button'
import { Box } from './words'

export function SheetsOnDisk() {
  const { recovery } = useKnownRoom()
  const { takeRoom } = useRoom()
  const [told, setTold] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const sheets = recovery?.sheetsOnDisk ?? []
  const look = () => {
    setBusy(true)
    setTold(null)
    call('room.state', {})
      .then((room) => {
        takeRoom(room)
        const left = room.recovery?.sheetsOnDisk.length ?? 0
        setTold(left === 0 ? 'The sheets are gone from the exports folder. Empty the recycle bin too.' : 'They are still there.')
      })
      .catch((error: unknown) => setTold(tellFailure(error).sentence))
      .finally(() => setBusy(false))
  }
  const show = () => {
    call('exports.show', {}).catch((error: unknown) => setTold(tellFailure(error).sentence))
  }
  return (
    <>
      {sheets.length > 0 && (
        <Box title="Recovery sheets still lie on this computer" tone="red">
          <p>Whoever reads these files has the passphrases of the kits. Print them, put the sheets into the safe, and delete the files.</p>
          <ul className="govuk-list govuk-list--bullet">
            {sheets.map((sheet) => (
              <li key={sheet}>recovery/{sheet}</li>
            ))}
          </ul>
          <div className="box__acts">
            <Button type="button" kind="second" busy={busy} busyWords="Looking…" onClick={look}>
              I have deleted them: look again
            </Button>
            <LinkButton onClick={show}>Show the folder</LinkButton>
          </div>
        </Box>
      )}
      <p role="status">{told}</p>
    </>
  )
}
