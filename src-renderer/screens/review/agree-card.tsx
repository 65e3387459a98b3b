// One person's own act of agreeing: they ask for it, type their PIN, and it says when.
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import type { Agreement } from 'shared/contract'
import type { PersonSummary } from 'shared/parts'
import { LinkButton } from '../../components/button'
import { call, tellFailure } from '../../desk'
import { firstName } from '../../words/figures'
import { tellSecond } from '../../words/moments'

interface AgreeCardProps {
  readonly person: PersonSummary
  readonly agreedAt: string | null
  readonly agreed: (agreement: Agreement) => void
  readonly refuse: (sentence: string | null) => void
}

export function AgreeCard({ person, agreedAt, agreed, refuse }: AgreeCardProps) {
  const [typing, setTyping] = useState(false)
  if (agreedAt !== null)
    return (
      <div className="agree agree--yes">
        <b>
          {firstName(person.name)} agrees <span aria-hidden="true">✓</span>
        </b>
        <p className="agree__at">{tellSecond(agreedAt)}</p>
      </div>
    )
  return (
    <div className="agree">
      <b>{firstName(person.name)}</b>
      {typing ? (
        <PinForm
          person={person}
          agreed={(held) => {
            setTyping(false)
            agreed(held)
          }}
          refuse={refuse}
        />
      ) : (
        <LinkButton label={`${person.name}: agree with your PIN`} onClick={() => setTyping(true)}>
          Agree with your PIN
        </LinkButton>
      )}
    </div>
  )
}

function PinForm({ person, agreed, refuse }: Omit<AgreeCardProps, 'agreedAt'>) {
  const [pin, setPin] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const id = `agree-${person.personId}`
  useEffect(() => input.current?.focus(), [])

  const agree = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pin.trim() === '') return
    refuse(null)
    call('capture.agree', { personId: person.personId, pin: pin.trim() })
      .then(agreed)
      .catch((error: unknown) => {
        setPin('')
        refuse(tellFailure(error).sentence)
        input.current?.focus()
      })
  }

  return (
    <form className="agree__form" noValidate onSubmit={agree}>
      <label className="govuk-visually-hidden" htmlFor={id}>
        {person.name}, your session PIN
      </label>
      <input
        ref={input}
        id={id}
        className="govuk-input agree__pin"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        placeholder="PIN"
        value={pin}
        onChange={(event) => setPin(event.target.value)}
      />
      <button type="submit" className="govuk-button govuk-button--secondary agree__button">
        I agree
      </button>
    </form>
  )
}
