// What one person gives to sign in: who they are, their passphrase, and a PIN that they choose for this session.
import type { PersonSummary } from 'shared/parts'
import { Select } from '../../components/choice-field'
import { SecretField } from '../../components/secret-field'
import { ifEmpty, useForm, type Form } from '../../components/use-form'
import { call } from '../../desk'
import { useRoom } from '../../room/room-context'

export interface SignInWords {
  readonly person: string
  readonly passphrase: string
  readonly pin: string
}

export function useSignIn(purpose: 'pair' | 'alone'): Form<SignInWords> {
  const { takeRoom, go } = useRoom()
  return useForm<SignInWords>(
    { person: '', passphrase: '', pin: '' },
    {
      check: (values) => ({
        person: ifEmpty(values.person, 'Choose your name'),
        passphrase: ifEmpty(values.passphrase, 'Type your passphrase'),
        pin: /^\d{4,12}$/.test(values.pin) ? undefined : 'Choose a PIN of 4 to 12 digits',
      }),
      submit: async ({ person, passphrase, pin }) => {
        const room = await call('session.sign-in', { personId: person, passphrase, pin, purpose })
        if (room.room !== 'waiting-for-second') go({ at: 'home' })
        takeRoom(room)
      },
      blame: { 'passphrase.': 'passphrase', 'pin.': 'pin', 'room.same': 'person', 'role.': 'person' },
      secrets: ['passphrase'],
    },
  )
}

export function SignInFields({ form, people }: { readonly form: Form<SignInWords>; readonly people: readonly PersonSummary[] }) {
  return (
    <>
      <Select
        form={form}
        name="person"
        label="Your name"
        choices={[
          { value: '', label: 'Choose your name' },
          ...people.map((person) => ({ value: person.personId, label: `${person.name}, ${person.position}` })),
        ]}
      />
      <SecretField form={form} name="passphrase" label="Your passphrase" kind="passphrase" />
      <SecretField form={form} name="pin" label="Choose a session PIN" hint="4 to 12 digits, new each time" kind="pin" />
    </>
  )
}
