// The questions of a report, in the order they are asked.
import type { ComponentType } from 'react'
import { Button } from '../../components/button'
import { Radios } from '../../components/choice-field'
import { MomentField } from '../../components/moment-field'
import { Page } from '../../components/page'
import { TextArea, TextField } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { Box } from '../../components/words'
import type { Place } from '../../room/place'
import { subjectKinds } from '../../words/subjects'
import { readMoment } from '../../words/typed-moment'
import type { ReportWords } from './report-words'

interface AskProps {
  readonly words: ReportWords
  readonly caption: string
  readonly back: Place | (() => void)
  readonly go: (answer: Partial<ReportWords>) => void
}

export interface ReportQuestion {
  readonly id: 'what' | 'reporter' | 'subject' | 'device' | 'danger'
  readonly Ask: ComponentType<AskProps>
}

function AskWhat({ words, caption, back, go }: AskProps) {
  const form = useForm({ what: words.what }, { check: ({ what }) => ({ what: ifEmpty(what, 'Say what was reported') }), submit: go })
  return (
    <Page title="What was reported?" titleInField caption={caption} back={back} form={form} focus="field">
      <form noValidate onSubmit={form.submit}>
        <TextArea
          form={form}
          name="what"
          label="What was reported?"
          asHeading
          hint="In the words of whoever reported it. Give addresses as text. Do not look anything up now."
          rows={7}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}

function AskReporter({ words, caption, back, go }: AskProps) {
  const form = useForm(
    { reportedBy: words.reportedBy, reportedAt: words.reportedAt },
    {
      check: ({ reportedBy, reportedAt }) => {
        const at = readMoment(reportedAt, 'the report')
        return { reportedBy: ifEmpty(reportedBy, 'Enter who reported it'), reportedAt: at.ok ? undefined : at.fault }
      },
      submit: go,
    },
  )
  return (
    <Page title="Who reported it, and when?" caption={caption} back={back} form={form} focus="field">
      <form noValidate onSubmit={form.submit}>
        <TextField
          form={form}
          name="reportedBy"
          label="Who reported it?"
          hint="A name and a role, for example: P. Shah, class teacher"
          width="two-thirds"
        />
        <MomentField form={form} name="reportedAt" label="When did they report it?" hint="For example, 22 11 2026 at 10:42" />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}

function AskSubject({ words, caption, back, go }: AskProps) {
  const form = useForm<{ subjectKind: string; subjectName: string }>(
    { subjectKind: words.subjectKind, subjectName: words.subjectName },
    {
      check: ({ subjectKind }) => ({ subjectKind: ifEmpty(subjectKind, 'Choose whom it concerns') }),
      submit: ({ subjectKind, subjectName }) => go({ subjectKind: subjectKind as ReportWords['subjectKind'], subjectName }),
    },
  )
  const name = <TextField form={form} name="subjectName" label="Their name, if it was given" width="two-thirds" />
  return (
    <Page title="Whom does it concern?" titleInField caption={caption} back={back} form={form} focus="field" aside={<AboutSubjects />}>
      <form noValidate onSubmit={form.submit}>
        <Radios
          form={form}
          name="subjectKind"
          label="Whom does it concern?"
          asHeading
          choices={[
            { value: 'pupil', label: subjectKinds.pupil, more: name },
            { value: 'staff', label: subjectKinds.staff, more: name },
            { value: 'unknown', label: subjectKinds.unknown },
          ]}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}

function AboutSubjects() {
  return (
    <Box title="Nobody looks into themselves">
      <p>
        Whoever a report concerns, or is close to them, is not one of the two. If it concerns the head, the chair of governors authorises.
      </p>
    </Box>
  )
}

function AskDevice({ words, caption, back, go }: AskProps) {
  const form = useForm({ deviceOrAccount: words.deviceOrAccount }, { submit: go })
  return (
    <Page title="Which device or account?" titleInField caption={caption} back={back} form={form} focus="field">
      <form noValidate onSubmit={form.submit}>
        <TextField
          form={form}
          name="deviceOrAccount"
          label="Which device or account?"
          asHeading
          hint="For example: classroom computer 14, or the account jsmith07. Leave it empty if nobody knows. Leave the device as it is."
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}

function AskDanger({ words, caption, back, go }: AskProps) {
  const form = useForm<{ danger: string }>(
    { danger: words.danger },
    {
      check: ({ danger }) => ({ danger: ifEmpty(danger, 'Choose whether somebody is in immediate danger') }),
      submit: ({ danger }) => go({ danger: danger as ReportWords['danger'] }),
    },
  )
  const call999 = (
    <Box title="Call 999 now" tone="red">
      <p>Make the call first. This page waits for you, and nothing is lost.</p>
    </Box>
  )
  return (
    <Page title="Is anybody in immediate danger?" titleInField caption={caption} back={back} form={form} focus="field">
      <form noValidate onSubmit={form.submit}>
        <Radios
          form={form}
          name="danger"
          label="Is anybody in immediate danger?"
          asHeading
          choices={[
            { value: 'yes', label: 'Yes', more: call999 },
            { value: 'no', label: 'No, as far as we know' },
          ]}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}

export const reportQuestions: readonly ReportQuestion[] = [
  { id: 'what', Ask: AskWhat },
  { id: 'reporter', Ask: AskReporter },
  { id: 'subject', Ask: AskSubject },
  { id: 'device', Ask: AskDevice },
  { id: 'danger', Ask: AskDanger },
]
