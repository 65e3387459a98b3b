// It is done; and where the person holds a part of the key of a case that is open, what to do about that.
import type { PersonSummary } from 'shared/parts'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { Box } from '../../components/words'
import { tellCount } from '../../words/figures'
import { standingWords, type StandingAct } from './standing-words'

interface StandingChangedProps {
  readonly act: StandingAct
  readonly person: PersonSummary
  readonly holderOf: readonly string[]
  readonly back: () => void
}

export function StandingChanged({ act, person, holderOf, back }: StandingChangedProps) {
  return (
    <Page title={standingWords[act].done(person.name)} caption="People">
      <p className="lead" role="status">
        It is in the school’s log, with your reason.
      </p>
      {act !== 'reinstate' && <KeysStillHeld name={person.name} holderOf={holderOf} />}
      <Button type="button" onClick={back}>
        Back to the people
      </Button>
    </Page>
  )
}

function KeysStillHeld({ name, holderOf }: { readonly name: string; readonly holderOf: readonly string[] }) {
  if (holderOf.length === 0) return <p>{name} holds no part of the key of any open case.</p>
  return (
    <Box title={`${name} still holds a part of the key of ${tellCount(holderOf.length, 'open case')}`} tone="red">
      <ul className="govuk-list govuk-list--bullet">
        {holderOf.map((reference) => (
          <li key={reference}>{reference}</li>
        ))}
      </ul>
      <p>
        For each of them: two others who may open it sign in together, open it, choose “Change who may open it”, and take {name} out. Then
        the case gets another key, and the old part opens nothing.
      </p>
    </Box>
  )
}
