// The whole report before it is recorded. From here on it cannot be changed, so everything can still be changed here.
import { Answers, Written } from '../../components/facts'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { useForm } from '../../components/use-form'
import { Inset } from '../../components/words'
import { call } from '../../desk'
import { useRoom } from '../../room/room-context'
import { tellMoment } from '../../words/moments'
import { subjectKinds } from '../../words/subjects'
import type { ReportQuestion } from './questions'
import { handReport, type ReportWords } from './report-words'

interface CheckReportProps {
  readonly words: ReportWords
  readonly change: (id: ReportQuestion['id']) => void
}

export function CheckReport({ words, change }: CheckReportProps) {
  const { takeCase, go } = useRoom()
  const report = handReport(words)
  const form = useForm(
    {},
    {
      submit: async () => {
        const view = await call('case.start', report)
        go({ at: 'triage' })
        takeCase(view)
      },
    },
  )
  return (
    <Page title="Check the report before it is recorded" caption="Report" form={form} back={() => change('danger')}>
      <Answers
        answers={[
          { name: 'What was reported', value: <Written>{report.what}</Written>, change: () => change('what') },
          { name: 'Reported by', value: report.reportedBy, change: () => change('reporter') },
          { name: 'Reported on', value: tellMoment(report.reportedAt), change: () => change('reporter') },
          {
            name: 'It concerns',
            value:
              report.subject.name === ''
                ? subjectKinds[report.subject.kind]
                : `${subjectKinds[report.subject.kind]}: ${report.subject.name}`,
            change: () => change('subject'),
          },
          { name: 'Device or account', value: report.deviceOrAccount || 'Not known', change: () => change('device') },
          { name: 'Immediate danger', value: report.immediateDanger ? 'Yes' : 'No, as far as is known', change: () => change('danger') },
        ]}
      />
      <Inset>The case begins now, with a reference of its own. What is recorded stays as it is; more can be added later.</Inset>
      <form noValidate onSubmit={form.submit}>
        <Button busy={form.busy} busyWords="Beginning the case…">
          Record the report and begin the case
        </Button>
      </form>
    </Page>
  )
}
