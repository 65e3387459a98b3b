// Why somebody has to look, and how far they may go.
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { TextArea } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { Box } from '../../components/words'
import { Written } from '../../components/facts'
import { useCase } from '../../room/room-context'
import type { AskProps } from './authorisation-words'

export function ScopePage({ words, caption, back, go }: AskProps) {
  const { state } = useCase()
  const form = useForm(
    { reason: words.reason, scope: words.scope },
    {
      check: ({ reason, scope }) => ({
        reason: ifEmpty(reason, 'Say why this has to be looked into'),
        scope: ifEmpty(scope, 'Say which sites or accounts may be looked at'),
      }),
      submit: go,
    },
  )
  return (
    <Page
      title="Why, and how far?"
      caption={caption}
      back={back}
      form={form}
      focus="field"
      aside={
        <Box title="What was reported" tone="grey">
          <Written>{state.report?.what ?? ''}</Written>
        </Box>
      }
    >
      <form noValidate onSubmit={form.submit}>
        <TextArea form={form} name="reason" label="Why does this have to be looked into?" rows={3} />
        <TextArea
          form={form}
          name="scope"
          label="What may be looked at?"
          hint="Name the sites or accounts, as narrowly as the report allows. For example: the forum thread in the report and pages that it links to."
          rows={3}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}
