// Step 10. Does the concern have substance? Judged together, in writing, with reasons.
import { Button } from '../components/button'
import { Radios } from '../components/choice-field'
import { Facts } from '../components/facts'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../components/own-acts'
import { Page } from '../components/page'
import { TextArea } from '../components/text-field'
import { ifEmpty, useForm } from '../components/use-form'
import { call } from '../desk'
import { useCase, useRoom } from '../room/room-context'
import { FoldedExhibit } from './record/exhibit-picture'

export function Judge() {
  const { takeCase, go } = useRoom()
  const pair = usePair()
  const form = useForm(
    { substance: '', reasons: '', conclusion: '', ...noPins },
    {
      check: (values) => ({
        substance: ifEmpty(values.substance, 'Choose yes or no'),
        reasons: ifEmpty(values.reasons, 'Give your reasons'),
        conclusion: ifEmpty(values.conclusion, 'Write your conclusion'),
        ...checkPins(pair, values),
      }),
      submit: async (values) => {
        const { reasons, conclusion } = values
        const view = await call('judgement.make', {
          substance: values.substance === 'yes',
          reasons,
          conclusion,
          both: bothActs(pair, values),
        })
        go({ at: 'tasks' })
        takeCase(view)
      },
      secrets: pinNames,
    },
  )
  return (
    <Page title="Does the concern have substance?" caption="Decide and act" back={{ at: 'tasks' }} form={form} aside={<WhatYouFound />}>
      <form noValidate onSubmit={form.submit}>
        <Radios
          form={form}
          name="substance"
          label="Your judgement, together"
          choices={[
            { value: 'yes', label: 'Yes, it has substance' },
            { value: 'no', label: 'No, it has no substance' },
          ]}
        />
        <TextArea form={form} name="reasons" label="Your reasons" hint="What you saw, and why it leads you to this judgement" rows={5} />
        <TextArea
          form={form}
          name="conclusion"
          label="Conclusion, and the action proposed or taken"
          hint="It stands in these words on the signed form"
          rows={3}
        />
        <OwnActs form={form} statement="We judged this together." />
        <Button busy={form.busy}>Record our judgement</Button>
      </form>
    </Page>
  )
}

function WhatYouFound() {
  const { state, policy } = useCase()
  return (
    <Facts
      title="What you found"
      facts={[
        { name: 'Addresses', value: String(state.visits.length) },
        {
          name: 'Concerns',
          value:
            state.concerns.length === 0
              ? 'None described'
              : state.concerns.map((concern) => (
                  <p key={concern.concernId} className="sites__concern">
                    <b>{policy.categories.find((category) => category.id === concern.categoryId)?.title}.</b> {concern.words}
                  </p>
                )),
        },
        {
          name: 'Exhibits',
          value:
            state.exhibits.length === 0
              ? 'None kept'
              : state.exhibits
                  .filter((exhibit) => !exhibit.sealed)
                  .map((exhibit) => <FoldedExhibit key={exhibit.number} number={exhibit.number} />),
        },
      ]}
    />
  )
}
