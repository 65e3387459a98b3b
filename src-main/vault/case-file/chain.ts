// What makes a log a log, apart from any file: numbers without gaps, each entry resting on the one before, every entry
// signed by all who were present. The same check serves the encrypted file and the JSON lines of a handover.
import { CodedError } from 'shared/errors'
import type { CaseEntry, EventSignature, SchoolEntry, SealedEvent, StoredEvent } from 'shared/events'
import type { PersonOnRecord } from 'shared/parts'
import { CheckpointCheck } from './checkpoint-check'
import type { VerifyCheckpoint } from './checkpoint-check'
import type { EntryOf, EventBodies } from './event-bodies'
import { faultInEntry, LogFault } from './log-fault'
import type { FaultPlace } from './log-fault'
import { peoplePutOnRecord } from './people-on-record'
import { noEventBefore, parseSealed, toEntry } from './seal'
import type { SignatureClaim } from './signature-queue'

/** Whether `signature` is the one of `logKey` (raw Ed25519, base64url) over an event's hash; `verifyEvent` of the keys room. */
export type VerifySignature = (logKey: string, hash: string, signature: string) => boolean

export interface ChainRules<B extends EventBodies> {
  readonly bodies: B
  readonly verifySignature: VerifySignature
  /** `verifyCheckpoint` of the keys room; without it a checkpoint's own signatures are not looked at, only what it says. */
  readonly verifyCheckpoint?: VerifyCheckpoint | undefined
  /** Where given, takes each signature to be checked apart, and `verifySignature` is not asked. */
  readonly checkLater?: ((claim: SignatureClaim) => void) | undefined
  /**
   * Public log keys from somewhere more to be trusted than the log itself, such as the school file. Without it the keys are
   * those that the log puts on record: that proves the log agrees with itself, not whose log it is.
   */
  readonly publicKeys?: ((personId: string) => string | undefined) | undefined
  /** The log's id; without it, that of the first entry. */
  readonly log?: string | undefined
  /** Entries that nobody signed are a fault, unless this is true: the school's log also notes what happens before anybody is in. */
  readonly allowsUnsigned?: boolean | undefined
}

/** The last entry: its number and hash; 0 and 64 zeros for a log that holds nothing yet. */
export interface LogHead {
  readonly seq: number
  readonly hash: string
}

/** Something about the clock worth a person's eye. It is evidence, not a fault: computers' clocks are set. */
export interface ClockRemark {
  readonly seq: number
  /** By how many milliseconds, at the least, the clock was set back between the entry before and this one. */
  readonly setBackMs: number
}

/** What checking found: all of it in order, or the first thing that is not. */
export type ChainVerdict =
  { readonly ok: true; readonly entries: number; readonly head: LogHead; readonly clock: readonly ClockRemark[] } | Fault
export interface Fault {
  readonly ok: false
  readonly at: FaultPlace
  readonly code: string
  readonly sentence: string
}

/** A clock is corrected by less than this without anybody's doing. */
const clockToleranceMs = 1_000

/** Checks a log entry by entry, in order, holding nothing but the end of the chain and the people's keys. */
export class ChainCheck<B extends EventBodies> {
  readonly clock: ClockRemark[] = []
  readonly #rules: ChainRules<B>
  readonly #onRecord = new Map<string, PersonOnRecord>()
  readonly #checkpoints = new CheckpointCheck()
  #log: string | undefined
  #before: { readonly sealed: SealedEvent; readonly hash: string } | undefined

  constructor(rules: ChainRules<B>) {
    this.#rules = rules
    this.#log = rules.log
  }

  get head(): LogHead {
    return this.#before === undefined ? { seq: 0, hash: noEventBefore } : { seq: this.#before.sealed.seq, hash: this.#before.hash }
  }

  /**
   * Takes the next entry.
   * @throws LogFault `event.damaged`, `event.unknown`, `chain.gap`, `chain.foreign`, `chain.broken`, `signature.stranger`,
   * `signature.missing`, `signature.key-unknown`, `signature.key-changed`, `signature.wrong`, `checkpoint.wrong`
   */
  accept(stored: StoredEvent): EntryOf<B> {
    const expectedSeq = this.head.seq + 1
    if (stored.seq !== expectedSeq) throw faultInEntry('chain.gap', expectedSeq, `is missing: the next one that is there is ${stored.seq}.`)
    const sealed = parseSealed(stored, this.#rules.bodies)
    this.#checkPlace(sealed, stored.seq)
    const entry = toEntry<B>(sealed, stored.hash)
    this.#putOnRecord(entry, stored.seq)
    this.#checkSignatures(sealed, stored)
    this.#checkpoints.accept(sealed, stored.hash, (personId) => this.#onRecord.get(personId)?.logKey, this.#rules.verifyCheckpoint)
    this.#noteClock(sealed)
    this.#before = { sealed, hash: stored.hash }
    return entry
  }

  #checkPlace(sealed: SealedEvent, seq: number): void {
    if (sealed.seq !== seq) throw faultInEntry('chain.gap', seq, `calls itself entry ${sealed.seq}.`)
    this.#log ??= sealed.log
    if (sealed.log !== this.#log) throw faultInEntry('chain.foreign', seq, 'belongs to another log.')
    if (sealed.prev !== this.head.hash) {
      throw faultInEntry('chain.broken', seq, 'does not follow from the entry before it: one of the two was changed or replaced.')
    }
  }

  /** Whoever may write alone could otherwise put another's name on record with a key of their own, and sign as them. */
  #putOnRecord(entry: unknown, seq: number): void {
    for (const person of peoplePutOnRecord(entry as CaseEntry | SchoolEntry)) {
      if ((this.#onRecord.get(person.personId)?.logKey ?? person.logKey) !== person.logKey) {
        throw faultInEntry('signature.key-changed', seq, `gives ${person.name} another key than an entry before it did.`)
      }
      this.#onRecord.set(person.personId, person)
    }
  }

  #checkSignatures(sealed: SealedEvent, { seq, hash, signatures }: StoredEvent): void {
    const nameOf = (personId: string): string => this.#onRecord.get(personId)?.name ?? `person ${personId}`
    requireSigners(sealed.actors, signatures, seq, nameOf)
    if (signatures.length === 0 && this.#rules.allowsUnsigned !== true) throw faultInEntry('signature.missing', seq, 'is signed by nobody.')
    for (const { personId, signature } of signatures) {
      const key = this.#rules.publicKeys === undefined ? this.#onRecord.get(personId)?.logKey : this.#rules.publicKeys(personId)
      if (key === undefined) {
        throw faultInEntry('signature.key-unknown', seq, `is signed by ${nameOf(personId)}, whose public key is not on record.`)
      }
      const name = nameOf(personId)
      const fault = () => faultInEntry('signature.wrong', seq, `bears a signature under the name of ${name} that is not theirs.`)
      if (this.#rules.checkLater) this.#rules.checkLater({ logKey: key, hash, signature, fault })
      else if (!this.#rules.verifySignature(key, hash, signature)) throw fault()
    }
  }

  /**
   * Real time between two entries is at least what the clock that never goes back counted: from the entry before, or from
   * the program's start where it was restarted. Less by the wall clock means that somebody set it back. (More may be sleep.)
   */
  #noteClock(sealed: SealedEvent): void {
    if (this.#before === undefined) return
    const { at, monotonicMs } = this.#before.sealed
    const isSameRun = sealed.monotonicMs >= monotonicMs
    const leastElapsedMs = isSameRun ? sealed.monotonicMs - monotonicMs : sealed.monotonicMs
    const setBackMs = Math.round(leastElapsedMs - (Date.parse(sealed.at) - Date.parse(at)))
    if (setBackMs > clockToleranceMs) this.clock.push({ seq: sealed.seq, setBackMs })
  }
}

/**
 * Checks a whole log, streaming: memory does not grow with its length.
 * @param stored the entries from the first one on, e.g. parsed from the lines of a handover's `log.jsonl`
 */
export async function verifyEntries<B extends EventBodies>(
  stored: Iterable<StoredEvent> | AsyncIterable<StoredEvent>,
  rules: ChainRules<B>,
): Promise<ChainVerdict> {
  const check = new ChainCheck(rules)
  try {
    for await (const event of stored) check.accept(event)
  } catch (error) {
    return toFault(error)
  }
  return { ok: true, entries: check.head.seq, head: check.head, clock: check.clock }
}

/**
 * Everybody present signed exactly once, and nobody else did.
 * @throws LogFault `signature.stranger`, `signature.missing`
 */
export function requireSigners(
  actors: readonly string[],
  signatures: readonly EventSignature[],
  seq: number,
  nameOf = (personId: string) => `person ${personId}`,
): void {
  const unsigned = new Set(actors)
  for (const { personId } of signatures) {
    if (!unsigned.delete(personId)) {
      throw faultInEntry('signature.stranger', seq, `bears a signature of ${nameOf(personId)} too many: not present, or signed already.`)
    }
  }
  const [missing] = unsigned
  if (missing !== undefined) throw faultInEntry('signature.missing', seq, `is not signed by ${nameOf(missing)}, who was present.`)
}

/** A fault as a verdict. Anything that is not a refusal of ours is a mistake of the program, and thrown on. */
export function toFault(error: unknown): Fault {
  if (error instanceof LogFault) return { ok: false, at: error.at, code: error.code, sentence: error.message }
  if (error instanceof CodedError) return { ok: false, at: {}, code: error.code, sentence: error.message }
  throw error
}
