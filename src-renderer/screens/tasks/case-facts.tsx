// "This case": the facts that the two want at hand, and what comes next.
import { nameOf, type CaseState } from 'shared/case-state'
import { nextSteps, type StepId } from 'shared/procedure'
import { Facts, Mono } from '../../components/facts'
import { Go } from '../../components/go'
import { useCase } from '../../room/room-context'
import { joinNames, tellCount, tellEnds } from '../../words/figures'
import { tellMoment } from '../../words/moments'
import { tellSubject } from '../../words/subjects'

const nextWords: Partial<Record<StepId, string>> = {
  triage: 'You both say whether it could be illegal. Nothing is opened before that.',
  authorise: 'The head comes to this computer and authorises in writing.',
  computer: 'You both confirm that this is the designated computer.',
  review: 'When the review is finished, you judge together in writing. Either of you can stop at any time.',
  judge: 'You judge together whether the concern has substance, with reasons.',
  act: 'You decide what is done, starting from the school’s own table.',
  close: 'You check the record and both sign it. Then the case is closed.',
}

export function CaseFacts() {
  const { state, policy } = useCase()
  const [next] = nextSteps(state)
  return (
    <Facts
      title="This case"
      facts={[
        {
          name: 'Reported by',
          value: state.report ? `${state.report.reportedBy}, ${tellMoment(state.report.reportedAt)}` : 'Not recorded yet',
        },
        { name: 'It concerns', value: state.report ? tellSubject(state.report.subject) : 'Not known yet' },
        {
          name: 'Who may open it',
          value: (
            <>
              {tellHolders(state)}
              {state.authorisation && (
                <>
                  <br />
                  <Go to={{ at: 'holders' }}>Change who may open it</Go>
                </>
              )}
            </>
          ),
        },
        {
          name: 'Log',
          value: (
            <>
              {tellCount(state.head.seq, 'entry', 'entries')}, chained and signed
              <br />
              <Mono>{`head ${tellEnds(state.head.hash)}`}</Mono>
            </>
          ),
        },
        { name: 'Policy', value: `Version ${policy.version}, pinned at opening` },
        { name: 'Next', value: (next && nextWords[next]) ?? 'Nothing is left to do here.' },
      ]}
    />
  )
}

function tellHolders(state: CaseState): string {
  const { holders } = state
  if (!state.authorisation) return 'The two of you, until it is authorised'
  const names = holders.map((id) => nameOf(state, id))
  return names.length > 2 ? `Any two of ${names.join(', ')}` : `${joinNames(names)}, together`
}
