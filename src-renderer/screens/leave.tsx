// Before leaving a case: what happens to it, and how to come back.
import { useState } from 'react'
import { Button } from '../components/button'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { call, tellFailure } from '../desk'
import { useCase, useRoom } from '../room/room-context'

export function Leave() {
  const { takeRoom, go, announce } = useRoom()
  const { state } = useCase()
  const [busy, setBusy] = useState(false)
  const closed = state.closed !== null
  const leave = () => {
    setBusy(true)
    call('case.leave', {})
      .then((room) => {
        go({ at: 'home' })
        takeRoom(room)
      })
      .catch((error: unknown) => announce(tellFailure(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <Page title={`Leave ${state.opened?.reference ?? 'this case'}?`}>
      <ul className="govuk-list govuk-list--bullet">
        {!closed && <li>A site that is on view closes at once.</li>}
        <li>Everything recorded so far is kept, and that you left is recorded.</li>
        {!closed && <li>You stay signed in. To go on, open the case from the list.</li>}
        <li>What you were typing and have not recorded yet is lost.</li>
      </ul>
      <div className="govuk-button-group">
        <Button type="button" busy={busy} busyWords="Leaving…" onClick={leave}>
          Leave the case
        </Button>
        <Go to={{ at: closed ? 'closed' : 'tasks' }}>Stay in the case</Go>
      </div>
    </Page>
  )
}
