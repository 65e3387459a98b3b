// The head, alone, sees who works with Incident Room and lets further people add themselves.
import { useState } from 'react'
import { mayDo } from 'shared/roles'
import { Button } from '../components/button'
import { Page } from '../components/page'
import { PeopleList } from '../components/people-list'
import { useKnownRoom } from '../room/room-context'
import { EnrolPage } from './enrol-page'

export function People() {
  const { people, missing, present, room } = useKnownRoom()
  const [enrolling, setEnrolling] = useState(false)
  const mayAdd = room === 'alone' && present.some((person) => mayDo(person.role, 'administer'))
  const close = () => setEnrolling(false)
  if (enrolling) return <EnrolPage caption="People" wanted={missing[0]} back={close} done={close} />
  return (
    <Page title="People" back={{ at: 'home' }}>
      <p className="lead">Everybody here has a passphrase of their own. A new person types theirs on this computer.</p>
      {mayAdd ? (
        <Button type="button" onClick={() => setEnrolling(true)}>
          Add a person
        </Button>
      ) : (
        <p>The head adds people: sign in alone as the head.</p>
      )}
      <PeopleList people={people} />
    </Page>
  )
}
