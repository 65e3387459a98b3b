// The only way out of the Face: intentions to the Desk and the Vault behind it. A refusal becomes an exception with its code and
// its sentence, so that a screen either goes on with a value or shows the sentence.
import type { Input, Intention, Notice, Output, Refusal } from 'shared/contract'

export class Refused extends Error {
  readonly code: string

  constructor({ code, sentence }: Refusal) {
    super(sentence)
    this.name = 'Refused'
    this.code = code
  }
}

/** @throws {Refused} with the sentence to show */
export async function call<I extends Intention>(intention: I, input: Input<I>): Promise<Output<I>> {
  const answer = await window.incidentRoom.call(intention, input)
  if (!answer.ok) throw new Refused(answer.error)
  return answer.value
}

/** @returns ends the subscription */
export function listen(listener: (notice: Notice) => void): () => void {
  return window.incidentRoom.onNotice(listener)
}

/** What to show for any failure: a refusal's own words, or that the other side did not answer. */
export function tellFailure(error: unknown): Refusal {
  if (error instanceof Refused) return { code: error.code, sentence: error.message }
  return {
    code: 'no-answer',
    sentence: 'Incident Room did not answer. Everything already recorded is kept. Try again; if it happens again, restart the application.',
  }
}
