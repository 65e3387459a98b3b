// A new passphrase, typed twice by the person whose it is, how hard it is to guess, and how to choose a good one.
import { PassphraseStrength } from './passphrase-strength'
import { SecretField } from './secret-field'
import { ifEmpty, type Form } from './use-form'
import { Box } from './words'

export interface NewPassphrase {
  readonly passphrase: string
  readonly again: string
}

export function checkPassphrase({ passphrase, again }: NewPassphrase): { passphrase: string | undefined; again: string | undefined } {
  return {
    passphrase: ifEmpty(passphrase, 'Choose a passphrase'),
    again: passphrase !== '' && passphrase !== again ? 'Type the same passphrase a second time' : undefined,
  }
}

interface PassphraseFieldsProps {
  readonly form: Form<NewPassphrase>
  readonly label?: string
  /** Name, position and school of whoever chooses it. */
  readonly about: readonly string[]
}

export function PassphraseFields({ form, label = 'Your passphrase', about }: PassphraseFieldsProps) {
  return (
    <>
      <SecretField
        form={form}
        name="passphrase"
        label={label}
        hint="At least 12 characters. Four or more unrelated words are easy to remember."
        kind="passphrase"
      />
      <PassphraseStrength passphrase={form.values.passphrase} about={about} />
      <SecretField form={form} name="again" label="The same passphrase again" kind="passphrase" />
    </>
  )
}

export function PassphraseAdvice() {
  return (
    <>
      <Box title="A passphrase of your own">
        <ul className="govuk-list govuk-list--bullet">
          <li>You type it yourself. Nobody else knows it, not even the head.</li>
          <li>It opens your keys, and signs what you sign. Do not use it anywhere else.</li>
          <li>Four or more words that have nothing to do with each other are strong and easy to remember.</li>
        </ul>
      </Box>
      <Box title="It cannot be looked up" tone="grey">
        <p>Nobody can read your passphrase from this computer. Cases stay readable as long as two of their people can sign in.</p>
      </Box>
    </>
  )
}
