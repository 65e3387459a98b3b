// The zip around the bag: AES-256 in the form that 7-Zip and WinZip know, written as a stream to a temporary name and renamed
// when it is whole, so that a stopped or failed export never leaves something that looks like a handover.
import { ZipWriter } from '@zip.js/zip.js'
import { createHash, randomBytes } from 'node:crypto'
import { access, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { coded, CodedError } from 'shared/errors'
import type { BagFile } from './bag'
import { isBagPath } from './bag-text'

export interface ArchiveOptions {
  /** An existing folder. */
  readonly folder: string
  /** `name.zip`, letters, digits, `.`, `_`, `-` only; the bag's folder inside is called the same without `.zip`. */
  readonly fileName: string
  readonly passphrase: string
  /** The date of every file inside. */
  readonly madeAt: Date
  /** Bytes of content written so far. */
  readonly onProgress?: ((doneBytes: number) => void) | undefined
  readonly abort?: AbortSignal | undefined
}

/** Size and SHA-256 (64 lower-case hex digits) of the finished zip. */
export interface WrittenArchive {
  readonly sizeBytes: number
  readonly sha256: string
}

/** Already compressed: deflating them again costs time and saves nothing. */
const storedAsIs = /\.(png|pdf|p7s)$/

/**
 * Writes files into an encrypted zip, in the order given, with bounded memory. File names stay readable in the listing.
 * @throws `handover.name`, `handover.exists`, `handover.stopped`, `handover.disk-full`, `handover.not-written`, and whatever the
 *   files themselves throw
 */
export async function writeArchive(files: Iterable<BagFile>, options: ArchiveOptions): Promise<WrittenArchive> {
  const { folder, fileName, abort } = options
  if (!fileName.endsWith('.zip') || !isBagPath(fileName) || fileName.includes('/')) {
    throw coded('handover.name', 'Give the handover a name of letters, digits, dots and hyphens that ends in “.zip”.')
  }
  const path = join(folder, fileName)
  const temporary = join(folder, `.${fileName}.${randomBytes(6).toString('hex')}.part`)
  try {
    abort?.throwIfAborted()
    await refuseToReplace(path)
    const written = await writeZip(files, temporary, options)
    abort?.throwIfAborted()
    await refuseToReplace(path)
    await rename(temporary, path)
    return written
  } catch (error) {
    throw explainFailure(error, abort)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function writeZip(files: Iterable<BagFile>, path: string, options: ArchiveOptions): Promise<WrittenArchive> {
  const file = await open(path, 'wx', 0o600)
  try {
    const sink = new FileSink(file)
    const zip = new ZipWriter(sink.writable(), {
      password: options.passphrase,
      encryptionStrength: 3,
      zipCrypto: false,
      lastModDate: options.madeAt,
      // Sizes after the data, so that nothing needs to be held back; one file at a time, in order.
      dataDescriptor: true,
      keepOrder: true,
      useWebWorkers: false,
    })
    const top = options.fileName.slice(0, -'.zip'.length)
    const progress = new Progress(options)
    for (const { path: name, bytes } of files) {
      await zip.add(`${top}/${name}`, readableOf(progress.follow(bytes)), { level: storedAsIs.test(name) ? 0 : 6 })
    }
    await zip.close()
    await file.sync()
    return sink.written()
  } finally {
    await file.close()
  }
}

/** Two exports of one case are two disclosures: the first is never written over. */
async function refuseToReplace(path: string): Promise<void> {
  const isTaken = await access(path).then(
    () => true,
    () => false,
  )
  if (!isTaken) return
  throw coded(
    'handover.exists',
    'A handover with this name is in that folder already. Nothing was overwritten: choose another name or folder.',
  )
}

/** Takes the bytes of the zip in order: writes, counts and hashes them. */
class FileSink {
  readonly #file: FileHandle
  readonly #hash = createHash('sha256')
  #sizeBytes = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  writable(): WritableStream<Uint8Array> {
    return new WritableStream({
      write: async (piece) => {
        await this.#file.appendFile(piece)
        this.#hash.update(piece)
        this.#sizeBytes += piece.length
      },
    })
  }

  written(): WrittenArchive {
    return { sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex') }
  }
}

/** Counts content as it is read, and stops reading when the person has stopped the export. */
class Progress {
  readonly #options: ArchiveOptions
  #doneBytes = 0

  constructor(options: ArchiveOptions) {
    this.#options = options
  }

  async *follow(bytes: BagFile['bytes']): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of bytes) {
      this.#options.abort?.throwIfAborted()
      yield piece
      this.#doneBytes += piece.length
      this.#options.onProgress?.(this.#doneBytes)
    }
  }
}

function readableOf(pieces: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await pieces.return()
      },
    },
    { highWaterMark: 0 },
  )
}

function explainFailure(error: unknown, abort: AbortSignal | undefined): unknown {
  if (abort?.aborted) return coded('handover.stopped', 'The export was stopped. Nothing was left behind; export again when you are ready.')
  if (error instanceof CodedError) return error
  if (isSystemError(error, 'ENOSPC')) {
    return coded('handover.disk-full', 'There is not enough room for the handover. Make room or choose another disk, and export again.')
  }
  if (isSystemError(error)) {
    return coded(
      'handover.not-written',
      'The handover could not be written there. Check that the folder exists and can be written to, and export again.',
    )
  }
  return error
}

function isSystemError(error: unknown, code?: string): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error && (code === undefined || error.code === code)
}
