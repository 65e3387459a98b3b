// One person's half of the sign-in page: the form, who is signed in already, or who is still awaited.
import type { PersonSummary } from 'shared/parts'
import type { RoomState } from 'shared/contract'
import { Button, LinkButton } from '../../components/button'
import { ErrorSummary } from '../../components/error-summary'
import { Person } from '../../components/person'
import { call, tellFailure } from '../../desk'
import { useRoom } from '../../room/room-context'
import { tellClock } from '../../words/moments'
import { SignInFields, useSignIn } from './sign-in-fields'

interface SignInCardProps {
  readonly title: string
  readonly people: readonly PersonSummary[]
}

export function SignInCard({ title, people }: SignInCardProps) {
  const form = useSignIn('pair')
  return (
    <section className="card" aria-labelledby="sign-in-card">
      <h2 className="card__title" id="sign-in-card">
        {title}
      </h2>
      <ErrorSummary form={form} />
      <form noValidate onSubmit={form.submit}>
        <SignInFields form={form} people={people} />
        <Button busy={form.busy} busyWords="Opening your keys…">
          Sign in
        </Button>
      </form>
    </section>
  )
}

export function SignedInCard({ person }: { readonly person: RoomState['present'][number] }) {
  const { takeRoom, announce } = useRoom()
  const signOut = () => {
    call('session.sign-out', {})
      .then(takeRoom)
      .catch((error: unknown) => announce(tellFailure(error).sentence))
  }
  return (
    <section className="card card--done" aria-label="First person">
      <h2 className="card__title">First person</h2>
      <Person name={person.name} position={person.position} />
      <p className="card__status">✓ Signed in at {tellClock(person.since)}</p>
      <p>Waiting for the second person. Until then nothing can be opened.</p>
      <LinkButton onClick={signOut}>Sign {person.name} out</LinkButton>
    </section>
  )
}

export function WaitingCard() {
  return (
    <section className="card card--waiting" aria-label="Second person">
      <h2 className="card__title">Second person</h2>
      <p>The second person signs in here, once the first has.</p>
    </section>
  )
}
