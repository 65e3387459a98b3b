// The head suspends, reinstates or removes somebody, with a reason that stays in the school's log.
import type { PersonSummary } from 'shared/parts'
import { Button } from '../../components/button'
import { Page } from '../../components/page'
import { TextArea } from '../../components/text-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { Warning } from '../../components/words'
import { call } from '../../desk'
import { useRoom } from '../../room/room-context'
import { standingWords, type StandingAct } from './standing-words'

interface StandingPageProps {
  readonly act: StandingAct
  readonly person: PersonSummary
  readonly back: () => void
  /** @param holderOf references of the open cases whose key the person holds a part of still */
  readonly done: (holderOf: readonly string[]) => void
}

export function StandingPage({ act, person, back, done }: StandingPageProps) {
  const { takeRoom } = useRoom()
  const words = standingWords[act]
  const form = useForm(
    { reason: '' },
    {
      check: ({ reason }) => ({ reason: ifEmpty(reason, 'Write down the reason') }),
      submit: async ({ reason }) => {
        const { room, holderOf } = await call(words.intention, { personId: person.personId, reason })
        done(holderOf)
        takeRoom(room)
      },
    },
  )
  return (
    <Page title={`${words.verb} ${person.name}?`} caption={person.position} back={back} form={form}>
      <ul className="govuk-list govuk-list--bullet">
        {words.what.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {words.warning !== null && <Warning>{words.warning}</Warning>}
      <form noValidate onSubmit={form.submit}>
        <TextArea
          form={form}
          name="reason"
          label={words.askReason}
          hint="It is kept in the school’s log, with your name and the time."
          rows={3}
        />
        <Button kind={act === 'reinstate' ? 'main' : 'warning'} busy={form.busy} busyWords={words.busy}>
          {`${words.verb} ${person.name}`}
        </Button>
      </form>
    </Page>
  )
}
