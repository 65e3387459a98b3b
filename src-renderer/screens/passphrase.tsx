// Somebody who is signed in changes their own passphrase. Their keys are sealed anew with it; no case and no signature changes.
import { useState } from 'react'
import type { PersonSummary } from 'shared/parts'
import { Button } from '../components/button'
import { Radios } from '../components/choice-field'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { checkPassphrase, PassphraseAdvice, PassphraseFields } from '../components/passphrase-fields'
import { SecretField } from '../components/secret-field'
import { ifEmpty, useForm } from '../components/use-form'
import { call } from '../desk'
import { useKnownRoom } from '../room/room-context'

export function Passphrase() {
  const [changed, setChanged] = useState<PersonSummary | null>(null)
  return changed ? <Changed person={changed} /> : <ChangeForm done={setChanged} />
}

function ChangeForm({ done }: { readonly done: (person: PersonSummary) => void }) {
  const { present } = useKnownRoom()
  const only = present.length === 1 ? present[0] : undefined
  const form = useForm(
    { person: only?.personId ?? '', from: '', passphrase: '', again: '' },
    {
      check: (values) => ({
        person: ifEmpty(values.person, 'Choose whose passphrase it is'),
        from: ifEmpty(values.from, 'Type your passphrase of today'),
        ...checkPassphrase(values),
      }),
      submit: async ({ person, from, passphrase }) => {
        const whose = present.find(({ personId }) => personId === person)
        if (!whose) return
        await call('passphrase.change', { personId: whose.personId, from, to: passphrase })
        done(whose)
      },
      blame: { 'passphrase.wrong': 'from', 'passphrase.wait': 'from', 'passphrase.': 'passphrase' },
      secrets: ['from', 'passphrase', 'again'],
    },
  )
  const whose = present.find(({ personId }) => personId === form.values.person)
  return (
    <Page title="Change your passphrase" back={{ at: 'home' }} form={form} focus="field" aside={<PassphraseAdvice />}>
      <form noValidate onSubmit={form.submit}>
        {!only && (
          <Radios
            form={form}
            name="person"
            label="Whose passphrase?"
            choices={present.map(({ personId, name, position }) => ({ value: personId, label: name, hint: position }))}
            small
          />
        )}
        <SecretField form={form} name="from" label="Your passphrase of today" kind="passphrase" />
        <PassphraseFields form={form} label="Your new passphrase" about={whose ? [whose.name, whose.position] : []} />
        <Button busy={form.busy} busyWords="Sealing your keys…">
          Change my passphrase
        </Button>
      </form>
    </Page>
  )
}

function Changed({ person }: { readonly person: PersonSummary }) {
  return (
    <Page title="Your passphrase is changed" caption={person.name}>
      <p className="lead">From now on only the new one opens your keys.</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>You stay signed in, and your session PIN stays as it is.</li>
        <li>Nothing changes in any case, and what you have signed stays signed.</li>
        <li>A copy of this computer’s files that was made before still opens with the old one. Do not use it anywhere else.</li>
      </ul>
      <p>
        <Go to={{ at: 'home' }}>Go on to the cases</Go>
      </p>
    </Page>
  )
}
