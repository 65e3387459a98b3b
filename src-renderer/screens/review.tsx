// Steps 6 and 7. The review: the site on the left, in its amber frame; what the two do about it on the right.
import { useEffect, useRef, useState } from 'react'
import { Announcement } from '../components/announcement'
import { useCase, useRoom } from '../room/room-context'
import { AddressBar } from './review/address-bar'
import { ConcernPanel } from './review/concern-panel'
import { KeepPanel } from './review/keep-panel'
import { RecordTabs } from './review/record-tabs'
import { ViewFrame } from './review/view-frame'

export function Review() {
  const { view } = useRoom()
  const { state } = useCase()
  const [describing, setDescribing] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `Reviewing sites · ${state.opened?.reference ?? ''} · Incident Room`
  }, [state.opened?.reference])
  useEffect(() => {
    const address = document.getElementById('address')
    ;(address ?? heading.current)?.focus()
  }, [])

  return (
    <main id="main" className="review" tabIndex={-1}>
      <h1 className="govuk-visually-hidden" ref={heading} tabIndex={-1}>
        Review the sites
      </h1>
      <section className="review__view" aria-label="The site">
        <AddressBar />
        <ViewFrame />
      </section>
      <section className="review__side" aria-label="What you do about it">
        <Announcement />
        {describing ? (
          <ConcernPanel done={() => setDescribing(false)} />
        ) : (
          <>
            <RecordTabs />
            <KeepPanel key={view.visitId ?? 'none'} describe={() => setDescribing(true)} />
          </>
        )}
      </section>
    </main>
  )
}
