// The blank screen: somebody walks in, and one key covers everything in the window. It is not STOP and never looks like it: nothing is
// halted, nothing is recorded, and any key or click offers the way back. F9 halts from here as from everywhere.
import { useEffect, useRef, useState } from 'react'
import { call } from '../desk'
import { useRoom } from '../room/room-context'
import { Button } from './button'

export const blankKey = 'F8'

/** Listens for F8 wherever the focus is in the Face. */
export function useBlankKey(armed: boolean): void {
  const { setBlank } = useRoom()
  useEffect(() => {
    if (!armed) return
    const listen = (event: KeyboardEvent) => {
      if (event.key !== blankKey) return
      event.preventDefault()
      if (!event.repeat) setBlank(true)
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [armed, setBlank])
}

export function BlankScreen() {
  const [asked, setAsked] = useState(false)
  const [left] = useState(() => ({ focus: document.activeElement, title: document.title, scrollY: window.scrollY }))
  useEffect(() => {
    // The site is a layer above this window: it has to be taken away by whoever put it there.
    void call('view.hide', {}).catch(() => undefined)
    document.title = 'Incident Room'
    return () => {
      document.title = left.title
      window.scrollTo(0, left.scrollY)
      if (left.focus instanceof HTMLElement) left.focus.focus({ preventScroll: true })
    }
  }, [left])
  return asked ? <WayBack cover={() => setAsked(false)} /> : <Blank ask={() => setAsked(true)} />
}

function Blank({ ask }: { readonly ask: () => void }) {
  const cover = useRef<HTMLElement>(null)
  useEffect(() => {
    cover.current?.focus()
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'F9' || event.key === blankKey) return
      event.preventDefault()
      ask()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [ask])
  return (
    <main ref={cover} className="blank" tabIndex={-1} onClick={ask}>
      <h1 className="govuk-visually-hidden">Blank screen. Press any key to come back.</h1>
    </main>
  )
}

function WayBack({ cover }: { readonly cover: () => void }) {
  const { room, setBlank } = useRoom()
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    main.current?.querySelector('button')?.focus()
    const listen = (event: KeyboardEvent) => {
      if (event.key === blankKey && !event.repeat) cover()
      // A key that is still held down must not press the button that has just come under it.
      if (event.repeat) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [cover])
  return (
    <main ref={main} className="blank" tabIndex={-1}>
      <div className="blank__words">
        <h1 className="heading">The screen is blank</h1>
        <p>Nothing was stopped and nothing is lost. Go on when you are among yourselves again.</p>
        <Button type="button" onClick={() => setBlank(false)}>
          Go on
        </Button>
        <p className="small">
          F8 makes the screen blank again.{room?.room === 'pair' && room.openCase !== null && ' To stop the review, press F9.'}
        </p>
      </div>
    </main>
  )
}
