// The head founds the school: own name, own position, own passphrase.
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { checkPassphrase, PassphraseAdvice, PassphraseFields } from '../../components/passphrase-fields'
import { TextField } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { call } from '../../desk'
import { useRoom } from '../../room/room-context'
import type { SchoolWords } from './school-form'

export function HeadForm({ school, back }: { readonly school: SchoolWords; readonly back: () => void }) {
  const { takeRoom } = useRoom()
  const form = useForm(
    { name: '', position: 'Headteacher', passphrase: '', again: '' },
    {
      check: (values) => ({
        name: ifEmpty(values.name, 'Enter your name'),
        position: ifEmpty(values.position, 'Enter your position'),
        ...checkPassphrase(values),
      }),
      submit: async ({ name, position, passphrase }) => {
        const head = { name, position, role: 'head' as const, passphrase }
        takeRoom(await call('school.found', { ...school, head }))
      },
      blame: { passphrase: 'passphrase' },
    },
  )
  return (
    <Page
      title="The headteacher"
      caption={`Set up · 2 of 3 · ${school.name}`}
      back={back}
      form={form}
      focus="field"
      aside={<PassphraseAdvice />}
    >
      <p>The head authorises cases, hands them over to the Local Authority or the police, and adds people.</p>
      <form noValidate onSubmit={form.submit}>
        <TextField form={form} name="name" label="Your name" width="two-thirds" />
        <TextField form={form} name="position" label="Your position" width="two-thirds" hint="As it should stand beside your signature" />
        <PassphraseFields form={form} about={[form.values.name, form.values.position, school.name]} />
        <Button busy={form.busy} busyWords="Making the school’s keys…">
          Set up the school
        </Button>
      </form>
    </Page>
  )
}
