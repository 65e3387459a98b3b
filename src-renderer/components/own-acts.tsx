// "Both of you confirm": each types the session PIN that only they know, so that the act is deliberate and theirs.
import type { PersonSummary } from 'shared/parts'
import { useKnownRoom } from '../room/room-context'
import { SecretField } from './secret-field'
import { ifEmpty, type Form } from './use-form'

export interface Pins {
  readonly firstPin: string
  readonly secondPin: string
}

export const noPins: Pins = { firstPin: '', secondPin: '' }
export const pinNames = ['firstPin', 'secondPin'] as const

/** The two people in the room, in the order they came. */
export function usePair(): readonly [PersonSummary, PersonSummary] {
  const [first, second] = useKnownRoom().present
  if (!first || !second) throw new Error('a step of the two shows without two people')
  return [first, second]
}

type Act = { personId: string; pin: string }

/** Both own acts, as the contract wants them. */
export function bothActs([first, second]: readonly [PersonSummary, PersonSummary], { firstPin, secondPin }: Pins): [Act, Act] {
  return [
    { personId: first.personId, pin: firstPin.trim() },
    { personId: second.personId, pin: secondPin.trim() },
  ]
}

/** Sentences for whoever has not typed a PIN yet. */
export function checkPins(
  [first, second]: readonly [PersonSummary, PersonSummary],
  pins: Pins,
): { firstPin: string | undefined; secondPin: string | undefined } {
  return {
    firstPin: ifEmpty(pins.firstPin, `${first.name} has not typed a session PIN yet`),
    secondPin: ifEmpty(pins.secondPin, `${second.name} has not typed a session PIN yet`),
  }
}

interface OwnActsProps {
  readonly form: Form<Pins>
  /** What each confirms by typing the PIN. */
  readonly statement: string
}

export function OwnActs({ form, statement }: OwnActsProps) {
  const [first, second] = usePair()
  return (
    <fieldset className="own-acts govuk-fieldset">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">Both of you confirm</legend>
      <p className="own-acts__statement">{statement}</p>
      <div className="own-acts__pair">
        <SecretField form={form} name="firstPin" label={`${first.name}, your session PIN`} kind="pin" />
        <SecretField form={form} name="secondPin" label={`${second.name}, your session PIN`} kind="pin" />
      </div>
    </fieldset>
  )
}
