// A passphrase is the only thing a person brings: what may be one, and how its characters become bytes.
import { coded } from 'shared/errors'

const leastCharacters = 12
const leastDifferentCharacters = 5

/**
 * The bytes of a passphrase: NFKC, then UTF-8, so that the same keys pressed on another keyboard or system (composed or
 * decomposed accents, full-width letters) open the same record. Zero the result after use.
 */
export function passphraseBytes(passphrase: string): Uint8Array {
  return new TextEncoder().encode(passphrase.normalize('NFKC'))
}

/**
 * Refuses a passphrase that is too easy to guess: at least 12 characters as a person counts them, of which 5 differ.
 * @throws `passphrase.weak`
 */
export function checkPassphrase(passphrase: string): void {
  const characters = [...new Intl.Segmenter().segment(passphrase.normalize('NFKC'))].map(({ segment }) => segment)
  if (characters.length < leastCharacters) {
    throw coded(
      'passphrase.weak',
      `Choose a passphrase of at least ${leastCharacters} characters. Four or more unrelated words are easy to remember.`,
    )
  }
  if (new Set(characters).size < leastDifferentCharacters) {
    throw coded(
      'passphrase.weak',
      'Choose a passphrase that does not repeat the same few characters. Four or more unrelated words are easy to remember.',
    )
  }
}
