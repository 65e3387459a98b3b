// To whom a case is handed over, confirmed with an own act.
import type { Output } from 'shared/contract'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { SecretField } from '../../components/secret-field'
import { TextField } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { Box, Warning } from '../../components/words'
import { WorkProgress } from '../../components/work-progress'
import { call } from '../../desk'
import { useCase, useKnownRoom, useRoom } from '../../room/room-context'

export function HandoverForm({ done }: { readonly done: (made: Output<'handover.export'>) => void }) {
  const { takeCase } = useRoom()
  const { state } = useCase()
  const [person] = useKnownRoom().present
  const form = useForm(
    { recipient: '', organisation: '', pin: '' },
    {
      check: (values) => ({
        recipient: ifEmpty(values.recipient, 'Enter who receives it'),
        organisation: ifEmpty(values.organisation, 'Enter their organisation'),
        pin: ifEmpty(values.pin, 'Type your session PIN'),
      }),
      submit: async ({ recipient, organisation, pin }) => {
        const made = await call('handover.export', { recipient, organisation, pin: pin.trim() })
        takeCase(made.view)
        done(made)
      },
      blame: { 'pin.': 'pin' },
      secrets: ['pin'],
    },
  )
  return (
    <Page
      title="Who receives this case?"
      caption={`Handover of ${state.opened?.reference ?? ''}`}
      back={{ at: 'closed' }}
      form={form}
      focus="field"
      aside={<WhatIsInIt />}
    >
      <form noValidate onSubmit={form.submit}>
        <TextField
          form={form}
          name="recipient"
          label="Who receives it?"
          hint="A name and a post, for example: DC Helen Ward"
          width="two-thirds"
        />
        <TextField
          form={form}
          name="organisation"
          label="Their organisation"
          hint="For example: Avon and Somerset Police"
          width="two-thirds"
        />
        <Warning>That you hand it over, to whom and when, becomes part of the record.</Warning>
        <SecretField form={form} name="pin" label={`${person?.name ?? 'Head'}, your session PIN`} kind="pin" />
        {form.busy ? <WorkProgress waitingWords="Making the handover file…" /> : <Button>Make the handover file</Button>}
      </form>
    </Page>
  )
}

function WhatIsInIt() {
  const { state } = useCase()
  const sealed = state.exhibits.filter((exhibit) => exhibit.sealed).length
  return (
    <Box title="What is in it">
      <ul className="govuk-list govuk-list--bullet">
        <li>the signed documents</li>
        <li>
          {sealed === 0 ? 'the pictures, exactly as they were kept' : 'the pictures, exactly as they were kept; what was sealed stays out'}
        </li>
        <li>the whole log, the certificates, and a signed list of every file</li>
      </ul>
      <p>Whoever receives it can check it offline with ordinary tools, without trusting the school or this application.</p>
    </Box>
  )
}
