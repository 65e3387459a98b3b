// STOP: one press, by either person, without a dialogue (product.md, rule 2). It acts when the pointer goes down, not when it comes
// up, and F9 does the same from anywhere in the Face; in the evidence view the Desk listens for that key itself.
import { useEffect } from 'react'
import { useRoom } from '../room/room-context'

export function StopButton() {
  const { stop } = useRoom()
  const press = () => stop({ cause: 'button' })
  return (
    <button
      type="button"
      className="stop"
      aria-keyshortcuts="F9"
      onPointerDown={press}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') press()
      }}
      // Assistive technology presses without a pointer and without a key. After either of those this button is gone already.
      onClick={press}
    >
      STOP <span className="stop__key">or press F9</span>
    </button>
  )
}

/** Listens for F9 wherever the focus is, while there is somebody to be stopped for. */
export function useStopKey(armed: boolean): void {
  const { stop } = useRoom()
  useEffect(() => {
    if (!armed) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F9' || event.repeat) return
      event.preventDefault()
      stop({ cause: 'key' })
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [armed, stop])
}
