// Whom to add to those who may open the case, and whom to take out. The two who are here hold its key, so they stay.
import { nameOf } from 'shared/case-state'
import { mayDo } from 'shared/roles'
import { Button } from '../../components/button'
import { Checkboxes } from '../../components/choice-field'
import { usePair } from '../../components/own-acts'
import { Page } from '../../components/page'
import { useForm } from '../../components/use-form'
import { Box } from '../../components/words'
import { useCase, useKnownRoom } from '../../room/room-context'
import { joinNames } from '../../words/figures'

export interface HoldersChosen {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

interface ChooseHoldersProps {
  readonly chosen: HoldersChosen
  readonly go: (chosen: HoldersChosen) => void
}

export function ChooseHolders({ chosen, go }: ChooseHoldersProps) {
  const { state } = useCase()
  const { people, suspended } = useKnownRoom()
  const pair = usePair()
  const others = people.filter((person) => mayDo(person.role, 'review') && !state.holders.some((id) => id === person.personId))
  const removable = state.holders.filter((id) => !pair.some((person) => person.personId === id))
  const tellStanding = (id: string): string => {
    const known = people.find((person) => person.personId === id)
    if (known) return known.position
    return suspended.some((person) => person.personId === id) ? 'Suspended' : 'Not enrolled any more'
  }
  const form = useForm(chosen, {
    check: ({ add, remove }) => ({ add: add.length + remove.length === 0 ? 'Choose somebody to add or to take out' : undefined }),
    submit: go,
  })
  return (
    <Page
      title="Who may open this case?"
      caption="Change who may open it · 1 of 2"
      back={{ at: 'tasks' }}
      form={form}
      aside={
        <Box title="What a change means">
          <p>Whoever is added gets a part of the key, and can open the case together with one of the others.</p>
          <p>When somebody is taken out, the case gets another key. The part that they hold opens nothing any more.</p>
        </Box>
      }
    >
      <p className="lead">Now any two of {joinNames(state.holders.map((id) => nameOf(state, id)))} open it together.</p>
      <form noValidate onSubmit={form.submit}>
        {others.length > 0 ? (
          <Checkboxes
            form={form}
            name="add"
            label="Who else may open it?"
            hint="Choose nobody who is close to anybody concerned."
            choices={others.map((person) => ({ value: person.personId, label: person.name, hint: person.position }))}
          />
        ) : (
          <p id="add">There is nobody else who could be added.</p>
        )}
        {removable.length > 0 ? (
          <Checkboxes
            form={form}
            name="remove"
            label="Who may no longer open it?"
            hint={`${joinNames(pair.map((person) => person.name))} are signed in and hold the key. Others have to take them out.`}
            choices={removable.map((id) => ({ value: id, label: nameOf(state, id), hint: tellStanding(id) }))}
          />
        ) : (
          <p>Nobody can be taken out: only the two of you may open it, and two are always needed.</p>
        )}
        <Button>Continue</Button>
      </form>
    </Page>
  )
}
