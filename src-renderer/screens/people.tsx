// The head, alone, sees who works with Incident Room, lets further people add themselves, and says who may not come in any more.
import { useState } from 'react'
import type { PersonSummary } from 'shared/parts'
import { mayAsk } from 'shared/permissions'
import { Button } from '../components/button'
import { Page } from '../components/page'
import { PeopleList } from '../components/people-list'
import { useKnownRoom } from '../room/room-context'
import { EnrolPage } from './enrol-page'
import { PeopleTable } from './people/people-table'
import { StandingChanged } from './people/standing-changed'
import { StandingPage } from './people/standing-page'
import type { StandingAct } from './people/standing-words'

type At =
  | { readonly at: 'list' }
  | { readonly at: 'enrol' }
  | { readonly at: 'act'; readonly act: StandingAct; readonly person: PersonSummary }
  | { readonly at: 'changed'; readonly act: StandingAct; readonly person: PersonSummary; readonly holderOf: readonly string[] }

export function People() {
  const { people, missing, present, room } = useKnownRoom()
  const [page, setPage] = useState<At>({ at: 'list' })
  const mayChange = mayAsk(
    'person.enrol',
    room,
    present.map((person) => person.role),
  )
  const close = () => setPage({ at: 'list' })
  if (page.at === 'enrol') return <EnrolPage caption="People" wanted={missing[0]} back={close} done={close} />
  if (page.at === 'act')
    return <StandingPage {...page} back={close} done={(holderOf) => setPage({ ...page, at: 'changed', holderOf: [...holderOf] })} />
  if (page.at === 'changed') return <StandingChanged {...page} back={close} />
  return (
    <Page title="People" back={{ at: 'home' }} shape={mayChange ? 'list' : 'usual'}>
      <p className="lead">Everybody here has a passphrase of their own. A new person types theirs on this computer.</p>
      {mayChange ? (
        <>
          <Button type="button" onClick={() => setPage({ at: 'enrol' })}>
            Add a person
          </Button>
          <PeopleTable act={(act, person) => setPage({ at: 'act', act, person })} />
        </>
      ) : (
        <>
          <p>The head adds people: sign in alone as the head.</p>
          <PeopleList people={people} />
        </>
      )}
    </Page>
  )
}
