// Work that takes longer than a second: it tells how far it is and can be cancelled without leaving anything half done.
import type { Notice } from 'shared/contract'
import { coded } from 'shared/errors'
import { makeId } from './open-case'

export class WorkBench {
  readonly #running = new Map<string, AbortController>()

  constructor(private readonly notify: (notice: Notice) => void) {}

  /**
   * Runs one piece of work and tells its progress.
   * @param run gets a signal to stop by and a function to tell the fraction done (0 to 1)
   * @throws `work.cancelled` where the person cancelled it
   */
  async run<T>(title: string, run: (signal: AbortSignal, tell: (fraction: number) => void) => Promise<T>): Promise<T> {
    const workId = makeId()
    const controller = new AbortController()
    const startedMs = performance.now()
    const tell = (fraction: number, done: boolean): void => {
      const elapsedSeconds = (performance.now() - startedMs) / 1_000
      const secondsLeft = fraction > 0.02 && elapsedSeconds > 0.5 ? (elapsedSeconds * (1 - fraction)) / fraction : null
      this.notify({ name: 'work.progress', body: { workId, title, fraction, secondsLeft, cancellable: true, done } })
    }
    this.#running.set(workId, controller)
    tell(0, false)
    try {
      return await run(controller.signal, (fraction) => {
        tell(Math.min(1, Math.max(0, fraction)), false)
      })
    } catch (error) {
      if (controller.signal.aborted) throw coded('work.cancelled', 'Cancelled. Nothing was changed.')
      throw error
    } finally {
      this.#running.delete(workId)
      tell(1, true)
    }
  }

  /** Cancelling what has ended already does nothing. */
  cancel(workId: string): void {
    this.#running.get(workId)?.abort()
  }

  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort()
  }
}
