// Setting up goes on until a head, two seniors and a DSL are there. People come one by one and type for themselves.
import { useState } from 'react'
import { Button } from '../components/button'
import { Page } from '../components/page'
import { PeopleList } from '../components/people-list'
import { Tag } from '../components/tag'
import { useKnownRoom, useRoom } from '../room/room-context'
import { EnrolPage } from './enrol-page'

const wanted = [
  { id: 'head', title: 'The headteacher', hint: 'Authorises cases and hands them over' },
  { id: 'senior', title: 'Two more senior members of staff', hint: 'Deputy heads, senior leaders or the deputy safeguarding lead' },
  { id: 'dsl', title: 'The designated safeguarding lead (DSL)', hint: 'Reviews every closed case' },
] as const

const caption = 'Set up · 3 of 3'

export function Staffing() {
  const { people, missing } = useKnownRoom()
  const { go } = useRoom()
  const [enrolling, setEnrolling] = useState(false)
  if (enrolling)
    return (
      <EnrolPage
        caption={caption}
        wanted={missing[0]}
        back={() => setEnrolling(false)}
        done={(room) => {
          setEnrolling(false)
          if (room.missing.length === 0) go({ at: 'set-up-done' })
        }}
      />
    )
  return (
    <Page title="Who works with Incident Room?" caption={caption} aside={<PeopleList people={people} />}>
      <p className="lead">A head, two seniors and a DSL are needed before the first case. Each adds their own name and passphrase.</p>
      <ul className="tasks">
        {wanted.map(({ id, title, hint }) => (
          <li key={id} className="tasks__row">
            <div>
              {title}
              <p className="tasks__hint">{hint}</p>
            </div>
            <Tag tone={missing.includes(id) ? 'yellow' : 'green'}>{missing.includes(id) ? 'Still needed' : 'Added'}</Tag>
          </li>
        ))}
      </ul>
      <Button type="button" onClick={() => setEnrolling(true)}>
        Add a person
      </Button>
      <p className="caption">You can close the application and go on later. Whoever has been added stays added.</p>
    </Page>
  )
}
