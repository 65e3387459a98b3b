// Which school, and where this computer stands. The computer says itself what it is.
import { useEffect, useState } from 'react'
import type { Output } from 'shared/contract'
import { Button } from '../../components/button'
import { Facts, Mono } from '../../components/facts'
import { Page } from '../../components/page'
import { TextField } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { call, tellFailure } from '../../desk'
import { tellEnds } from '../../words/figures'

export interface SchoolWords {
  readonly name: string
  readonly computerLocation: string
}

interface SchoolFormProps {
  readonly school: SchoolWords
  readonly back: () => void
  readonly go: (school: SchoolWords) => void
}

export function SchoolForm({ school, back, go }: SchoolFormProps) {
  const form = useForm(school, {
    check: (values) => ({
      name: ifEmpty(values.name, 'Enter the name of the school'),
      computerLocation: ifEmpty(values.computerLocation, 'Enter where this computer stands'),
    }),
    submit: go,
  })
  return (
    <Page title="Your school and this computer" caption="Set up · 1 of 3" back={back} form={form} focus="field" aside={<ThisComputer />}>
      <form noValidate onSubmit={form.submit}>
        <TextField form={form} name="name" label="Name of the school" hint="As it should stand on every document" />
        <TextField
          form={form}
          name="computerLocation"
          label="What you call this computer, and where it stands"
          hint="For example: Head’s office, laptop 3"
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}

function ThisComputer() {
  const [found, setFound] = useState<Output<'computer.identify'> | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    call('computer.identify', {})
      .then(setFound)
      .catch((error: unknown) => setFault(tellFailure(error).sentence))
  }, [])
  if (fault !== null) return <p role="alert">{fault}</p>
  if (found === null) return <p className="caption">Looking at this computer…</p>
  return (
    <>
      <Facts
        title="This computer"
        facts={[
          { name: 'Maker and model', value: [found.maker, found.model].filter((word) => word !== '').join(' ') || 'It does not say' },
          { name: 'Serial number', value: found.serial || 'It does not say' },
          { name: 'System', value: found.os },
          { name: 'Name on the network', value: found.hostname },
          { name: 'Fingerprint', value: <Mono>{tellEnds(found.machine)}</Mono> },
        ]}
      />
      <p className="caption">This becomes part of every record, so that it is always clear which computer was used.</p>
    </>
  )
}
