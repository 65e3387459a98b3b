// Screens that stand for a moment only: starting, stopping, opening a case.
import { useEffect } from 'react'
import { Announcement } from '../components/announcement'
import { Button } from '../components/button'
import { useRoom } from '../room/room-context'

export function Starting() {
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Announcement />
      <h1 className="heading">Incident Room</h1>
      <p role="status">Starting…</p>
    </main>
  )
}

export function Opening() {
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Announcement />
      <h1 className="heading">Opening the case</h1>
      <p role="status">Checking the log and putting the case together…</p>
    </main>
  )
}

export function Stopping() {
  const { announcement, stop } = useRoom()
  useEffect(() => {
    document.title = 'Stopped · Incident Room'
  }, [])
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Announcement />
      <h1 className="heading">Stopped</h1>
      <p className="lead" role="status">
        The page is gone. What to do next is shown in a moment.
      </p>
      {announcement !== null && (
        <>
          <p>If a page is still to be seen, unplug the network cable or switch Wi-Fi off. Leave the computer on.</p>
          <Button type="button" kind="warning" onClick={() => stop({ cause: 'button' })}>
            Stop again
          </Button>
        </>
      )}
    </main>
  )
}
