// How long a passphrase would stand up to somebody who has copied the files and guesses at leisure, told in plain words. The word
// lists lie in the application: nothing is asked of any server, and nothing of the passphrase leaves this computer.
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { coded, CodedError } from 'shared/errors'
import { checkPassphrase } from './passphrase'

/** What the screens show beside the field. */
export interface PassphraseStrength {
  readonly acceptable: boolean
  readonly level: 'weak' | 'nearly' | 'good' | 'strong'
  readonly sentence: string
  readonly advice: readonly string[]
}

/** Guesses. Argon2id allows a thousand rented computers some 20,000 a second: a good one takes them a week, a strong one a century and a half. */
const goodGuesses = 1e10
const strongGuesses = 1e14
const nearlyGuesses = 1e7

/** Characters that are looked at: a longer passphrase is only stronger, and looking takes time that grows with its length. */
const mostCharacters = 100

/**
 * Judges a passphrase.
 * @param about what others know of the person: name, position, school. Their words count as guessed at once.
 */
export async function judgePassphrase(passphrase: string, about: readonly string[]): Promise<PassphraseStrength> {
  const composed = passphrase.normalize('NFKC')
  try {
    checkPassphrase(composed)
  } catch (error) {
    if (error instanceof CodedError) return { acceptable: false, level: 'weak', sentence: error.message, advice: [] }
    throw error
  }
  const words = about.flatMap((text) => [text, ...text.split(/\s+/u)]).filter((word) => word.length > 2)
  const { guesses, feedback } = (await loadJudge()).check(composed.slice(0, mostCharacters), words)
  if (guesses >= strongGuesses) return { acceptable: true, level: 'strong', sentence: 'Very hard to guess.', advice: [] }
  if (guesses >= goodGuesses) return { acceptable: true, level: 'good', sentence: 'Hard to guess.', advice: [] }
  const level = guesses >= nearlyGuesses ? 'nearly' : 'weak'
  const sentence = feedback.warning ?? 'Its words are ones that would be guessed early.'
  return {
    acceptable: false,
    level,
    sentence,
    advice: ['Add another word or two that have nothing to do with the others, with you or with the school.'],
  }
}

/**
 * Refuses a new passphrase that would be guessed.
 * @throws `passphrase.weak`
 */
export async function requireStrongPassphrase(passphrase: string, about: readonly string[]): Promise<void> {
  const { acceptable, sentence, advice } = await judgePassphrase(passphrase, about)
  if (!acceptable) throw coded('passphrase.weak', ['This passphrase is too easy to guess.', sentence, ...advice].join(' '))
}

let judge: Promise<ZxcvbnFactory> | null = null

/** The word lists are read when the first passphrase is chosen, which is rare, and kept. */
function loadJudge(): Promise<ZxcvbnFactory> {
  judge ??= (async () => {
    const [{ ZxcvbnFactory: Factory }, common, english] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
      import('@zxcvbn-ts/language-en'),
    ])
    const { warnings } = english.translations
    return new Factory({
      dictionary: { ...common.dictionary, ...english.dictionary },
      graphs: common.adjacencyGraphs,
      translations: {
        ...english.translations,
        warnings: { ...warnings, userInputs: 'It is made of names or words that people connect with you or the school.' },
      },
    })
  })()
  return judge
}
