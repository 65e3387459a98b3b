// The end of setting up: everybody who is needed is there, and what happens from here on.
import { useState } from 'react'
import { Button } from '../components/button'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { PeopleList } from '../components/people-list'
import { SheetsOnDisk } from '../components/sheets-on-disk'
import { Box } from '../components/words'
import { call, tellFailure } from '../desk'
import { useKnownRoom, useRoom } from '../room/room-context'

export function SetUpDone() {
  const { takeRoom, go, announce } = useRoom()
  const { people, school, recovery } = useKnownRoom()
  const [busy, setBusy] = useState(false)
  const finish = () => {
    setBusy(true)
    call('session.sign-out', {})
      .then((room) => {
        go({ at: 'sign-in' })
        takeRoom(room)
      })
      .catch((error: unknown) => announce(tellFailure(error).sentence))
      .finally(() => setBusy(false))
  }
  return (
    <Page title={`${school ?? 'The school'} is set up`} aside={<PeopleList people={people} />}>
      <p className="lead">Everybody who is needed has been added. From now on:</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>two senior members of staff sign in together to report and review</li>
        <li>the head signs in alone to hand over a closed case, or to add people</li>
        <li>the DSL signs in alone to review a closed case</li>
      </ul>
      {recovery === null ? (
        <Box title="One more thing for the safe" tone="grey">
          <p>Recovery kits open the cases if passphrases are forgotten. Print them now, or later when you sign in alone.</p>
          <Go to={{ at: 'recovery', from: 'set-up-done' }}>Make the recovery kits</Go>
        </Box>
      ) : (
        <SheetsOnDisk />
      )}
      <div className="govuk-button-group">
        <Button type="button" busy={busy} busyWords="Finishing…" onClick={finish}>
          Finish and go to sign-in
        </Button>
        <Go to={{ at: 'people' }}>Add another person</Go>
      </div>
    </Page>
  )
}
