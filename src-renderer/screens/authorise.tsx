// Step 3. The written authorisation, a page at a time; on the last page the head checks it and signs with their own passphrase.
import { useState } from 'react'
import { usePair } from '../components/own-acts'
import { AuthorisePage } from './authorise/authorise-page'
import { emptyAuthorisation } from './authorise/authorisation-words'
import { ConflictsPage } from './authorise/conflicts-page'
import { ExceptionPage } from './authorise/exception-page'
import { HoldersPage } from './authorise/holders-page'
import { ScopePage } from './authorise/scope-page'

const pages = ['scope', 'conflicts', 'holders', 'exception', 'check'] as const
export type AuthorisePageId = (typeof pages)[number]

export function Authorise() {
  const pair = usePair()
  const [words, setWords] = useState(() => emptyAuthorisation(pair))
  const [at, setAt] = useState<AuthorisePageId>('scope')
  const [checking, setChecking] = useState(false)

  if (at === 'check')
    return (
      <AuthorisePage
        words={words}
        change={(page) => {
          setChecking(true)
          setAt(page)
        }}
      />
    )
  const index = pages.indexOf(at)
  const before = pages[index - 1]
  const Asked = { scope: ScopePage, conflicts: ConflictsPage, holders: HoldersPage, exception: ExceptionPage }[at]
  return (
    <Asked
      key={at}
      words={words}
      caption={`Authorisation · ${index + 1} of ${pages.length}`}
      back={checking ? () => setAt('check') : before ? () => setAt(before) : { at: 'tasks' }}
      go={(answer) => {
        setWords({ ...words, ...answer })
        setAt(checking ? 'check' : (pages[index + 1] ?? 'check'))
      }}
    />
  )
}
