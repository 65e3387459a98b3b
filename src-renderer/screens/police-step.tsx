// One step of the guidance was done: when is known, a note says how.
import { Button } from '../components/button'
import { Page } from '../components/page'
import { TextArea } from '../components/text-field'
import { useForm } from '../components/use-form'
import { call } from '../desk'
import { useKnownRoom, useRoom } from '../room/room-context'

const hints: Readonly<Record<string, string>> = {
  'call-police': 'For example: called 101 from the head’s office, waiting to be called back',
  isolate: 'For example: network cable unplugged, Wi-Fi off, computer left on',
  secure: 'Where it stands, and who has the key',
  'tell-head': 'Whom you told, and how',
}

export function PoliceStep() {
  const { takeCase, go, place } = useRoom()
  const { halt } = useKnownRoom()
  const step = halt?.guidance.steps.find(({ id }) => id === place.stepId)
  const form = useForm(
    { note: '' },
    {
      submit: async ({ note }) => {
        if (!step) return
        takeCase(await call('police.step-done', { stepId: step.id, note }))
        go({ at: 'halted' })
      },
    },
  )
  if (!step)
    return (
      <Page title="This step is not in the guidance any more" back={{ at: 'halted' }}>
        <p>The guidance has changed since. Go back and follow it as it stands.</p>
      </Page>
    )
  return (
    <Page title={step.strong.replace(/[.:]$/, '')} caption="Write down that it is done" back={{ at: 'halted' }} form={form} focus="field">
      <p>{step.text}</p>
      <form noValidate onSubmit={form.submit}>
        <TextArea form={form} name="note" label="How was it done? (optional)" hint={hints[step.id]} rows={3} />
        <Button busy={form.busy}>Record that it is done</Button>
      </form>
    </Page>
  )
}
