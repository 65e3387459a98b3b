// What recovery kits are, which there are, and making a set with the head's passphrase.
import type { Output, RoomState } from 'shared/contract'
import { mayAsk } from 'shared/permissions'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { SecretField } from '../../components/secret-field'
import { SheetsOnDisk } from '../../components/sheets-on-disk'
import { ifEmpty, useForm, type Form } from '../../components/use-form'
import { Box, Warning } from '../../components/words'
import { call } from '../../desk'
import type { Place } from '../../room/place'
import { useKnownRoom, useRoom } from '../../room/room-context'
import { joinNames } from '../../words/figures'
import { tellMoment } from '../../words/moments'
import { CasesToSeal } from './cases-to-seal'

interface MakeKitsProps {
  readonly back: Place
  readonly done: (made: Output<'recovery.make'>) => void
}

export function MakeKits({ back, done }: MakeKitsProps) {
  const { recovery, room, present } = useKnownRoom()
  const form = useMakeForm(done)
  const mayMake = mayAsk(
    'recovery.make',
    room,
    present.map((person) => person.role),
  )
  return (
    <Page title="Recovery kits for the safe" back={back} form={form} aside={<WhatTheyAre />}>
      <SheetsOnDisk />
      <p className="lead">
        If two people of a case can no longer open it, two of three printed kits from the school’s safe still can. One kit alone opens
        nothing.
      </p>
      <p>{tellKits(recovery)}</p>
      {mayMake ? <MakeForm isFirst={recovery === null} form={form} /> : <p>The head makes recovery kits: sign in alone as the head.</p>}
      {recovery !== null && <CasesToSeal />}
    </Page>
  )
}

function tellKits(recovery: RoomState['recovery']): string {
  if (recovery === null) return 'There are none yet.'
  return `Kits ${joinNames(recovery.kits)} were made on ${tellMoment(recovery.madeAt)}.`
}

function useMakeForm(done: MakeKitsProps['done']): Form<{ passphrase: string }> {
  const { takeRoom } = useRoom()
  return useForm(
    { passphrase: '' },
    {
      check: ({ passphrase }) => ({ passphrase: ifEmpty(passphrase, 'Type your passphrase') }),
      submit: async ({ passphrase }) => {
        const made = await call('recovery.make', { passphrase })
        done(made)
        takeRoom(made.room)
      },
      blame: { 'passphrase.': 'passphrase' },
      secrets: ['passphrase'],
    },
  )
}

function MakeForm({ isFirst, form }: { readonly isFirst: boolean; readonly form: Form<{ passphrase: string }> }) {
  const [head] = useKnownRoom().present
  return (
    <form noValidate onSubmit={form.submit}>
      <Warning>
        {isFirst
          ? 'Have a printer and the safe ready. The sheets lie on this computer as a file until you have printed and deleted it.'
          : 'Make new kits when a sheet is lost or an envelope was opened. Keep the old sheets until no case is listed below.'}
      </Warning>
      <SecretField form={form} name="passphrase" label={`${head?.name ?? 'Head'}, your passphrase`} kind="passphrase" />
      <Button busy={form.busy} busyWords="Making the kits…">
        {isFirst ? 'Make the recovery kits' : 'Make new recovery kits'}
      </Button>
    </form>
  )
}

function WhatTheyAre() {
  return (
    <>
      <Box title="What a kit is">
        <p>A sheet of paper with a passphrase, and a small file on this computer. Each is useless without the other.</p>
        <p>Opening a case with two kits needs two free programs, and not Incident Room. Each sheet says how.</p>
      </Box>
      <Box title="Where to keep them" tone="grey">
        <p>Each in its own signed envelope in the safe. Better still, one of them in another safe.</p>
      </Box>
    </>
  )
}
