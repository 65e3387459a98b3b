// Signatures are most of the work of checking a log, and the operating system's other threads can do it while this one reads
// on. What is found is still told in the log's order: nothing after a wrong signature counts.
import type { LogFault } from './log-fault'

/** One signature that a log bears, and what is wrong with the log if it is not that person's. */
export interface SignatureClaim {
  readonly logKey: string
  readonly hash: string
  readonly signature: string
  readonly fault: () => LogFault
}

/** Whether `signature` is the one of `logKey` over an event's hash, answered later; `verifyEventLater` of the keys room. */
export type VerifySignatureLater = (logKey: string, hash: string, signature: string) => Promise<boolean>

/** Bounds the memory of claims that nobody has answered yet. */
const mostWaiting = 1_024

export class SignatureQueue {
  readonly #verify: VerifySignatureLater
  #waiting: Promise<LogFault | undefined>[] = []

  constructor(verify: VerifySignatureLater) {
    this.#verify = verify
  }

  add({ logKey, hash, signature, fault }: SignatureClaim): void {
    this.#waiting.push(this.#verify(logKey, hash, signature).then((isTheirs) => (isTheirs ? undefined : fault())))
  }

  get isFull(): boolean {
    return this.#waiting.length >= mostWaiting
  }

  /** Waits for all claims so far. @throws the fault of the first wrong one, in the order of adding */
  async settle(): Promise<void> {
    const answers = this.#waiting
    this.#waiting = []
    for (const answer of await Promise.all(answers)) if (answer !== undefined) throw answer
  }
}
