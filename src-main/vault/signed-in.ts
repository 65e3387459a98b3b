// One person while they are signed in: their keys, their session PIN and since when. Forgotten as a whole.
import { coded } from 'shared/errors'
import type { PersonSummary } from 'shared/parts'
import type { PersonSecret } from './keys/person-secret'
import type { SessionPin } from './keys/session-pin'

export class SignedIn {
  constructor(
    readonly person: PersonSummary,
    readonly secret: PersonSecret,
    readonly since: string,
    readonly pin: SessionPin | null,
  ) {}

  /** An own act. @throws `pin.wrong`, `pin.locked`, `pin.none` */
  confirm(pin: string): void {
    if (!this.pin) throw coded('pin.none', 'Sign out and sign in again to choose a PIN.')
    this.pin.confirm(pin)
  }

  forget(): void {
    this.secret.forget()
    this.pin?.forget()
  }
}
