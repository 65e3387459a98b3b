// Every refusal a person can meet, as a code and a sentence. The code is for the log, the tests and the support line;
// the sentence says what happened and what to do next, and never holds a key, a passphrase, a path or a stack.

/** A refusal with a stable machine code and a sentence that a person can act on. */
export class CodedError extends Error {
  readonly code: string

  constructor(code: string, sentence: string) {
    super(sentence)
    this.name = 'CodedError'
    this.code = code
  }
}

/**
 * Makes a refusal.
 * @param code lower-case words joined by dots, e.g. `passphrase.wrong`
 * @param sentence plain English: what happened and what to do
 */
export function coded(code: string, sentence: string): CodedError {
  return new CodedError(code, sentence)
}

/** What crosses the contract for any failure: an unexpected one is told without its details. */
export function describeError(error: unknown): { code: string; sentence: string } {
  if (error instanceof CodedError) return { code: error.code, sentence: error.message }
  return {
    code: 'internal',
    sentence:
      'Something went wrong inside Incident Room. Nothing already recorded is lost. Try again; if it happens again, restart the application.',
  }
}
