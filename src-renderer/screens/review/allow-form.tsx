// What the view would not open by itself, and opens once both say yes with their own PINs: an address inside the network, or a page whose
// certificate is not good. What they say yes to stands here in words, and goes into the log.
import { Button } from '../../components/button'
import { ErrorSummary } from '../../components/error-summary'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../../components/own-acts'
import { useForm } from '../../components/use-form'
import { call } from '../../desk'
import { useRoom } from '../../room/room-context'
import type { ViewQuestion } from 'shared/view-state'

export function AllowForm({ question }: { readonly question: ViewQuestion }) {
  const { takeView } = useRoom()
  const pair = usePair()
  const form = useForm(noPins, {
    check: (values) => checkPins(pair, values),
    submit: async (values) => takeView(await call('visit.allow', { both: bothActs(pair, values) })),
    secrets: pinNames,
  })
  return (
    <form className="frame__allow" noValidate onSubmit={form.submit}>
      <h3 className="subheading">Open {question.host} all the same?</h3>
      <p>{question.detail}</p>
      <ErrorSummary form={form} />
      <OwnActs form={form} statement="We know what was refused and why, and we both want to see this page. That stands in the log." />
      <Button kind="second" busy={form.busy} busyWords="Opening…">
        Open it all the same
      </Button>
    </form>
  )
}
