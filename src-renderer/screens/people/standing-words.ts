// Suspending, reinstating and removing somebody: what each means, in the words of the screens.

export type StandingAct = 'suspend' | 'reinstate' | 'remove'

interface StandingWords {
  readonly intention: `person.${StandingAct}`
  readonly verb: string
  readonly busy: string
  readonly what: readonly string[]
  readonly warning: string | null
  readonly askReason: string
  readonly done: (name: string) => string
}

export const standingWords: Readonly<Record<StandingAct, StandingWords>> = {
  suspend: {
    intention: 'person.suspend',
    verb: 'Suspend',
    busy: 'Suspending…',
    what: [
      'They cannot sign in, and their name leaves the sign-in page.',
      'What they have signed stays signed, and stays theirs.',
      'You can reinstate them at any time: their passphrase works again as before.',
    ],
    warning: null,
    askReason: 'Why are they suspended?',
    done: (name) => `${name} is suspended`,
  },
  reinstate: {
    intention: 'person.reinstate',
    verb: 'Reinstate',
    busy: 'Reinstating…',
    what: ['They can sign in again with their own passphrase.', 'They open the cases that they still hold a part of the key of.'],
    warning: null,
    askReason: 'Why are they reinstated?',
    done: (name) => `${name} can sign in again`,
  },
  remove: {
    intention: 'person.remove',
    verb: 'Remove',
    busy: 'Removing…',
    what: [
      'They can never sign in with these keys again.',
      'What they have signed stays signed, and stays theirs.',
      'If they come back one day, they are added as a new person.',
    ],
    warning: 'Removing cannot be undone. If somebody is only away, suspend them.',
    askReason: 'Why are they removed?',
    done: (name) => `${name} is removed`,
  },
}
