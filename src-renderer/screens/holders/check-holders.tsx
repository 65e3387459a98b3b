// The change is read, given a reason, authorised with a passphrase, and confirmed by both.
import type { PersonId } from 'shared/parts'
import { nameOf } from 'shared/case-state'
import { mayDo } from 'shared/roles'
import { Button } from '../../components/button'
import { Select } from '../../components/choice-field'
import { Answers } from '../../components/facts'
import { bothActs, checkPins, noPins, OwnActs, pinNames, usePair } from '../../components/own-acts'
import { Page } from '../../components/page'
import { SecretField } from '../../components/secret-field'
import { TextArea } from '../../components/text-field'
import { ifEmpty, useForm, type Form } from '../../components/use-form'
import { Warning } from '../../components/words'
import { WorkProgress } from '../../components/work-progress'
import { call } from '../../desk'
import { useCase, useKnownRoom, useRoom } from '../../room/room-context'
import { joinNames } from '../../words/figures'
import type { HoldersChosen } from './choose-holders'

interface CheckHoldersProps {
  readonly chosen: HoldersChosen
  readonly back: () => void
}

export function CheckHolders({ chosen, back }: CheckHoldersProps) {
  const { state } = useCase()
  const { people } = useKnownRoom()
  const form = useHoldersForm(chosen)
  const authorisers = people.filter((person) => mayDo(person.role, 'authorise'))
  const isRekeyed = chosen.remove.length > 0
  const tellNames = (ids: readonly string[]) =>
    joinNames(ids.map((id) => people.find((person) => person.personId === id)?.name ?? nameOf(state, id as PersonId))) || 'Nobody'
  const after = [...state.holders.filter((id) => !chosen.remove.includes(id)), ...chosen.add]
  return (
    <Page title="Check and confirm the change" caption="Change who may open it · 2 of 2" back={back} form={form}>
      <Answers
        answers={[
          { name: 'Added', value: tellNames(chosen.add), change: back },
          { name: 'Taken out', value: tellNames(chosen.remove), change: back },
          { name: 'Who may open it then', value: `Any two of ${tellNames(after)}` },
        ]}
      />
      {isRekeyed && <Warning>The whole case is written again under another key. Leave the computer on until it is done.</Warning>}
      <form noValidate onSubmit={form.submit}>
        <TextArea form={form} name="reason" label="Why does it change?" hint="It becomes part of the case’s record." rows={3} />
        <Select
          form={form}
          name="authoriser"
          label="Who authorises?"
          choices={[
            { value: '', label: 'Choose who authorises' },
            ...authorisers.map((person) => ({ value: person.personId, label: `${person.name}, ${person.position}` })),
          ]}
        />
        <SecretField form={form} name="passphrase" label="Passphrase of whoever authorises" kind="passphrase" />
        <OwnActs form={form} statement="We want this change. Nobody who is added is close to anybody whom the case concerns." />
        {form.busy ? (
          <WorkProgress waitingWords={isRekeyed ? 'Giving the case another key…' : 'Sharing the key anew…'} />
        ) : (
          <Button>Change who may open it</Button>
        )}
      </form>
    </Page>
  )
}

interface HoldersWords {
  readonly reason: string
  readonly authoriser: string
  readonly passphrase: string
  readonly firstPin: string
  readonly secondPin: string
}

function useHoldersForm({ add, remove }: HoldersChosen): Form<HoldersWords> {
  const { takeCase, go } = useRoom()
  const { people } = useKnownRoom()
  const pair = usePair()
  return useForm<HoldersWords>(
    { reason: '', authoriser: people.find((person) => person.role === 'head')?.personId ?? '', passphrase: '', ...noPins },
    {
      check: (values) => ({
        reason: ifEmpty(values.reason, 'Write down the reason'),
        authoriser: ifEmpty(values.authoriser, 'Choose who authorises'),
        passphrase: ifEmpty(values.passphrase, 'Whoever authorises types their own passphrase'),
        ...checkPins(pair, values),
      }),
      submit: async (values) => {
        const view = await call('case.change-holders', {
          add: [...add],
          remove: [...remove],
          reason: values.reason,
          authoriserId: values.authoriser,
          passphrase: values.passphrase,
          both: bothActs(pair, values),
        })
        go({ at: 'tasks' })
        takeCase(view)
      },
      blame: { 'passphrase.': 'passphrase', 'role.': 'authoriser' },
      secrets: ['passphrase', ...pinNames],
    },
  )
}
