// What an authorisation says, as it is typed, and as it is handed over.
import type { Input } from 'shared/contract'
import type { PersonSummary } from 'shared/parts'
import type { Place } from '../../room/place'
import { emptyMoment, readMoment, typeMoment, type TypedMoment } from '../../words/typed-moment'

export interface Declaration {
  readonly personId: string
  readonly name: string
  readonly close: 'no' | 'declare' | ''
  readonly words: string
}

export interface Exception {
  readonly sites: string
  readonly askedBy: string
  readonly why: string
  readonly from: TypedMoment
  readonly to: TypedMoment
}

export interface AuthorisationWords {
  readonly reason: string
  readonly scope: string
  readonly declarations: readonly Declaration[]
  readonly alsoMayOpen: readonly string[]
  readonly exception: Exception | null
}

/** Props of each page of the authorisation. */
export interface AskProps {
  readonly words: AuthorisationWords
  readonly caption: string
  readonly back: Place | (() => void)
  readonly go: (answer: Partial<AuthorisationWords>) => void
}

/** What somebody states who has nothing to declare. It stands in the log and on paper in these words. */
export const notClose = 'Not close to anybody whom this concerns.'

export function emptyAuthorisation(pair: readonly PersonSummary[]): AuthorisationWords {
  return {
    reason: '',
    scope: '',
    declarations: pair.map(({ personId, name }) => ({ personId, name, close: '', words: '' })),
    alsoMayOpen: [],
    exception: null,
  }
}

/** An exception from now until the end of the school day, to be corrected. */
export function newException(): Exception {
  return { sites: '', askedBy: '', why: '', from: typeMoment(new Date()), to: { ...emptyMoment, ...typeMoment(new Date()), time: '' } }
}

export const tellDeclaration = ({ close, words }: Declaration): string => (close === 'no' ? notClose : words)

type Handed = Omit<Input<'case.authorise'>, 'authoriserId' | 'passphrase'>

/** The authorisation as the contract wants it. Every answer was asked for before. */
export function handAuthorisation(words: AuthorisationWords): Handed {
  return {
    reason: words.reason,
    scope: words.scope,
    alsoMayOpen: [...words.alsoMayOpen],
    conflicts: words.declarations.map((declaration) => ({ personId: declaration.personId, statement: tellDeclaration(declaration) })),
    exception: words.exception && handException(words.exception),
  }
}

function handException({ sites, askedBy, why, from, to }: Exception): Handed['exception'] {
  const begins = readMoment(from, 'the start')
  const ends = readMoment(to, 'the end')
  if (!begins.ok || !ends.ok) throw new RangeError('an exception is handed over before its times are right')
  return { sites, askedBy, why, from: begins.value, to: ends.value }
}
