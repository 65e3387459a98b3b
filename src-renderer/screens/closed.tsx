// A closed case, read only: its documents, its record, its log and where it went.
import { nameOf } from 'shared/case-state'
import { mayDo } from 'shared/roles'
import { Button } from '../components/button'
import { Written } from '../components/facts'
import { Page } from '../components/page'
import { More } from '../components/words'
import { useCase, useKnownRoom, useRoom } from '../room/room-context'
import { tellMoment } from '../words/moments'
import { ClosedFacts } from './closed/closed-facts'
import { DocumentList } from './closed/document-list'
import { LogCheck } from './closed/log-check'
import { CaseRecord } from './record/case-record'
import { ExhibitList } from './review/exhibit-list'

const reviewWords = {
  accepted: 'The DSL has reviewed it and signed.',
  returned: 'The DSL has sent it back with questions, which you can read below.',
  none: 'The DSL reviews it next, alone. You can sign out now.',
} as const

export function Closed() {
  const { state } = useCase()
  const { go } = useRoom()
  const { room, present } = useKnownRoom()
  const alone = room === 'alone'
  const signedOff = state.dslReviews.at(-1)?.outcome === 'accepted'
  const mayReview = alone && !signedOff && present.some((person) => mayDo(person.role, 'dsl-review'))
  const mayDisclose = alone && present.some((person) => mayDo(person.role, 'disclose'))
  return (
    <Page title={`${state.opened?.reference ?? 'This case'} is closed`} caption="Read only" aside={<ClosedFacts />}>
      {room === 'pair' && (
        <div className="done" role="status">
          <p className="done__title">
            <span aria-hidden="true">✓ </span>Signed by both of you
          </p>
          <p>{reviewWords[state.dslReviews.at(-1)?.outcome ?? 'none']}</p>
        </div>
      )}
      {(mayReview || mayDisclose) && (
        <div className="govuk-button-group">
          {mayReview && (
            <Button type="button" onClick={() => go({ at: 'dsl-review' })}>
              Review this case
            </Button>
          )}
          {mayDisclose && (
            <Button type="button" onClick={() => go({ at: 'handover' })}>
              Hand this case over
            </Button>
          )}
        </div>
      )}
      <h2 className="subheading">Documents</h2>
      <DocumentList />
      {state.exhibits.length > 0 && (
        <>
          <h2 className="subheading">Exhibits</h2>
          <ExhibitList />
        </>
      )}
      {state.dslReviews.length > 0 && (
        <>
          <h2 className="subheading">DSL review</h2>
          <ul className="entries">
            {state.dslReviews.map((review) => (
              <li key={review.at}>
                <b>
                  {review.outcome === 'accepted' ? 'Signed' : 'Sent back with questions'} by {nameOf(state, review.by[0] ?? '')}
                </b>
                <p className="entries__when">{tellMoment(review.at)}</p>
                {review.words !== '' && <Written>{review.words}</Written>}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 className="subheading">The log</h2>
      <LogCheck />
      <More summary="Read the whole record">
        <CaseRecord />
      </More>
    </Page>
  )
}
