// Step 2. "Could it be illegal?", asked of both before anything is opened. Yes starts the police route at once.
import { Button } from '../components/button'
import { Radios } from '../components/choice-field'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../components/own-acts'
import { Page } from '../components/page'
import { TextArea } from '../components/text-field'
import { ifEmpty, useForm } from '../components/use-form'
import { Box, Warning } from '../components/words'
import { Written } from '../components/facts'
import { call } from '../desk'
import { useCase, useRoom } from '../room/room-context'

export function Triage() {
  const { takeCase, go } = useRoom()
  const { state } = useCase()
  const pair = usePair()
  const form = useForm(
    { suspected: '', words: '', ...noPins },
    {
      check: (values) => ({
        suspected: ifEmpty(values.suspected, 'Choose yes or no'),
        words: values.suspected === 'yes' ? ifEmpty(values.words, 'Say why you suspect it, in words only') : undefined,
        ...checkPins(pair, values),
      }),
      submit: async (values) => {
        const view = await call('triage.answer', {
          suspectedIllegal: values.suspected === 'yes',
          words: values.words,
          both: bothActs(pair, values),
        })
        go({ at: 'tasks' })
        takeCase(view)
      },
      secrets: pinNames,
    },
  )
  const yes = form.values.suspected === 'yes'
  return (
    <Page
      title="Could it be illegal?"
      caption="Before anything is opened"
      back={{ at: 'tasks' }}
      form={form}
      aside={
        <>
          <Box title="What was reported" tone="grey">
            <Written>{state.report?.what ?? ''}</Written>
          </Box>
          <Box title="Do not look to find out">
            <p>The report is enough to answer. If you are unsure, answer yes: the police decide, not you.</p>
          </Box>
        </>
      }
    >
      <p className="lead">Answer yes for any suspicion of:</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>sexual images of anybody under 18, also drawn, made by a computer, or made by pupils themselves</li>
        <li>extreme pornography</li>
        <li>grooming, terrorism, criminal hatred, or any other crime</li>
      </ul>
      <form noValidate onSubmit={form.submit}>
        <Radios
          form={form}
          name="suspected"
          label="From the report alone, do you suspect that it is illegal?"
          choices={[
            { value: 'yes', label: 'Yes, or we are not sure' },
            { value: 'no', label: 'No, we do not suspect it' },
          ]}
        />
        {yes && (
          <Warning>
            The police route starts as soon as you confirm. No site is opened in this case, and this computer is locked for viewing.
          </Warning>
        )}
        {form.values.suspected !== '' && (
          <TextArea
            form={form}
            name="words"
            label={yes ? 'Why do you suspect it?' : 'Anything to add? (optional)'}
            hint="In words only"
            rows={3}
          />
        )}
        <OwnActs form={form} statement="This is our answer, from the report alone. We have opened nothing." />
        <Button kind={yes ? 'warning' : 'main'} busy={form.busy}>
          {yes ? 'Confirm and start the police route' : 'Confirm our answer'}
        </Button>
      </form>
    </Page>
  )
}
