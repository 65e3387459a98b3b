// The facts of a closed case, and to whom it was handed over.
import { nameOf } from 'shared/case-state'
import { Facts, Mono, type Fact } from '../../components/facts'
import { useCase } from '../../room/room-context'
import { joinNames, tellEnds } from '../../words/figures'
import { tellMoment } from '../../words/moments'
import { tellSubject } from '../../words/subjects'

export function ClosedFacts() {
  const { state, policy } = useCase()
  const handed: Fact[] = state.disclosures.map((item) => ({
    name: `Handed over ${tellMoment(item.at)}`,
    value: (
      <>
        {item.recipient}, {item.organisation}
        <br />
        <Mono>{tellEnds(item.sha256)}</Mono>
      </>
    ),
  }))
  return (
    <Facts
      title="This case"
      facts={[
        { name: 'Opened', value: state.opened ? tellMoment(state.opened.at) : '' },
        { name: 'Closed', value: state.closed ? tellMoment(state.closed.at) : '' },
        { name: 'It concerns', value: state.report ? tellSubject(state.report.subject) : 'Not known' },
        { name: 'Reviewed by', value: joinNames((state.authorisation?.reviewers ?? []).map((id) => nameOf(state, id))) },
        {
          name: 'Judged',
          value: state.judgement === null ? 'Not judged' : state.judgement.substance ? 'It has substance' : 'It has no substance',
        },
        { name: 'Policy', value: `Version ${policy.version}, pinned at opening` },
        { name: 'Head of the log', value: <Mono>{tellEnds(state.head.hash)}</Mono> },
        ...handed,
      ]}
    />
  )
}
