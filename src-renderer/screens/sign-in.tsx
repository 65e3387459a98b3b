// Two people sign in, one after the other, each with their own passphrase. One alone gets no further than this page.
import { mayDo } from 'shared/roles'
import { Alerts } from '../components/alerts'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { Box } from '../components/words'
import { useKnownRoom } from '../room/room-context'
import { SignedInCard, SignInCard, WaitingCard } from './sign-in/sign-in-card'

export function SignIn() {
  const { halt, people, present } = useKnownRoom()
  const [first] = present
  const reviewers = people.filter((person) => mayDo(person.role, 'review'))
  return (
    <Page
      title={first ? 'Now the second person' : 'Sign in, both of you'}
      shape="wide"
      {...(halt ? { back: { at: 'halted' as const } } : {})}
      focus="field"
      key={first?.personId}
    >
      <p className="lead">
        {halt
          ? 'Two of you sign in to write down what the police said, and to release this computer once they agree.'
          : 'Nothing opens with one person alone. Each of you types your own passphrase, and chooses a PIN for this session.'}
      </p>
      <Alerts />
      <div className="cards">
        {first ? <SignedInCard person={first} /> : <SignInCard title="First person" people={reviewers} />}
        {first ? (
          <SignInCard title="Second person" people={reviewers.filter((person) => person.personId !== first.personId)} />
        ) : (
          <WaitingCard />
        )}
        <div className="cards__more">
          <Box title="What the PIN is for">
            <p>
              You type it each time you agree to something in a case, so that every act is deliberate and yours. It is forgotten when you
              sign out.
            </p>
          </Box>
          {!first && (
            <Box title="Here alone?" tone="grey">
              <p>The head can hand over a closed case or add people. The DSL can review a closed case.</p>
              <Go to={{ at: 'sign-in-alone' }}>Sign in alone</Go>
            </Box>
          )}
        </div>
      </div>
    </Page>
  )
}
