// What is done, by whom and by when. The table's proposals are ticked; a departure from them needs a reason.
import { proposeActions } from 'shared/policy'
import { Button } from '../../components/button'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../../components/own-acts'
import { Page } from '../../components/page'
import { TextArea } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { Box } from '../../components/words'
import { call } from '../../desk'
import { useCase, useRoom } from '../../room/room-context'
import type { IncidentWords } from '../act'
import { ActionRow } from './action-row'
import { departs, findActionFault, handActions, listActions } from './action-words'

export function ActionsPage({ incident, back }: { readonly incident: IncidentWords; readonly back: () => void }) {
  const { takeCase, go } = useRoom()
  const { policy } = useCase()
  const pair = usePair()
  const table = policy.actionTables[incident.table]
  const form = useForm(
    () => ({
      actions: listActions(table.actions, proposeActions(policy, incident.table, incident.incidentId)),
      departureReason: '',
      ...noPins,
    }),
    {
      check: (values) => ({
        actions: findActionFault(values.actions)?.sentence,
        departureReason: departs(values.actions) ? ifEmpty(values.departureReason, 'Say why you depart from the table') : undefined,
        ...checkPins(pair, values),
      }),
      submit: async (values) => {
        const view = await call('actions.decide', {
          ...incident,
          chosen: handActions(values.actions),
          departureReason: values.departureReason,
          both: bothActs(pair, values),
        })
        go({ at: 'tasks' })
        takeCase(view)
      },
      blame: { 'actions.departure': 'departureReason' },
      secrets: pinNames,
    },
  )
  const { actions } = form.values
  const faulty = form.faults.actions === undefined ? null : findActionFault(actions)
  return (
    <Page
      title="What will be done?"
      caption="Actions · 2 of 2"
      back={back}
      form={form}
      aside={
        <>
          <Box title="The incident" tone="grey">
            <p>{table.incidents.find(({ id }) => id === incident.incidentId)?.title}</p>
          </Box>
          <Box title="The table proposes, you decide">
            <p>What the school’s table marks for this incident is ticked. You can add and take away; then say why.</p>
          </Box>
        </>
      }
    >
      <form noValidate onSubmit={form.submit}>
        <fieldset className="govuk-fieldset actions">
          <legend className="govuk-visually-hidden">Actions</legend>
          {actions.map((action, index) => (
            <ActionRow
              key={action.actionId}
              // The error summary leads to the row that it is about.
              id={(faulty === null ? index === 0 : faulty.actionId === action.actionId) ? 'actions' : `action-${action.actionId}`}
              action={action}
              fault={faulty?.actionId === action.actionId ? faulty.sentence : undefined}
              change={(changed) =>
                form.set(
                  'actions',
                  actions.map((item) => (item.actionId === changed.actionId ? changed : item)),
                )
              }
            />
          ))}
        </fieldset>
        {departs(actions) && (
          <TextArea
            form={form}
            name="departureReason"
            label="Why do you depart from the table?"
            hint="Your reason stands on the signed form"
            rows={3}
          />
        )}
        <OwnActs form={form} statement="We decided these actions together." />
        <Button busy={form.busy}>Record the actions</Button>
      </form>
    </Page>
  )
}
