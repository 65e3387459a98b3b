// The head or the DSL, alone, for what one person may do: closed cases, handing over, adding people.
import { maySignInAlone } from 'shared/roles'
import { Button } from '../components/button'
import { Page } from '../components/page'
import { Box } from '../components/words'
import { useKnownRoom } from '../room/room-context'
import { SignInFields, useSignIn } from './sign-in/sign-in-fields'

export function SignInAlone() {
  const { halt, people } = useKnownRoom()
  const form = useSignIn('alone')
  return (
    <Page title="Sign in alone" back={{ at: halt ? 'halted' : 'sign-in' }} form={form} focus="field" aside={<WhatOneMayDo />}>
      <p>An open case cannot be opened by one person: its key is in two parts.</p>
      <form noValidate onSubmit={form.submit}>
        <SignInFields form={form} people={people.filter((person) => maySignInAlone(person.role))} />
        <Button busy={form.busy} busyWords="Opening your keys…">
          Sign in alone
        </Button>
      </form>
    </Page>
  )
}

function WhatOneMayDo() {
  return (
    <>
      <Box title="The head">
        <p>Reads closed cases, hands them over to the Local Authority or the police, and adds people.</p>
      </Box>
      <Box title="The DSL">
        <p>Reads closed cases, and signs the review or sends it back with questions.</p>
      </Box>
    </>
  )
}
