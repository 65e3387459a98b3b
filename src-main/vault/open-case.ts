// One case while it is open: its file, its key, the policy it pins, and the state folded from its log. Everything that is recorded goes
// through `record`, which signs for everybody present and is durable when it returns.
import { createHash, randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { nameOf, type CaseState } from 'shared/case-state'
import type { TimelineEntry } from 'shared/contract'
import { coded } from 'shared/errors'
import { caseEventBodies, type CaseEntry, type CaseEventBody, type CaseFact, type StoredEvent } from 'shared/events'
import type { BlobHash, CaseId, PersonOnRecord } from 'shared/parts'
import { parsePolicy, type Policy } from 'shared/policy'
import { tellEntry } from 'shared/timeline'
import type { AgreedCapture } from './agreed-capture'
import { systemClock } from './case-file/log-clock'
import { createLogFile, openLogFile, type LogFile, type NewBlob } from './case-file/log-file'
import { rekeyLogFile } from './case-file/rekey'
import { noAgreement, type Agreements } from './domain/agreement'
import { findClockJump, type ClockReading } from './domain/clock'
import type { HaltAct } from './domain/halt'
import { FoldedLog } from './folded-log'
import { signCheckpoint, signEvent } from './keys/log-signature'
import type { PersonSecret } from './keys/person-secret'
import type { Sidecar } from './keys/sidecar'

type CaseLog = LogFile<typeof caseEventBodies>

export class OpenCase {
  readonly caseId: CaseId
  readonly reference: string
  readonly policy: Policy
  sidecar: Sidecar
  agreements: Agreements = noAgreement
  /** A halt that happened and could not be recorded yet (a full disk). In force all the same. */
  pendingHalt: HaltAct | null = null
  /** Pictures that both have agreed to and that have not arrived yet. */
  readonly captures = new Map<string, AgreedCapture>()
  #folded: FoldedLog
  #clock: ClockReading | null = null
  #file: CaseLog
  #key: Uint8Array

  /** Takes the key over and zeroes it when the case is left. */
  private constructor(file: CaseLog, key: Uint8Array, sidecar: Sidecar, policy: Policy, folded: FoldedLog) {
    this.#file = file
    this.#key = key
    this.sidecar = sidecar
    this.caseId = sidecar.caseId
    this.reference = sidecar.caseReference
    this.policy = policy
    this.#folded = folded
    const { at } = folded.state.head
    if (at !== '') this.#clock = { at, monotonicMs: null }
  }

  /** A new case file with its first facts, in one transaction with the policy pack that it pins. */
  static create(
    path: string,
    key: Uint8Array,
    sidecar: Sidecar,
    pinned: { policy: Policy; bytes: Uint8Array },
    facts: readonly CaseFact[],
    signers: readonly PersonSecret[],
  ): OpenCase {
    const file = createLogFile(path, { key, kind: 'case', logId: sidecar.caseId, bodies: caseEventBodies })
    const created = new OpenCase(file, key, sidecar, pinned.policy, new FoldedLog())
    created.record(facts, signers, [newBlob(pinned.bytes, 'application/json')])
    return created
  }

  /** @throws what opening a log file throws; `case.other` where the key file belongs to another case */
  static open(path: string, key: Uint8Array, sidecar: Sidecar): OpenCase {
    const file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
    try {
      const folded = FoldedLog.open(file)
      const { state } = folded
      if (state.opened?.caseId !== sidecar.caseId || state.opened.reference !== sidecar.caseReference)
        throw coded('case.other', 'This case file and its key file belong to different cases. Restore both from the same backup.')
      const policy = parsePolicy(JSON.parse(Buffer.from(file.readBlob(state.opened.policyBlob)).toString('utf8')))
      return new OpenCase(file, key, sidecar, policy, folded)
    } catch (error) {
      file.close()
      throw error
    }
  }

  get state(): CaseState {
    return this.#folded.state
  }

  /** Lends the case key, for sealing it to somebody else. `borrow` must not keep it. */
  lendKey<T>(borrow: (key: Uint8Array) => T): T {
    return borrow(this.#key)
  }

  /** Records facts, signed by everybody present. Durable when it returns; nothing is recorded where it throws. */
  record(facts: readonly CaseFact[], signers: readonly PersonSecret[], blobs: readonly NewBlob[] = []): CaseEntry[] {
    if (facts.length === 0) return []
    const entries = this.#file.append({
      // At the end: the first facts may be what puts those who sign on record.
      ...requestOf([...facts, ...this.#findClockJump()], signers),
      blobs: [...blobs],
    })
    this.#take(entries)
    return entries
  }

  #take(entries: Iterable<CaseEntry>): void {
    for (const entry of entries) {
      this.#folded.add(entry)
      this.#clock = entry
    }
  }

  #findClockJump(): CaseFact[] {
    const byMs = this.#clock && findClockJump(this.#clock, systemClock())
    return this.#clock && byMs !== null ? [{ type: 'clock.jumped', body: { byMs, lastAt: this.#clock.at } }] : []
  }

  /**
   * Records facts after a statement, signed by everybody present, of what the log was until then: at every opening, leaving and closing.
   */
  recordWithCheckpoint(
    occasion: CaseEventBody<'checkpoint.signed'>['occasion'],
    facts: readonly CaseFact[],
    signers: readonly PersonSecret[],
    blobs: readonly NewBlob[] = [],
  ): void {
    const { seq, hash } = this.state.head
    const statement = { log: this.caseId, seq, hash, treeRoot: this.#folded.treeRoot, at: new Date().toISOString() }
    const signatures = signers.map((secret) => signCheckpoint(secret, statement))
    this.record([{ type: 'checkpoint.signed', body: { occasion, statement, signatures } }, ...facts], signers, blobs)
  }

  /** The hash of one entry, or null where the log does not reach so far. */
  hashAt(seq: number): string | null {
    const [stored] = this.#file.storedEvents({ afterSeq: seq - 1, limit: 1 })
    return stored?.hash ?? null
  }

  /**
   * Folds the whole log again, for whoever checks it: what a snapshot may have claimed counts no longer.
   * @returns whether the state that was worked with was the true one
   */
  foldAgain(): boolean {
    const before = this.state
    this.#folded = FoldedLog.read(this.#file)
    return isDeepStrictEqual(this.state, before)
  }

  /**
   * Gives the file another key and records what says so, both or neither. Takes the new key over and zeroes the old one.
   * @throws what re-keying throws. The case is then open as it was, under the old key; or closed (`isOpen`), where nobody can tell here
   *   which of the two keys the file has
   */
  rekey(newKey: Uint8Array, facts: readonly CaseFact[], signers: readonly PersonSecret[]): void {
    const { path } = this.#file
    const before = this.#file.head().seq
    try {
      this.#file = rekeyLogFile(this.#file, { from: this.#key, to: newKey }, requestOf(facts, signers))
    } catch (error) {
      newKey.fill(0)
      this.#file.close()
      this.#file = openLogFile(path, { key: this.#key, kind: 'case', bodies: caseEventBodies })
      throw error
    }
    this.#key.fill(0)
    this.#key = newKey
    this.#take(this.#file.entries({ afterSeq: before }))
  }

  get isOpen(): boolean {
    return this.#file.isOpen
  }

  readBlob(hash: BlobHash): Uint8Array {
    return this.#file.readBlob(hash)
  }

  /** The same in pieces of at most 1 MiB, for memory's sake. */
  blobChunks(hash: string): Iterable<Uint8Array> {
    return this.#file.blobChunks(hash)
  }

  get file(): CaseLog {
    return this.#file
  }

  /** The log as it stands in the file: hashed text, hash, signatures. */
  storedEntries(): Iterable<StoredEvent> {
    return this.#file.storedEvents()
  }

  /** The log in words, from after `afterSeq`. */
  tell(afterSeq: number): TimelineEntry[] {
    const names = {
      person: (personId: string) => nameOf(this.state, personId),
      category: (categoryId: string) => this.policy.categories.find((category) => category.id === categoryId)?.title ?? categoryId,
    }
    return [...this.#file.entries({ afterSeq })].map((entry) => tellEntry(entry, names))
  }

  /** The person as this case knows them; null for somebody enrolled later. */
  findOnRecord(personId: string): PersonOnRecord | null {
    return this.state.opened?.people.find((person) => person.personId === personId) ?? null
  }

  /** Remembers in the file what the log came to, for a quick opening. */
  keepSnapshot(): void {
    this.#folded.keep(this.#file)
  }

  close(): void {
    this.#file.close()
    this.#key.fill(0)
  }
}

function requestOf(facts: readonly CaseFact[], signers: readonly PersonSecret[]) {
  return {
    facts: [...facts],
    actors: signers.map((secret) => secret.personId),
    sign: (hash: string) => signers.map((secret) => signEvent(secret, hash)),
  }
}

/** Bytes to be stored under their own SHA-256. */
export function newBlob(bytes: Uint8Array, mimeType: string): NewBlob & { sha256: BlobHash } {
  return { sha256: hashBytes(bytes), mimeType, bytes }
}

export function hashBytes(bytes: Uint8Array): BlobHash {
  return createHash('sha256').update(bytes).digest('hex') as BlobHash
}

/** 128 random bits as 32 hex digits: ids of people, cases, visits, documents and work. */
export function makeId(): string {
  return randomBytes(16).toString('hex')
}
