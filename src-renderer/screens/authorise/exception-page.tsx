// A temporary exception to the internet filter: which sites, who asked for it, why, from when to when.
import { Button } from '../../components/button'
import { Radios } from '../../components/choice-field'
import { MomentField } from '../../components/moment-field'
import { Page } from '../../components/page'
import { TextArea, TextField } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { readMoment, type TypedMoment } from '../../words/typed-moment'
import { newException, type AskProps } from './authorisation-words'

interface Answers {
  readonly needed: string
  readonly sites: string
  readonly askedBy: string
  readonly why: string
  readonly from: TypedMoment
  readonly to: TypedMoment
}

const faultOf = (typed: TypedMoment, what: string): string | undefined => {
  const read = readMoment(typed, what)
  return read.ok ? undefined : read.fault
}

export function ExceptionPage({ words, caption, back, go }: AskProps) {
  const form = useForm<Answers>(() => ({ needed: words.exception ? 'yes' : '', ...(words.exception ?? newException()) }), {
    check: (values) => {
      if (values.needed !== 'yes') return { needed: ifEmpty(values.needed, 'Choose whether an exception is needed') }
      return {
        sites: ifEmpty(values.sites, 'Name the sites'),
        askedBy: ifEmpty(values.askedBy, 'Enter who asked for it'),
        why: ifEmpty(values.why, 'Say why it is needed'),
        from: faultOf(values.from, 'the start'),
        to: faultOf(values.to, 'the end'),
      }
    },
    submit: ({ needed, sites, askedBy, why, from, to }) => go({ exception: needed === 'yes' ? { sites, askedBy, why, from, to } : null }),
  })
  const details = (
    <>
      <TextArea form={form} name="sites" label="Which sites?" rows={2} />
      <TextField form={form} name="askedBy" label="Who asked for it?" width="two-thirds" />
      <TextArea form={form} name="why" label="Why is it needed?" rows={2} />
      <MomentField form={form} name="from" label="From when?" />
      <MomentField form={form} name="to" label="Until when?" />
    </>
  )
  return (
    <Page title="Is an exception to the internet filter needed?" titleInField caption={caption} back={back} form={form} focus="field">
      <form noValidate onSubmit={form.submit}>
        <Radios
          form={form}
          name="needed"
          label="Is an exception to the internet filter needed?"
          asHeading
          hint="Technical staff switch it on and off. Here it is written down, and its end is kept in sight."
          choices={[
            { value: 'no', label: 'No, the sites can be reached as they are' },
            { value: 'yes', label: 'Yes, for a limited time', more: details },
          ]}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}
