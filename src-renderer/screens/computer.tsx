// Step 5. Is this the designated computer? It says itself what it is; both confirm; another one needs a reason.
import { useEffect, useState } from 'react'
import type { Output } from 'shared/contract'
import { Button } from '../components/button'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../components/own-acts'
import { Page } from '../components/page'
import { TextArea } from '../components/text-field'
import { useForm } from '../components/use-form'
import { Box } from '../components/words'
import { call } from '../desk'
import { useCase, useRoom } from '../room/room-context'
import { ComputerTable, isSameComputer } from './computer/computer-table'

export function Computer() {
  const { takeCase, go } = useRoom()
  const { state } = useCase()
  const pair = usePair()
  const [seen, setSeen] = useState<Output<'computer.identify'> | null>(null)
  const before = state.opened?.computer
  const differs = seen !== null && before !== undefined && !isSameComputer(before, seen)
  const form = useForm(
    { reason: '', ...noPins },
    {
      check: (values) => ({
        reason: differs && values.reason.trim() === '' ? 'Say why another computer is used, or go back to the designated one' : undefined,
        ...checkPins(pair, values),
      }),
      submit: async (values) => {
        const view = await call('computer.check', { reason: values.reason, both: bothActs(pair, values) })
        go({ at: 'tasks' })
        takeCase(view)
      },
      blame: { 'computer.reason': 'reason' },
      secrets: pinNames,
    },
  )

  useEffect(() => {
    call('computer.identify', {})
      .then(setSeen)
      .catch(() => setSeen(null))
  }, [])

  return (
    <Page
      title="Is this the designated computer?"
      caption="Before anything is opened"
      back={{ at: 'tasks' }}
      form={form}
      aside={
        <Box title="Why it matters">
          <p>The same computer is used for the whole procedure. Young people do not use it, and the police could take it away.</p>
        </Box>
      }
    >
      {before && <ComputerTable before={before} seen={seen} />}
      <form noValidate onSubmit={form.submit}>
        {differs && (
          <TextArea
            form={form}
            name="reason"
            label="Why is it not the same?"
            hint="For example: the designated computer is under repair. Your reason becomes part of the record."
            rows={3}
          />
        )}
        <OwnActs form={form} statement={`We are both at this computer: ${before?.location ?? ''}.`} />
        <Button busy={form.busy}>Confirm this computer</Button>
      </form>
    </Page>
  )
}
