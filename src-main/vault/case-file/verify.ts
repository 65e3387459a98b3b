// Checking a whole file, from the pages on the disk to the signatures: the first thing that is not as it must be is named,
// and nothing is taken on trust from the file's own bookkeeping.
import { setImmediate } from 'node:timers/promises'
import { ChainCheck, toFault } from './chain'
import type { ClockRemark, Fault, LogHead, VerifySignature } from './chain'
import type { VerifyCheckpoint } from './checkpoint-check'
import type { EventBodies } from './event-bodies'
import { allowsUnsigned } from './file-kind'
import { LogFault } from './log-fault'
import type { LogFile } from './log'
import { namedBlobs } from './named-blobs'
import { SignatureQueue } from './signature-queue'
import type { VerifySignatureLater } from './signature-queue'

export interface VerifyRules {
  /** `verifyEvent` of the keys room. */
  readonly verifySignature: VerifySignature
  /** `verifyEventLater` of the keys room: with it other threads check the signatures while this one reads on. */
  readonly verifySignatureLater?: VerifySignatureLater | undefined
  /** See `ChainRules.verifyCheckpoint`. */
  readonly verifyCheckpoint?: VerifyCheckpoint | undefined
  /** See `ChainRules.publicKeys`. */
  readonly publicKeys?: ((personId: string) => string | undefined) | undefined
  /** Told the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined
  /** Stops the check: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

export type LogVerdict =
  | {
      readonly ok: true
      readonly entries: number
      readonly blobs: number
      readonly head: LogHead
      readonly clock: readonly ClockRemark[]
    }
  | Fault

/** How many entries are checked before other work gets its turn. */
const entriesAtOnce = 32

/** Checking an entry with two signatures takes about as long as hashing this many bytes of an exhibit. */
const entryWeightBytes = 65_536

/**
 * Checks everything in a file: its pages, each entry (as `ChainCheck` says), each exhibit's and document's bytes against the
 * hash that an entry names, and that nothing is kept that no entry names. Memory does not grow with the exhibits. Other
 * work, appending to this file included, gets its turn in between.
 * @returns the count of what was checked, or the first fault and its place. Codes: those of `ChainCheck.accept`, and
 * `file.truncated`, `file.damaged`, `blob.missing`, `blob.damaged`, `blob.unnamed`
 */
export async function verifyLog<B extends EventBodies>(file: LogFile<B>, rules: VerifyRules): Promise<LogVerdict> {
  const { verifySignature, verifySignatureLater } = rules
  const signatures = new SignatureQueue(
    verifySignatureLater ?? ((logKey, hash, signature) => Promise.resolve(verifySignature(logKey, hash, signature))),
  )
  try {
    try {
      return await checkAll(file, rules, signatures)
    } finally {
      // A wrong signature on an earlier entry comes before whatever else was found meanwhile.
      await signatures.settle()
    }
  } catch (error) {
    return toFault(error)
  }
}

async function checkAll<B extends EventBodies>(file: LogFile<B>, rules: VerifyRules, signatures: SignatureQueue): Promise<LogVerdict> {
  file.checkFile()
  const check = new ChainCheck({
    ...rules,
    bodies: file.bodies,
    log: file.logId,
    allowsUnsigned: allowsUnsigned[file.kind],
    checkLater: (claim) => {
      signatures.add(claim)
    },
  })
  const blobs: BlobsOnRecord = new Map()
  const advance = measureProgress(file, rules)
  do {
    await checkEntries(file, check, blobs, advance, signatures)
    await checkBlobs(file, blobs, advance)
  } while (file.head().seq > check.head.seq)
  refuseUnnamed(file, blobs)
  return { ok: true, entries: check.head.seq, blobs: blobs.size, head: check.head, clock: check.clock }
}

/** Every blob that an entry names: the first such entry, and whether the bytes have been checked yet. */
type BlobsOnRecord = Map<string, { readonly seq: number; isChecked: boolean }>

/** Tells how far the work is, and lets other work have its turn. */
type Advance = (doneBytes: number) => Promise<void>

function measureProgress<B extends EventBodies>(file: LogFile<B>, { onProgress, signal }: VerifyRules): Advance {
  const totalBytes = Math.max(1, file.head().seq * entryWeightBytes + file.countBlobBytes())
  let doneBytes = 0
  return async (moreBytes) => {
    doneBytes += moreBytes
    // More may be recorded in the meantime.
    onProgress?.(Math.min(1, doneBytes / totalBytes))
    await setImmediate()
    signal?.throwIfAborted()
  }
}

async function checkEntries<B extends EventBodies>(
  file: LogFile<B>,
  check: ChainCheck<B>,
  blobs: BlobsOnRecord,
  advance: Advance,
  signatures: SignatureQueue,
): Promise<void> {
  for (const stored of file.storedEvents({ afterSeq: check.head.seq })) {
    const { body }: { body: unknown } = check.accept(stored)
    for (const sha256 of namedBlobs(body)) if (!blobs.has(sha256)) blobs.set(sha256, { seq: stored.seq, isChecked: false })
    if (signatures.isFull) await signatures.settle()
    if (stored.seq % entriesAtOnce === 0) await advance(entriesAtOnce * entryWeightBytes)
  }
  await advance((check.head.seq % entriesAtOnce) * entryWeightBytes)
}

async function checkBlobs<B extends EventBodies>(file: LogFile<B>, blobs: BlobsOnRecord, advance: Advance): Promise<void> {
  for (const [sha256, standing] of blobs) {
    if (standing.isChecked) continue
    try {
      for (const chunk of file.blobChunks(sha256)) await advance(chunk.length)
    } catch (error) {
      throw nameEntry(error, standing.seq)
    }
    standing.isChecked = true
  }
}

function nameEntry(error: unknown, seq: number): unknown {
  if (!(error instanceof LogFault) || error.at.blob === undefined) return error
  return new LogFault(error.code, { ...error.at, seq }, `Entry ${seq}: ${error.message}`)
}

function refuseUnnamed<B extends EventBodies>(file: LogFile<B>, blobs: BlobsOnRecord): void {
  for (const { sha256 } of file.blobs()) {
    if (!blobs.has(sha256))
      throw new LogFault('blob.unnamed', { blob: sha256 }, `The file keeps something that no entry names (SHA-256 ${sha256}).`)
  }
}
