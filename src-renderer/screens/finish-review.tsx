// Before the review is finished: what was found, and that no further site can be opened after it.
import { Button } from '../components/button'
import { Go } from '../components/go'
import { Page } from '../components/page'
import { Warning } from '../components/words'
import { useForm } from '../components/use-form'
import { call } from '../desk'
import { useCase, useRoom } from '../room/room-context'
import { tellCount } from '../words/figures'
import { SiteTable } from './record/site-table'

export function FinishReview() {
  const { takeCase, go } = useRoom()
  const { state } = useCase()
  const form = useForm(
    {},
    {
      submit: async () => {
        const view = await call('review.finish', {})
        go({ at: 'tasks' })
        takeCase(view)
      },
    },
  )
  return (
    <Page title="Have you seen enough?" caption="Review" back={{ at: 'review' }} form={form} shape="wide">
      <p className="lead">
        You have recorded {tellCount(state.visits.length, 'address', 'addresses')}, described {tellCount(state.concerns.length, 'concern')}{' '}
        and kept {tellCount(state.exhibits.length, 'exhibit')}.
      </p>
      <SiteTable state={state} />
      <Warning>After this no more sites can be opened in this case, and no more pictures kept.</Warning>
      <form noValidate onSubmit={form.submit}>
        <div className="govuk-button-group">
          <Button busy={form.busy}>Finish the review</Button>
          <Go to={{ at: 'review' }}>Go on looking</Go>
        </div>
      </form>
    </Page>
  )
}
