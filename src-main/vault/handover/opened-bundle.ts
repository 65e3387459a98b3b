// A handover as the verifier reads it, from a zip or from a folder alike: named files whose bytes are streamed and never
// written anywhere.
import { coded, type CodedError } from 'shared/errors'
import type { Finding } from './report'

/** One file of the bag. */
export interface BundleFile {
  /** Path in the bag, with `/`. */
  readonly path: string
  readonly sizeBytes: number
  /** @throws FileFault where the bytes cannot be had */
  read(): AsyncIterable<Uint8Array>
}

export interface OpenedBundle {
  readonly files: ReadonlyMap<string, BundleFile>
  /** What is wrong with the container itself. */
  readonly findings: readonly Finding[]
  close(): Promise<void>
}

/** A file that is named but cannot be read. Its message completes the sentence "This file ...". */
export class FileFault extends Error {}

/** The refusal of a bundle that is in order but says what this version does not know: `bundle.newer`. */
export function newerBundle(): CodedError {
  return coded('bundle.newer', 'This handover was made by a newer version of Incident Room. Check it with that version.')
}

/** More than any case has; bounds what a hostile bundle can make the verifier hold. */
export const bundleLimits = {
  files: 50_000,
  /** Files that are held whole: manifests, certificates, statements. */
  smallFileBytes: 64 * 1024 * 1024,
  /** The record is held whole too, for its signatures. */
  recordBytes: 1024 * 1024 * 1024,
  /** One line of the log: an entry with the longest of addresses in it. */
  lineBytes: 32 * 1024 * 1024,
  totalBytes: 1024 ** 4,
} as const

/**
 * The whole of a file.
 * @throws FileFault where it cannot be read or is longer than `limitBytes`
 */
export async function readWhole(file: BundleFile, limitBytes: number): Promise<Uint8Array> {
  const tooLong = new FileFault('is far larger than such a file can be.')
  if (file.sizeBytes > limitBytes) throw tooLong
  const pieces: Uint8Array[] = []
  let sizeBytes = 0
  for await (const piece of file.read()) {
    sizeBytes += piece.length
    if (sizeBytes > limitBytes) throw tooLong
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

/** The lines of a text file, without their ends. @throws FileFault where it is not UTF-8, or a line has no end in sight */
export async function* readLines(file: BundleFile): AsyncGenerator<string, void, undefined> {
  let rest: Uint8Array = new Uint8Array()
  for await (const piece of file.read()) {
    const bytes = Buffer.concat([rest, piece])
    let start = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      yield decodeText(bytes.subarray(start, end))
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > bundleLimits.lineBytes) throw new FileFault('has a line far longer than such a line can be.')
  }
  if (rest.length > 0) throw new FileFault('breaks off in the middle of a line.')
}

/** UTF-8, strictly. @throws FileFault */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new FileFault('is not text (UTF-8).')
  }
}
