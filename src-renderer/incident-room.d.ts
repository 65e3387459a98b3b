// What the preload puts into the window: the contract, and nothing else.
import type { Answer, Input, Intention, Notice } from 'shared/contract'

declare global {
  interface Window {
    readonly incidentRoom: {
      readonly call: <I extends Intention>(intention: I, input: Input<I>) => Promise<Answer<I>>
      /** @returns ends the subscription */
      readonly onNotice: (listener: (notice: Notice) => void) => () => void
    }
  }
}
