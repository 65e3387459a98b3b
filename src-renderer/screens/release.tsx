// Two people release a halt with the reference that the police gave.
import { haltInForce } from 'shared/case-state'
import { Button } from '../components/button'
import { Answers } from '../components/facts'
import { Go } from '../components/go'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../components/own-acts'
import { Page } from '../components/page'
import { TextArea } from '../components/text-field'
import { ifEmpty, useForm } from '../components/use-form'
import { Warning } from '../components/words'
import { call } from '../desk'
import { useKnownRoom, useRoom } from '../room/room-context'
import { tellMoment } from '../words/moments'

export function Release() {
  const { caseView } = useRoom()
  const { room } = useKnownRoom()
  const police = caseView ? haltInForce(caseView.state)?.police : null
  if (room !== 'pair' || !police)
    return (
      <Page title="This computer cannot be released yet" back={{ at: 'halted' }}>
        <p>Two people sign in and write down what the police said. Without their reference nothing is released.</p>
        {room === 'pair' && <Go to={{ at: 'police' }}>Write down what the police said</Go>}
      </Page>
    )
  return (
    <ReleaseForm
      facts={[
        { name: 'Police reference', value: police.reference },
        { name: 'Police force', value: [police.force, police.officer].filter((word) => word !== '').join(', ') },
        { name: 'Called', value: `${tellMoment(police.calledAt)}, by ${police.calledBy}` },
        { name: 'Their advice', value: police.advice === '' ? 'None written down' : police.advice },
      ]}
    />
  )
}

function ReleaseForm({ facts }: { readonly facts: readonly { readonly name: string; readonly value: string }[] }) {
  const { takeCase, go } = useRoom()
  const pair = usePair()
  const form = useForm(
    { reason: '', ...noPins },
    {
      check: (values) => ({ reason: ifEmpty(values.reason, 'Say why it can be released'), ...checkPins(pair, values) }),
      submit: async (values) => {
        const view = await call('halt.release', { reason: values.reason, both: bothActs(pair, values) })
        go({ at: 'tasks' })
        takeCase(view)
      },
      secrets: pinNames,
    },
  )
  return (
    <Page title="Release this computer?" back={{ at: 'halted' }} form={form}>
      <Answers answers={facts} />
      <Warning>Release it only once the police have said that you may. Sites can be opened again after it.</Warning>
      <form noValidate onSubmit={form.submit}>
        <TextArea
          form={form}
          name="reason"
          label="Why can it be released?"
          hint="For example: the police have taken what they need and agree that the review goes on"
          rows={3}
        />
        <OwnActs form={form} statement="The police have agreed to this." />
        <Button kind="warning" busy={form.busy}>
          Release this computer
        </Button>
      </form>
    </Page>
  )
}
