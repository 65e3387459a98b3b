// Everybody who is enrolled, and what the head can do about each. The head cannot shut themselves out.
import type { PersonSummary } from 'shared/parts'
import { roles } from 'shared/roles'
import { LinkButton } from '../../components/button'
import { Person } from '../../components/person'
import { Tag } from '../../components/tag'
import { useKnownRoom } from '../../room/room-context'
import { standingWords, type StandingAct } from './standing-words'

type Act = (act: StandingAct, person: PersonSummary) => void

export function PeopleTable({ act }: { readonly act: Act }) {
  const { people, suspended, present } = useKnownRoom()
  const isPresent = (person: PersonSummary) => present.some((one) => one.personId === person.personId)
  return (
    <table className="govuk-table">
      <caption className="govuk-visually-hidden">Everybody who is enrolled</caption>
      <thead className="govuk-table__head">
        <tr>
          {['Person', 'Role', 'May sign in', 'Change'].map((heading) => (
            <th key={heading} scope="col" className="govuk-table__header">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {people.map((person) => (
          <Row key={person.personId} person={person} isSuspended={false} acts={isPresent(person) ? [] : ['suspend', 'remove']} act={act} />
        ))}
        {suspended.map((person) => (
          <Row key={person.personId} person={person} isSuspended acts={['reinstate', 'remove']} act={act} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly person: PersonSummary
  readonly isSuspended: boolean
  readonly acts: readonly StandingAct[]
  readonly act: Act
}

function Row({ person, isSuspended, acts, act }: RowProps) {
  return (
    <tr className="govuk-table__row">
      <th scope="row" className="govuk-table__header">
        <Person name={person.name} position={person.position} />
      </th>
      <td className="govuk-table__cell">{roles[person.role].title}</td>
      <td className="govuk-table__cell">{isSuspended ? <Tag tone="yellow">Suspended</Tag> : <Tag tone="green">Yes</Tag>}</td>
      <td className="govuk-table__cell">
        <div className="acts">
          {acts.map((name) => (
            <LinkButton key={name} onClick={() => act(name, person)}>
              {standingWords[name].verb}
              <span className="govuk-visually-hidden"> {person.name}</span>
            </LinkButton>
          ))}
          {acts.length === 0 && 'You'}
        </div>
      </td>
    </tr>
  )
}
