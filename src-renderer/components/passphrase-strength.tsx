// How hard a new passphrase is to guess, told in words while it is being typed. The Vault judges it; nothing is kept of it here.
import { useEffect, useState } from 'react'
import type { Output } from 'shared/contract'
import { call } from '../desk'

type Strength = Output<'passphrase.check'>

const levels = {
  weak: { title: 'Too easy to guess', filled: 1 },
  nearly: { title: 'Not quite yet', filled: 2 },
  good: { title: 'Good', filled: 3 },
  strong: { title: 'Strong', filled: 4 },
} as const

/** Long enough that nobody is told of every letter. */
const pauseMs = 350
const longestPassphrase = 1_000
const longestAbout = 200

interface PassphraseStrengthProps {
  readonly passphrase: string
  /** Name, position and school of whoever chooses it: their words would be guessed first. */
  readonly about: readonly string[]
}

export function PassphraseStrength({ passphrase, about }: PassphraseStrengthProps) {
  const strength = useStrength(passphrase, about)
  return (
    <div className="strength" role="status" aria-live="polite">
      {strength && <StrengthWords strength={strength} />}
    </div>
  )
}

function StrengthWords({ strength }: { readonly strength: Strength }) {
  const { title, filled } = levels[strength.level]
  return (
    <>
      <span className={`strength__bar strength__bar--${strength.level}`} aria-hidden="true">
        {[1, 2, 3, 4].map((part) => (
          <span key={part} className={part <= filled ? 'strength__part strength__part--filled' : 'strength__part'} />
        ))}
      </span>
      <p>
        <b>{title}.</b> {strength.sentence}
      </p>
      {strength.advice.map((advice) => (
        <p key={advice}>{advice}</p>
      ))}
    </>
  )
}

/** The judgement of what was typed last; null where nothing is typed, or where it could not be had. Choosing is not held up by it. */
function useStrength(passphrase: string, about: readonly string[]): Strength | null {
  const [judged, setJudged] = useState<{ readonly passphrase: string; readonly strength: Strength } | null>(null)
  const words = about.map((text) => text.trim().slice(0, longestAbout)).filter((text) => text !== '')
  const key = words.join('\n')
  useEffect(() => {
    if (passphrase === '') return
    let current = true
    const timer = setTimeout(() => {
      call('passphrase.check', { passphrase: passphrase.slice(0, longestPassphrase), about: key === '' ? [] : key.split('\n') })
        .then((strength) => {
          if (current) setJudged({ passphrase, strength })
        })
        .catch(() => {
          if (current) setJudged(null)
        })
    }, pauseMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [passphrase, key])
  // The words before stay while more is typed, so that nothing jumps; they go once the field is empty.
  return passphrase === '' ? null : (judged?.strength ?? null)
}
