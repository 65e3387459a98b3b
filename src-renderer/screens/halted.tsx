// Steps 8 and 9. Stopped: what to do now, in order, and what not to do. Shows before anybody has signed in, and after a restart.
import { haltInForce } from 'shared/case-state'
import type { RoomState } from 'shared/contract'
import { Button } from '../components/button'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { useKnownRoom, useRoom } from '../room/room-context'
import { GuidanceBeside } from './halted/guidance-beside'
import { GuidanceSteps } from './halted/guidance-steps'
import { useHaltedCase } from './halted/use-halted-case'

export function Halted() {
  const { halt, room, declarationDue } = useKnownRoom()
  if (!halt) return <NotHalted />
  return <HaltedPage halt={halt} room={room} isDeclarationDue={declarationDue.length > 0} />
}

interface HaltedPageProps {
  readonly halt: NonNullable<RoomState['halt']>
  readonly room: RoomState['room']
  readonly isDeclarationDue: boolean
}

function HaltedPage({ halt, room, isDeclarationDue }: HaltedPageProps) {
  const { caseView, fault } = useHaltedCase()
  const inForce = caseView === null ? null : haltInForce(caseView.state)
  return (
    <Page
      title={halt.guidance.heading}
      caption={
        halt.cause === 'triage'
          ? 'Nothing was opened. You have done the right thing.'
          : 'The review has stopped. You have done the right thing.'
      }
      {...(room === 'alone' ? { back: { at: 'home' as const } } : {})}
      shape="guidance"
      aside={<GuidanceBeside halt={halt} url={inForce?.url ?? null} />}
    >
      <p className="lead">{halt.guidance.lead}</p>
      <GuidanceSteps guidance={halt.guidance} reference={halt.reference} record={inForce} />
      {fault !== null && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      {room === 'pair' && isDeclarationDue && (
        <p className="halted-acts no-print">
          <Go to={{ at: 'declaration' }}>Accept the school’s declaration, to write in the case</Go>
        </p>
      )}
      {room === 'pair'
        ? inForce !== null && <PairActs hasPolice={inForce.police !== null} />
        : room !== 'alone' && <SignInActs waiting={room === 'waiting-for-second'} />}
    </Page>
  )
}

function SignInActs({ waiting }: { readonly waiting: boolean }) {
  const { go } = useRoom()
  return (
    <section className="halted-acts no-print">
      <h2 className="subheading">When you have called</h2>
      <p>Sign in, both of you, to write down what the police said. You can follow the steps above without signing in.</p>
      <div className="govuk-button-group">
        <Button type="button" onClick={() => go({ at: 'sign-in' })}>
          {waiting ? 'Sign in the second person' : 'Sign in, both of you'}
        </Button>
        {!waiting && <Go to={{ at: 'sign-in-alone' }}>Sign in alone, to read closed cases</Go>}
      </div>
    </section>
  )
}

function PairActs({ hasPolice }: { readonly hasPolice: boolean }) {
  const { go } = useRoom()
  return (
    <section className="halted-acts no-print">
      <div className="govuk-button-group">
        <Button type="button" kind={hasPolice ? 'second' : 'main'} onClick={() => go({ at: 'police' })}>
          {hasPolice ? 'Correct what the police said' : 'Write down what the police said'}
        </Button>
        <Go to={{ at: 'what-was-seen' }}>Say what you saw, in words</Go>
        {hasPolice && <Go to={{ at: 'release' }}>Release this computer</Go>}
      </div>
    </section>
  )
}

function NotHalted() {
  return (
    <Page title="This computer is not halted" back={{ at: 'home' }}>
      <p>Nothing is stopped at the moment.</p>
    </Page>
  )
}
