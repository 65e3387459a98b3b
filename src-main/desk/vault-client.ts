// The Desk's end of the port to the Vault: starts its process, numbers questions, hands back answers, passes notices on. When the process
// ends, everything that waits is refused with a sentence and a new one is started; what was acknowledged is on the disk.
import { app, utilityProcess, type UtilityProcess } from 'electron'
import { join } from 'node:path'
import type { DeskAsk, deskAsks, DeskNotice, Notice, VaultIntention } from 'shared/contract'
import { coded } from 'shared/errors'
import { vaultEnvironment, type VaultMessage } from 'shared/vault-port'
import type { z } from 'zod'
import type { Folders } from './folders'

type DeskInput<A extends DeskAsk> = z.input<(typeof deskAsks)[A]['input']>
type DeskOutput<A extends DeskAsk> = z.output<(typeof deskAsks)[A]['output']>

export interface VaultListener {
  readonly notice: (notice: Notice | DeskNotice) => void
  /** The process ended by itself; a new one has been started and nobody is signed in. */
  readonly restarted: () => void
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

export class VaultClient {
  readonly #folders: Folders
  readonly #listener: VaultListener
  readonly #waiting = new Map<number, Waiting>()
  #process: UtilityProcess
  #nextId = 1
  #isEnding = false

  constructor(folders: Folders, listener: VaultListener) {
    this.#folders = folders
    this.#listener = listener
    this.#process = this.#start()
  }

  /** An intention of the Face, parsed already. The Vault parses it again and answers with parsed output. */
  pass(name: VaultIntention, input: unknown): Promise<unknown> {
    return this.#ask('face', name, input)
  }

  /** What only the Desk asks. */
  ask<A extends DeskAsk>(name: A, input: DeskInput<A>): Promise<DeskOutput<A>> {
    return this.#ask('desk', name, input) as Promise<DeskOutput<A>>
  }

  /** Ends the process for good. */
  end(): void {
    this.#isEnding = true
    this.#process.kill()
  }

  #ask(from: 'face' | 'desk', name: string, input: unknown): Promise<unknown> {
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#process.postMessage({ id, from, name, input })
    })
  }

  #start(): UtilityProcess {
    const child = utilityProcess.fork(join(__dirname, 'vault.js'), [], {
      serviceName: 'Incident Room Vault',
      env: {
        ...process.env,
        [vaultEnvironment.home]: this.#folders.home,
        [vaultEnvironment.exports]: this.#folders.exports,
        [vaultEnvironment.resources]: this.#folders.resources,
        [vaultEnvironment.version]: app.getVersion(),
      },
    })
    child.on('message', (message: VaultMessage) => {
      this.#receive(message)
    })
    child.on('exit', () => {
      this.#refuseWaiting()
      if (this.#isEnding) return
      this.#process = this.#start()
      this.#listener.restarted()
    })
    return child
  }

  #receive(message: VaultMessage): void {
    if (message.kind === 'notice') {
      this.#listener.notice(message.notice)
      return
    }
    if (message.kind === 'ready') return
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.ok) waiting?.resolve(message.value)
    else waiting?.reject(coded(message.error.code, message.error.sentence))
  }

  #refuseWaiting(): void {
    const error = coded(
      'vault.stopped',
      'The part that keeps the case stopped and was started again. What was recorded is kept. Sign in again.',
    )
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
  }
}
