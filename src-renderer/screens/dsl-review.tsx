// The DSL reads the closed case alone, then signs the review or sends the case back with questions.
import { Button } from '../components/button'
import { Radios } from '../components/choice-field'
import { Page } from '../components/page'
import { SecretField } from '../components/secret-field'
import { TextArea } from '../components/text-field'
import { ifEmpty, useForm } from '../components/use-form'
import { call } from '../desk'
import { useCase, useKnownRoom, useRoom } from '../room/room-context'
import { DocumentList } from './closed/document-list'
import { LogCheck } from './closed/log-check'
import { CaseRecord } from './record/case-record'

export function DslReview() {
  const { takeCase, go } = useRoom()
  const { state } = useCase()
  const [person] = useKnownRoom().present
  const form = useForm(
    { outcome: '', words: '', pin: '' },
    {
      check: (values) => ({
        outcome: ifEmpty(values.outcome, 'Choose whether you sign it or send it back'),
        words: values.outcome === 'returned' ? ifEmpty(values.words, 'Write your questions to the two') : undefined,
        pin: ifEmpty(values.pin, 'Type your session PIN'),
      }),
      submit: async ({ outcome, words, pin }) => {
        const view = await call('dsl.review', { outcome: outcome === 'accepted' ? 'accepted' : 'returned', words, pin: pin.trim() })
        go({ at: 'closed' })
        takeCase(view)
      },
      blame: { 'pin.': 'pin', 'review.questions': 'words' },
      secrets: ['pin'],
    },
  )
  const returned = form.values.outcome === 'returned'
  return (
    <Page
      title={`Review ${state.opened?.reference ?? 'this case'}`}
      caption="DSL review · read only"
      back={{ at: 'closed' }}
      form={form}
      shape="wide"
    >
      <p className="lead">Read what the two recorded, decided and signed. Then sign the review, or ask your questions.</p>
      <h2 className="subheading">Documents</h2>
      <DocumentList />
      <CaseRecord />
      <h2 className="subheading">The log</h2>
      <LogCheck />
      <form noValidate onSubmit={form.submit} className="narrow">
        <h2 className="subheading">Your review</h2>
        <Radios
          form={form}
          name="outcome"
          label="Was the procedure followed, and is the record complete?"
          choices={[
            { value: 'accepted', label: 'Yes. I sign the review' },
            { value: 'returned', label: 'I have questions. I send it back' },
          ]}
        />
        {form.values.outcome !== '' && (
          <TextArea form={form} name="words" label={returned ? 'Your questions to the two' : 'Remarks (optional)'} rows={4} />
        )}
        <SecretField form={form} name="pin" label={`${person?.name ?? 'DSL'}, your session PIN`} kind="pin" />
        <Button busy={form.busy} busyWords="Signing…">
          {returned ? 'Send it back with questions' : 'Sign the review'}
        </Button>
      </form>
    </Page>
  )
}
