// The school's acceptable-use declaration: each person reads it before first use and once a year, and makes it by their own act.
import { useCallback, useEffect, useState } from 'react'
import type { Output, RoomState } from 'shared/contract'
import { Announcement } from '../components/announcement'
import { Button } from '../components/button'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { SecretField } from '../components/secret-field'
import { ifEmpty, useForm } from '../components/use-form'
import { Box } from '../components/words'
import { call, tellFailure } from '../desk'
import { useKnownRoom, useRoom } from '../room/room-context'

type Text = Output<'declaration.read'>
type Present = RoomState['present'][number]

export function Declaration() {
  const { announce } = useRoom()
  const { present, declarationDue } = useKnownRoom()
  const [text, setText] = useState<Text | null>(null)
  const person = present.find(({ personId }) => declarationDue.includes(personId))
  const read = useCallback(() => {
    call('declaration.read', {})
      .then(setText)
      .catch((error: unknown) => announce(tellFailure(error).sentence))
  }, [announce])
  useEffect(read, [read])
  if (text === null || person === undefined) return <Reading />
  return <DeclarationForm key={person.personId} text={text} person={person} readAgain={read} />
}

function Reading() {
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Announcement />
      <h1 className="heading">The school’s declaration</h1>
      <p role="status">One moment…</p>
    </main>
  )
}

interface DeclarationFormProps {
  readonly text: Text
  readonly person: Present
  readonly readAgain: () => void
}

function DeclarationForm({ text, person, readAgain }: DeclarationFormProps) {
  const { takeRoom } = useRoom()
  const form = useForm(
    { pin: '' },
    {
      check: ({ pin }) => ({ pin: ifEmpty(pin, `${person.name} has not typed a session PIN yet`) }),
      submit: async ({ pin }) => {
        try {
          takeRoom(await call('declaration.accept', { personId: person.personId, pin: pin.trim(), textHash: text.textHash }))
        } catch (error) {
          // The words may have been changed meanwhile: nobody accepts what they did not see.
          readAgain()
          throw error
        }
      },
      blame: { 'pin.': 'pin' },
      secrets: ['pin'],
    },
  )
  return (
    <Page title={`${person.name}, do you accept this?`} caption={text.title} form={form} aside={<WhatItIs source={text.source} />}>
      <p className="lead">{text.lead}</p>
      <ul className="govuk-list govuk-list--bullet govuk-list--spaced">
        {text.statements.map((statement) => (
          <li key={statement}>{statement}</li>
        ))}
      </ul>
      <form noValidate onSubmit={form.submit}>
        <fieldset className="own-acts govuk-fieldset">
          <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">You accept it</legend>
          <p className="own-acts__statement">{text.agreement}</p>
          <SecretField form={form} name="pin" label={`${person.name}, your session PIN`} kind="pin" />
        </fieldset>
        <div className="govuk-button-group">
          <Button busy={form.busy} busyWords="Signing…">
            I accept it
          </Button>
          <Go to={{ at: 'sign-out' }}>I do not accept it: sign out</Go>
        </div>
      </form>
    </Page>
  )
}

function WhatItIs({ source }: { readonly source: string }) {
  return (
    <>
      <Box title="Each for themselves">
        <p>You read it and accept it yourself. It is signed with your own key, and kept in the school’s log.</p>
        <p>You are asked again in a year, or when the school changes its words.</p>
      </Box>
      <Box title="Where it comes from" tone="grey">
        <p>{source}</p>
      </Box>
    </>
  )
}
