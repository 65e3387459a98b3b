// The head reads the whole authorisation and signs it with their own passphrase, at this computer.
import { mayDo } from 'shared/roles'
import { Button } from '../../components/button'
import { Select } from '../../components/choice-field'
import { Answers, Written, type Answer } from '../../components/facts'
import { usePair } from '../../components/own-acts'
import { Page } from '../../components/page'
import { SecretField } from '../../components/secret-field'
import { ifEmpty, useForm } from '../../components/use-form'
import { Box } from '../../components/words'
import { call } from '../../desk'
import { useKnownRoom, useRoom } from '../../room/room-context'
import { joinNames } from '../../words/figures'
import { tellMoment } from '../../words/moments'
import type { AuthorisePageId } from '../authorise'
import { handAuthorisation, tellDeclaration, type AuthorisationWords } from './authorisation-words'

interface AuthorisePageProps {
  readonly words: AuthorisationWords
  readonly change: (page: AuthorisePageId) => void
}

export function AuthorisePage({ words, change }: AuthorisePageProps) {
  const { takeCase, go } = useRoom()
  const { people } = useKnownRoom()
  const authorisers = people.filter((person) => mayDo(person.role, 'authorise'))
  const form = useForm(
    { authoriser: authorisers.find((person) => person.role === 'head')?.personId ?? '', passphrase: '' },
    {
      check: (values) => ({
        authoriser: ifEmpty(values.authoriser, 'Choose who authorises'),
        passphrase: ifEmpty(values.passphrase, 'Whoever authorises types their own passphrase'),
      }),
      submit: async ({ authoriser, passphrase }) => {
        const view = await call('case.authorise', { ...handAuthorisation(words), authoriserId: authoriser, passphrase })
        go({ at: 'tasks' })
        takeCase(view)
      },
      blame: { 'passphrase.': 'passphrase', 'role.': 'authoriser' },
      secrets: ['passphrase'],
    },
  )
  return (
    <Page
      title="Check and authorise"
      caption="Authorisation · 5 of 5"
      back={() => change('exception')}
      form={form}
      aside={
        <Box title="For the head">
          <p>
            You authorise these two people, for this reason and this scope, and nothing beyond it. Type your own passphrase; nobody else
            types it for you.
          </p>
          <p>If the report concerns the head, the chair of governors authorises.</p>
        </Box>
      }
    >
      <Answers answers={useAnswers(words, change)} />
      <form noValidate onSubmit={form.submit}>
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
        <Button busy={form.busy} busyWords="Signing…">
          Authorise this case
        </Button>
      </form>
    </Page>
  )
}

function useAnswers(words: AuthorisationWords, change: (page: AuthorisePageId) => void): readonly Answer[] {
  const { people } = useKnownRoom()
  const pair = usePair()
  const { exception, from, to } = { exception: words.exception, ...handAuthorisation(words).exception }
  return [
    { name: 'The two reviewers', value: joinNames(pair.map((person) => person.name)) },
    { name: 'Reason', value: <Written>{words.reason}</Written>, change: () => change('scope') },
    { name: 'What may be looked at', value: <Written>{words.scope}</Written>, change: () => change('scope') },
    ...words.declarations.map((declaration) => ({
      name: `${declaration.name} declares`,
      value: <Written>{tellDeclaration(declaration)}</Written>,
      change: () => change('conflicts'),
    })),
    {
      name: 'Who else may open it',
      value:
        joinNames(people.filter((person) => words.alsoMayOpen.includes(person.personId)).map((person) => person.name)) || 'Nobody else',
      change: () => change('holders'),
    },
    {
      name: 'Filter exception',
      value:
        exception && from !== undefined && to !== undefined ? (
          <Written>{`${exception.sites}\nAsked for by ${exception.askedBy}: ${exception.why}\n${tellMoment(from)} to ${tellMoment(to)}`}</Written>
        ) : (
          'None'
        ),
      change: () => change('exception'),
    },
  ]
}
