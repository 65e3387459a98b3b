// Nobody who is the subject, or is close to the subject, may be one of the two. Each says so for themselves.
import { Button } from '../../components/button'
import { Radios } from '../../components/choice-field'
import { Page } from '../../components/page'
import { TextArea } from '../../components/text-field'
import { ifEmpty, useForm, type Form } from '../../components/use-form'
import { Box } from '../../components/words'
import type { AskProps, Declaration } from './authorisation-words'

interface Answers {
  readonly firstClose: string
  readonly firstWords: string
  readonly secondClose: string
  readonly secondWords: string
}

export function ConflictsPage({ words, caption, back, go }: AskProps) {
  const [first, second] = words.declarations
  if (!first || !second) throw new Error('an authorisation is for two people')
  const ask = (name: string) => `${name} has not said yet whether they are close to anybody concerned`
  const form = useForm<Answers>(
    { firstClose: first.close, firstWords: first.words, secondClose: second.close, secondWords: second.words },
    {
      check: (values) => ({
        firstClose: ifEmpty(values.firstClose, ask(first.name)),
        firstWords: values.firstClose === 'declare' ? ifEmpty(values.firstWords, `Say what ${first.name} has to declare`) : undefined,
        secondClose: ifEmpty(values.secondClose, ask(second.name)),
        secondWords: values.secondClose === 'declare' ? ifEmpty(values.secondWords, `Say what ${second.name} has to declare`) : undefined,
      }),
      submit: (values) =>
        go({
          declarations: [
            { ...first, close: values.firstClose as Declaration['close'], words: values.firstWords },
            { ...second, close: values.secondClose as Declaration['close'], words: values.secondWords },
          ],
        }),
    },
  )
  return (
    <Page
      title="Is either of you close to anybody whom this concerns?"
      caption={caption}
      back={back}
      form={form}
      aside={
        <Box title="If one of you is close">
          <p>
            Family, a close friend, somebody you manage: then somebody else should be one of the two. Sign out and let them take your place.
          </p>
          <p>This protects you as much as the person concerned.</p>
        </Box>
      }
    >
      <form noValidate onSubmit={form.submit}>
        <Declare form={form} person={first.name} close="firstClose" wordsName="firstWords" />
        <Declare form={form} person={second.name} close="secondClose" wordsName="secondWords" />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}

interface DeclareProps {
  readonly form: Form<Answers>
  readonly person: string
  readonly close: 'firstClose' | 'secondClose'
  readonly wordsName: 'firstWords' | 'secondWords'
}

function Declare({ form, person, close, wordsName }: DeclareProps) {
  const declare = <TextArea form={form} name={wordsName} label={`What ${person} declares`} hint="The head reads it and decides" rows={3} />
  return (
    <Radios
      form={form}
      name={close}
      label={person}
      choices={[
        { value: 'no', label: 'I am not close to anybody whom this concerns' },
        { value: 'declare', label: 'I have something to declare', more: declare },
      ]}
    />
  )
}
