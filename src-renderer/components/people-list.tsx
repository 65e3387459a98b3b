// Everybody who is enrolled, with position and role.
import type { PersonSummary } from 'shared/parts'
import { roles } from 'shared/roles'
import { Person } from './person'

export function PeopleList({ people }: { readonly people: readonly PersonSummary[] }) {
  return (
    <section className="facts">
      <h2 className="facts__title">People added so far</h2>
      <ul className="people">
        {people.map((person) => (
          <li key={person.personId}>
            <Person
              name={person.name}
              position={person.position}
              {...(person.position === roles[person.role].title ? {} : { note: roles[person.role].title })}
            />
          </li>
        ))}
      </ul>
      {people.length === 0 && <p className="caption">Nobody yet.</p>}
    </section>
  )
}
