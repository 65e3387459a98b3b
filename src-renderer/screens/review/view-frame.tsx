// The place of the evidence view. The site itself is a layer of the Desk's on top of this rectangle: the Face only says where it
// is, and shows what stands there while there is no site to be seen.
import { useEffect, useRef } from 'react'
import { call } from '../../desk'
import { useRoom } from '../../room/room-context'
import { shortAddress } from 'shared/timeline'

export function ViewFrame() {
  const { view, blank } = useRoom()
  const hole = useRef<HTMLDivElement>(null)
  const shows = view.failure === null && !blank
  usePlacing(hole, shows)
  return (
    <div className={`frame${view.loading ? ' frame--loading' : ''}`}>
      <div className="frame__hole" ref={hole}>
        {view.failure !== null ? (
          <NotOpened url={view.url} sentence={view.failure.sentence} code={view.failure.code} />
        ) : (
          !view.open && <NothingYet />
        )}
      </div>
    </div>
  )
}

/** Tells the Desk where the rectangle is, in CSS pixels of this window, whenever it moves; takes the view away on leaving. */
function usePlacing(hole: { readonly current: HTMLElement | null }, shows: boolean): void {
  useEffect(() => {
    if (!shows) {
      void call('view.hide', {}).catch(() => undefined)
      return
    }
    let told = ''
    let frame = 0
    const place = () => {
      frame = 0
      const box = hole.current?.getBoundingClientRect()
      if (!box) return
      const rectangle = {
        x: Math.max(0, Math.round(box.x)),
        y: Math.max(0, Math.round(box.y)),
        width: Math.max(0, Math.round(box.width)),
        height: Math.max(0, Math.round(box.height)),
      }
      const now = JSON.stringify(rectangle)
      if (now === told) return
      told = now
      void call('view.place', rectangle).catch(() => {
        told = ''
      })
    }
    const soon = () => {
      frame ||= requestAnimationFrame(place)
    }
    const watch = new ResizeObserver(soon)
    if (hole.current) watch.observe(hole.current)
    window.addEventListener('resize', soon)
    window.addEventListener('scroll', soon, { capture: true, passive: true })
    place()
    return () => {
      cancelAnimationFrame(frame)
      watch.disconnect()
      window.removeEventListener('resize', soon)
      window.removeEventListener('scroll', soon, { capture: true })
      void call('view.hide', {}).catch(() => undefined)
    }
  }, [hole, shows])
}

function NothingYet() {
  return (
    <section className="frame__words" tabIndex={0} aria-label="Before the first page">
      <h2 className="subheading">Nothing is open yet</h2>
      <p>Type the address from the report above and press Open. You look at it together.</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>Every address is written into the log by itself.</li>
        <li>Pop-ups, downloads and anything else that a site tries are refused and recorded.</li>
        <li>If either of you does not like what you see, press STOP or F9. It is never wrong to press it.</li>
      </ul>
    </section>
  )
}

function NotOpened({ url, sentence, code }: { readonly url: string; readonly sentence: string; readonly code: string }) {
  return (
    <section className="frame__words" tabIndex={0} aria-label="This page did not open">
      <div role="alert">
        <h2 className="subheading">This page did not open</h2>
        {url !== '' && <p className="frame__url">{shortAddress(url)}</p>}
        <p>{sentence}</p>
      </div>
      <p className="frame__hint">That it did not open is in the log. Check the address, load it again, or open another.</p>
      <p className="frame__code">{code}</p>
    </section>
  )
}
