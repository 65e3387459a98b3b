// Wrong passphrases make the next try wait, longer each time, also after a restart. Nobody is signed in then, so this is kept in a
// plain file; it is chained by a key that forgets its past (each entry turns the key over, one way), so that somebody who finds the
// file can delete it, but not take out what stands in it, without the school file showing so at the next sign-in. Who can copy the
// files guesses without this waiting anyway: against that stands Argon2id alone.
import { createHmac, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { CodedError, coded } from 'shared/errors'
import { instant, personId, type PersonId } from 'shared/parts'
import { z } from 'zod'
import { replaceFile } from './atomic-file'
import { fromBase64Url, toBase64Url } from './base64'
import { canonicalBytes } from './canonical-json'

/** Tries that cost nothing: Caps Lock, another keyboard. */
const freeTries = 3
const firstWaitMs = 5_000
const longestWaitMs = 15 * 60_000

const failedTry = z.strictObject({ personId, at: instant })
export type FailedTry = z.infer<typeof failedTry>

/** By what the file is recognised later; it lies in the encrypted school file. `seed` is base64url of 32 bytes. */
export interface TriesWatch {
  readonly watchId: string
  readonly seed: string
}

const triesFile = z.strictObject({
  format: z.literal('incident-room/tries'),
  version: z.literal(1),
  watchId: z.string().regex(/^[0-9a-f]{32}$/),
  /** The seed, turned over by each entry in order. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** Tries that failed since the person last succeeded, oldest first. */
  failures: z.array(failedTry),
})
type TriesFile = z.infer<typeof triesFile>

/** What the file says at a sign-in, held against the watch that the school file keeps. */
export interface TriesReading {
  readonly failures: readonly FailedTry[]
  /** `whole`, or what was done to it since. */
  readonly found: 'whole' | 'missing' | 'changed'
}

export class PassphraseTries {
  readonly #path: string
  readonly #now: () => Date
  #turn: Promise<unknown> = Promise.resolve()

  /** @param path of the plain file; it need not be there yet */
  constructor(path: string, now: () => Date) {
    this.#path = path
    this.#now = now
  }

  /**
   * Lets a passphrase be tried, one at a time: who asks for many at once waits all the same. The try is counted before it is made, so
   * that killing the application does not undo it.
   * @param open throws `passphrase.wrong` where the try fails
   * @throws `passphrase.wait`, without trying, while the person has to wait; `tries.unwritten`; whatever `open` throws
   */
  attempt<T>(personId: PersonId, name: string, open: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const before = (await this.#read()) ?? beginFile({ watchId: randomBytes(16).toString('hex'), seed: makeSeed() }, [])
      this.#refuseWaiting(before, personId, name)
      await this.#write(addFailure(before, { personId, at: this.#now().toISOString() }))
      const opened = await open().catch(async (error: unknown) => {
        // Anything but a wrong passphrase was no guess: damaged keys, memory that ran out.
        if (!(error instanceof CodedError) || error.code !== 'passphrase.wrong') await this.#write(before)
        throw error
      })
      await this.#write(before)
      return opened
    })
  }

  /** What stands in the file, and whether it is what it was when the school file last looked. */
  read(watches: readonly TriesWatch[]): Promise<TriesReading> {
    return this.#inTurn(async () => {
      const file = await this.#read()
      if (!file) return { failures: [], found: watches.length > 0 ? 'missing' : 'whole' }
      const watch = watches.find((one) => one.watchId === file.watchId)
      const isWhole = watches.length === 0 || (watch !== undefined && beginFile(watch, file.failures).key === file.key)
      return { failures: file.failures, found: isWhole ? 'whole' : 'changed' }
    })
  }

  /** Begins a new watch with what is left: everybody's failures but those of the people who have just succeeded. */
  renew(watch: TriesWatch, succeeded: readonly PersonId[]): Promise<void> {
    return this.#inTurn(async () => {
      const failures = (await this.#read())?.failures ?? []
      await this.#write(
        beginFile(
          watch,
          failures.filter((one) => !succeeded.includes(one.personId)),
        ),
      )
    })
  }

  #refuseWaiting({ failures }: TriesFile, personId: PersonId, name: string): void {
    const own = failures.filter((one) => one.personId === personId)
    const last = own.at(-1)
    const waitMs = waitAfter(own.length)
    if (!last || waitMs === 0) return
    // A clock that was set back must not make anybody wait longer than the wait.
    const leftMs = Math.min(waitMs, Date.parse(last.at) + waitMs - this.#now().getTime())
    if (leftMs > 0)
      throw coded(
        'passphrase.wait',
        `${own.length} wrong passphrases for ${name}. Wait ${tellWait(leftMs)}, then try again. This is recorded.`,
      )
  }

  async #read(): Promise<TriesFile | null> {
    try {
      return triesFile.parse(JSON.parse(await readFile(this.#path, 'utf8')))
    } catch {
      return null
    }
  }

  async #write(file: TriesFile): Promise<void> {
    try {
      await replaceFile(this.#path, canonicalBytes({ ...file, failures: file.failures.map((one) => ({ ...one })) }))
    } catch {
      throw coded(
        'tries.unwritten',
        'Signing in has to be recorded, and could not be. Check that the disk is not full or read-only, then try again.',
      )
    }
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(act)
    this.#turn = next.catch(() => undefined)
    return next
  }
}

/** A seed for the next watch, base64url of 32 random bytes. */
export function makeSeed(): string {
  return toBase64Url(randomBytes(32))
}

/** How long the next try has to wait after so many failed in a row: 5 seconds after the third, twice as long each time, at most a quarter of an hour. */
export function waitAfter(failed: number): number {
  return failed < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failed - freeTries))
}

function beginFile({ watchId, seed }: TriesWatch, failures: readonly FailedTry[]): TriesFile {
  const empty: TriesFile = { format: 'incident-room/tries', version: 1, watchId, key: seed, failures: [] }
  return failures.reduce(addFailure, empty)
}

function addFailure(file: TriesFile, failure: FailedTry): TriesFile {
  const key = fromBase64Url(file.key, 32) ?? new Uint8Array(32)
  const next = createHmac('sha256', key)
    .update(canonicalBytes({ ...failure }))
    .digest()
  return { ...file, key: toBase64Url(next), failures: [...file.failures, failure] }
}

function tellWait(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000)
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
