// Besides the two, others can hold a part of the key, so that the case stays within reach when one of them is ill or leaves.
import { mayDo } from 'shared/roles'
import { Button } from '../../components/button'
import { Checkboxes } from '../../components/choice-field'
import { usePair } from '../../components/own-acts'
import { Page } from '../../components/page'
import { useForm } from '../../components/use-form'
import { Box } from '../../components/words'
import { useKnownRoom } from '../../room/room-context'
import { joinNames } from '../../words/figures'
import type { AskProps } from './authorisation-words'

export function HoldersPage({ words, caption, back, go }: AskProps) {
  const { people } = useKnownRoom()
  const pair = usePair()
  const others = people.filter((person) => mayDo(person.role, 'review') && !pair.some((one) => one.personId === person.personId))
  const form = useForm<{ alsoMayOpen: readonly string[] }>({ alsoMayOpen: words.alsoMayOpen }, { submit: go })
  return (
    <Page
      title="Who else may open this case?"
      titleInField={others.length > 0}
      caption={caption}
      back={back}
      form={form}
      focus={others.length > 0 ? 'field' : 'heading'}
      aside={
        <Box title="Always two">
          <p>The key of the case is split. Any two of its people open it together; nobody can alone.</p>
          <p>A third person is wise: if one of you is away, the case can still be opened.</p>
        </Box>
      }
    >
      <form noValidate onSubmit={form.submit}>
        {others.length > 0 ? (
          <Checkboxes
            form={form}
            name="alsoMayOpen"
            label="Who else may open this case?"
            asHeading
            hint={`Besides ${joinNames(pair.map((person) => person.name))}. Choose nobody who is close to anybody concerned.`}
            choices={others.map((person) => ({ value: person.personId, label: person.name, hint: person.position }))}
          />
        ) : (
          <p>There is nobody else who could hold a part of the key. Only the two of you will open this case, together.</p>
        )}
        <Button>Continue</Button>
      </form>
    </Page>
  )
}
