// Which table, and which of its rows.
import { Button, LinkButton } from '../../components/button'
import { Radios } from '../../components/choice-field'
import { Page } from '../../components/page'
import { ifEmpty, useForm } from '../../components/use-form'
import { Box } from '../../components/words'
import { useCase } from '../../room/room-context'
import type { IncidentWords } from '../act'

interface IncidentPageProps {
  readonly incident: IncidentWords
  readonly go: (incident: IncidentWords) => void
}

const titles = { pupils: 'pupils', staff: 'staff' } as const

export function IncidentPage({ incident, go }: IncidentPageProps) {
  const { policy } = useCase()
  const form = useForm<{ table: 'pupils' | 'staff'; incidentId: string }>(
    { ...incident },
    { check: ({ incidentId }) => ({ incidentId: ifEmpty(incidentId, 'Choose the kind of incident') }), submit: go },
  )
  const { table } = form.values
  const other = table === 'pupils' ? 'staff' : 'pupils'
  const change = () => {
    form.set('table', other)
    form.set('incidentId', '')
  }
  return (
    <Page
      title="What kind of incident was it?"
      caption="Actions · 1 of 2"
      back={{ at: 'tasks' }}
      form={form}
      aside={
        <Box title={`The school’s table for ${titles[table]}`}>
          <p>It comes from the policy that this case is run under, version {policy.version}. It proposes; you decide.</p>
          <LinkButton onClick={change}>Use the table for {titles[other]}</LinkButton>
        </Box>
      }
    >
      <form noValidate onSubmit={form.submit}>
        <Radios
          key={table}
          form={form}
          name="incidentId"
          label={`Incidents of ${titles[table]}`}
          hint="Choose the row that fits best"
          choices={policy.actionTables[table].incidents.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Button>Continue</Button>
      </form>
    </Page>
  )
}
