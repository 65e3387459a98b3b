// What the police said: reference, officer, force, time and advice. Without a reference nothing is released.
import { haltInForce } from 'shared/case-state'
import { Button } from '../components/button'
import { MomentField } from '../components/moment-field'
import { Page } from '../components/page'
import { TextArea, TextField } from '../components/text-field'
import { ifEmpty, useForm } from '../components/use-form'
import { Box } from '../components/words'
import { call } from '../desk'
import { useRoom } from '../room/room-context'
import { readMoment, typeMoment } from '../words/typed-moment'

export function Police() {
  const { takeCase, go, caseView, room } = useRoom()
  const before = caseView ? haltInForce(caseView.state)?.police : null
  const form = useForm(
    () => ({
      calledBy: before?.calledBy ?? room?.present[0]?.name ?? '',
      calledAt: typeMoment(before ? new Date(before.calledAt) : new Date()),
      force: before?.force ?? '',
      reference: before?.reference ?? '',
      officer: before?.officer ?? '',
      advice: before?.advice ?? '',
    }),
    {
      check: (values) => {
        const at = readMoment(values.calledAt, 'the call')
        return {
          calledBy: ifEmpty(values.calledBy, 'Enter who called'),
          calledAt: at.ok ? undefined : at.fault,
          force: ifEmpty(values.force, 'Enter which police force'),
          reference: ifEmpty(values.reference, 'Enter the reference that the police gave'),
        }
      },
      submit: async (values) => {
        const at = readMoment(values.calledAt, 'the call')
        if (!at.ok) throw new RangeError('checked before')
        takeCase(await call('police.contacted', { ...values, calledAt: at.value }))
        go({ at: 'halted' })
      },
      blame: { 'police.future': 'calledAt' },
    },
  )
  return (
    <Page
      title="What did the police say?"
      back={{ at: 'halted' }}
      form={form}
      focus="field"
      aside={
        <Box title="No reference yet?">
          <p>Ask for one: “Which reference do I quote when I call again?” Without it this computer stays locked.</p>
        </Box>
      }
    >
      <form noValidate onSubmit={form.submit}>
        <TextField form={form} name="reference" label="Police reference" width="half" mono />
        <TextField form={form} name="force" label="Police force" width="two-thirds" />
        <TextField
          form={form}
          name="officer"
          label="Officer or call handler (optional)"
          hint="Name and number, if given"
          width="two-thirds"
        />
        <TextField form={form} name="calledBy" label="Who called?" width="two-thirds" />
        <MomentField form={form} name="calledAt" label="When was the call?" />
        <TextArea
          form={form}
          name="advice"
          label="What did they advise? (optional)"
          hint="For example: leave the computer on, an officer comes tomorrow"
          rows={3}
        />
        <Button busy={form.busy}>Record what they said</Button>
      </form>
    </Page>
  )
}
