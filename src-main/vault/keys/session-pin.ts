// The PIN that a person chooses at sign-in, to make each later act deliberate and attributable. It opens nothing: the keys
// are already in memory. It lives for the session only, as a keyed digest, and wrong tries run out.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { coded } from 'shared/errors'

const allowedTries = 5

export class SessionPin {
  readonly #key = randomBytes(32)
  readonly #digest: Buffer
  #wrongTries = 0

  /**
   * @param pin 4 to 12 digits, not all the same
   * @throws `pin.unsuitable`
   */
  constructor(pin: string) {
    if (!/^[0-9]{4,12}$/.test(pin)) throw coded('pin.unsuitable', 'Choose a PIN of 4 to 12 digits.')
    if (new Set(pin).size === 1) throw coded('pin.unsuitable', 'Choose a PIN whose digits are not all the same.')
    this.#digest = this.#digestOf(pin)
  }

  /**
   * Accepts the right PIN in constant time, and counts the wrong ones: after five in a row nothing is accepted any more.
   * @throws `pin.wrong`, `pin.locked` (from the fifth wrong try until both sign in again)
   */
  confirm(pin: string): void {
    if (this.isLocked()) throw locked()
    if (timingSafeEqual(this.#digestOf(pin), this.#digest)) {
      this.#wrongTries = 0
      return
    }
    this.#wrongTries += 1
    if (this.isLocked()) throw locked()
    const left = allowedTries - this.#wrongTries
    throw coded('pin.wrong', `That PIN is not right. ${left} ${left === 1 ? 'try is' : 'tries are'} left before the case locks.`)
  }

  /** Whether tries have run out. */
  isLocked(): boolean {
    return this.#wrongTries >= allowedTries
  }

  /** Zeroes the digest and locks. */
  forget(): void {
    this.#key.fill(0)
    this.#digest.fill(0)
    this.#wrongTries = allowedTries
  }

  #digestOf(pin: string): Buffer {
    return createHmac('sha256', this.#key).update(pin).digest()
  }
}

function locked() {
  return coded('pin.locked', 'The PIN was wrong five times. The case is locked: both people sign in again with their passphrases.')
}
