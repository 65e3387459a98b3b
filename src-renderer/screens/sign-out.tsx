// Before signing out: what happens to the case, the page on view and the PINs.
import { useState } from 'react'
import { Button } from '../components/button'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { call, tellFailure } from '../desk'
import { useKnownRoom, useRoom } from '../room/room-context'

export function SignOut() {
  const { takeRoom, go, announce, caseView } = useRoom()
  const { room, openCase } = useKnownRoom()
  const [busy, setBusy] = useState(false)
  const pair = room === 'pair'
  const signOut = () => {
    setBusy(true)
    call('session.sign-out', {})
      .then((state) => {
        go({ at: 'home' })
        takeRoom(state)
      })
      .catch((error: unknown) => announce(tellFailure(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <Page title={pair ? 'Sign both of you out?' : 'Sign out?'}>
      <ul className="govuk-list govuk-list--bullet">
        {openCase !== null && caseView?.state.closed === null && <li>A site that is on view closes at once.</li>}
        <li>Everything recorded so far is kept.</li>
        <li>{pair ? 'Both session PINs are forgotten. To go on, both of you sign in again.' : 'Your session PIN is forgotten.'}</li>
        {openCase !== null && <li>What you were typing and have not recorded yet is lost.</li>}
      </ul>
      <div className="govuk-button-group">
        <Button type="button" kind="warning" busy={busy} busyWords="Signing out…" onClick={signOut}>
          {pair ? 'Sign both out' : 'Sign out'}
        </Button>
        <Go to={{ at: openCase === null ? 'home' : 'tasks' }}>Stay signed in</Go>
      </div>
    </Page>
  )
}
