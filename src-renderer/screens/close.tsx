// Step 12. Both read the whole record, sign it with an own act each, and the case is closed.
import { Button } from '../components/button'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../components/own-acts'
import { Page } from '../components/page'
import { useForm } from '../components/use-form'
import { Warning } from '../components/words'
import { WorkProgress } from '../components/work-progress'
import { call } from '../desk'
import { useRoom } from '../room/room-context'
import { CaseRecord } from './record/case-record'

export function Close() {
  const { takeCase, go } = useRoom()
  const pair = usePair()
  const form = useForm(noPins, {
    check: (values) => checkPins(pair, values),
    submit: async (values) => {
      const view = await call('case.close', { both: bothActs(pair, values) })
      go({ at: 'closed' })
      takeCase(view)
    },
    secrets: pinNames,
  })
  return (
    <Page title="Check what you will both sign" caption="Sign and close" back={{ at: 'tasks' }} form={form} shape="wide">
      <CaseRecord />
      <Warning>Once you have both signed, the case is closed. Nothing in it can be changed, and nothing more can be opened.</Warning>
      <form noValidate onSubmit={form.submit}>
        <OwnActs form={form} statement="We have read this record. It says what we saw, judged and decided." />
        {form.busy ? <WorkProgress waitingWords="Making the record and signing it…" /> : <Button>Sign and close the case</Button>}
      </form>
    </Page>
  )
}
