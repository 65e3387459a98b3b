// Something that happened by itself and that both should know, such as the Vault having been started again.
import { useRoom } from '../room/room-context'

export function Announcement() {
  const { announcement, announce } = useRoom()
  if (announcement === null) return null
  return (
    <div className="announcement" role="alert">
      <h2 className="announcement__title">Please note</h2>
      <p>{announcement}</p>
      <button type="button" className="link-button" onClick={() => announce(null)}>
        Hide this note
      </button>
    </div>
  )
}
