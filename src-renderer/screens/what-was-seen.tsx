// Afterwards, in words only: what it was that made somebody stop. The category changes the guidance to its own.
import { haltInForce } from 'shared/case-state'
import type { Policy } from 'shared/policy'
import { Button } from '../components/button'
import { Radios, type Choice } from '../components/choice-field'
import { Page } from '../components/page'
import { TextArea } from '../components/text-field'
import { useForm } from '../components/use-form'
import { Box } from '../components/words'
import { call } from '../desk'
import { useRoom } from '../room/room-context'

/** Under this name the words stand among the steps that were done. */
const seenStep = 'what-was-seen'

export function WhatWasSeen() {
  const { takeCase, go, caseView } = useRoom()
  const record = caseView ? haltInForce(caseView.state) : null
  const known = caseView?.policy.categories.find(({ id }) => id === record?.categoryId)
  const form = useForm(
    { categoryId: '', words: record?.stepsDone.find(({ stepId }) => stepId === seenStep)?.note ?? '' },
    {
      check: (values) => ({
        words:
          (known !== undefined || values.categoryId === '') && values.words.trim() === ''
            ? 'Write what you saw, or choose what it was'
            : undefined,
      }),
      submit: async ({ categoryId, words }) => {
        if (known === undefined && categoryId !== '') takeCase(await call('halt.categorise', { categoryId }))
        if (words.trim() !== '') takeCase(await call('police.step-done', { stepId: seenStep, note: words }))
        go({ at: 'halted' })
      },
    },
  )
  return (
    <Page
      title="What did you see?"
      caption={known === undefined ? 'Optional, and in words only' : known.title}
      back={{ at: 'halted' }}
      form={form}
      aside={
        <Box title="Do not look again" tone="red">
          <p>Write from memory. If you are not sure, leave it open and tell the police so.</p>
        </Box>
      }
    >
      <form noValidate onSubmit={form.submit}>
        {known === undefined && caseView && (
          <Radios
            form={form}
            name="categoryId"
            label="What was it?"
            hint="Leave it empty if you are not sure"
            choices={listCategories(caseView.policy)}
          />
        )}
        <TextArea
          form={form}
          name="words"
          label="In your own words"
          hint="What it showed or said. Leave out what you do not remember."
          rows={5}
        />
        <Button busy={form.busy}>Record it</Button>
      </form>
    </Page>
  )
}

/** What goes to the police first, with its description. */
function listCategories({ categories }: Policy): Choice[] {
  const police = categories.filter(({ effect }) => effect === 'stop' || effect === 'refer')
  const rest = categories.filter(({ effect }) => effect === 'school' || effect === 'permitted')
  return [...police, ...rest].map(({ id, title, effect, description }) => ({
    value: id,
    label: title,
    hint: effect === 'stop' || effect === 'refer' ? description : undefined,
  }))
}
