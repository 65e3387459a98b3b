// One person adds themselves: name, position, role, own passphrase.
import type { RoomState } from 'shared/contract'
import type { RoleId } from 'shared/parts'
import { roles } from 'shared/roles'
import { Button } from '../components/button'
import { Radios, type Choice } from '../components/choice-field'
import { Page } from '../components/page'
import { checkPassphrase, PassphraseAdvice, PassphraseFields } from '../components/passphrase-fields'
import { TextField } from '../components/text-field'
import { ifEmpty, useForm } from '../components/use-form'
import { call } from '../desk'
import { useRoom } from '../room/room-context'

const hints: Partial<Record<RoleId, string>> = {
  deputy: 'Reviews as one of two, and stands in for the head',
  senior: 'Reviews as one of two',
  dsl: 'Reviews closed cases alone, and may be one of two',
  'deputy-dsl': 'Stands in for the DSL, and may be one of two',
  chair: 'Authorises where the head is the subject',
  coordinator: 'Reports incidents; sees no case',
  technician: 'Installs the application; sees no case',
}

const choices: readonly Choice[] = (Object.keys(hints) as RoleId[]).map((role) => ({
  value: role,
  label: roles[role].title,
  hint: hints[role],
}))

interface EnrolPageProps {
  readonly caption: string
  /** Which role is needed first, to offer it. */
  readonly wanted: RoomState['missing'][number] | undefined
  readonly back: () => void
  readonly done: (room: RoomState) => void
}

export function EnrolPage({ caption, wanted, back, done }: EnrolPageProps) {
  const { takeRoom } = useRoom()
  const form = useForm(
    { name: '', position: '', role: wanted === 'dsl' ? 'dsl' : '', passphrase: '', again: '' },
    {
      check: (values) => ({
        name: ifEmpty(values.name, 'Enter your name'),
        position: ifEmpty(values.position, 'Enter your position'),
        role: ifEmpty(values.role, 'Choose what you do in Incident Room'),
        ...checkPassphrase(values),
      }),
      submit: async ({ name, position, role, passphrase }) => {
        const room = await call('person.enrol', { name, position, role: role as RoleId, passphrase })
        takeRoom(room)
        done(room)
      },
      blame: { 'passphrase.': 'passphrase', 'person.head': 'role', 'person.same': 'name' },
    },
  )
  return (
    <Page title="Add a person" caption={caption} back={back} form={form} focus="field" aside={<PassphraseAdvice />}>
      <p>Hand over the keyboard now. The new person fills this in for themselves.</p>
      <form noValidate onSubmit={form.submit}>
        <TextField form={form} name="name" label="Your name" width="two-thirds" />
        <TextField
          form={form}
          name="position"
          label="Your position"
          width="two-thirds"
          hint="As it should stand beside your signature, for example: Deputy head"
        />
        <Radios form={form} name="role" label="What do you do in Incident Room?" choices={choices} small />
        <PassphraseFields form={form} about={[form.values.name, form.values.position]} />
        <Button busy={form.busy} busyWords="Making your keys…">
          Add me
        </Button>
      </form>
    </Page>
  )
}
