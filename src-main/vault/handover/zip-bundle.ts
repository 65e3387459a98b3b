// A handover as the zip that was sent. Written for hostile zips: nothing is unpacked to disk, names are only compared, an
// archive that two tools would read in two ways is refused, and sizes are bounded before anything is inflated.
import * as zip from '@zip.js/zip.js'
import { open, type FileHandle } from 'node:fs/promises'
import { coded, CodedError } from 'shared/errors'
import { tagFile } from './bag-text'
import { bundleLimits, FileFault, type BundleFile, type OpenedBundle } from './opened-bundle'
import type { Finding } from './report'

/** The list of names at the end of a zip is read whole. */
const largestRead = 64 * 1024 * 1024
const methods = { stored: 0, deflated: 8 } as const

/**
 * Opens a zip.
 * @param passphrase null where none was given; a zip that is not encrypted needs none
 * @throws `bundle.not-zip`, `bundle.passphrase-missing`, `bundle.passphrase-wrong`, `bundle.not-bag`, `bundle.too-much`
 */
export async function openZip(path: string, passphrase: string | null): Promise<OpenedBundle> {
  const handle = await open(path, 'r')
  try {
    const reader = new zip.ZipReader(new FileReader(handle, (await handle.stat()).size), { useWebWorkers: false })
    const { entries, findings } = await listEntries(reader)
    refuseTooMuch(entries)
    await tryPassphrase(entries, passphrase)
    const files = nameFiles(entries, passphrase, findings)
    return { files, findings, close: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Whether a file is a zip whose content is encrypted. @throws `bundle.not-zip` */
export async function needsPassphrase(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { entries } = await listEntries(new zip.ZipReader(new FileReader(handle, (await handle.stat()).size), { useWebWorkers: false }))
    return entries.some(({ encrypted }) => encrypted)
  } finally {
    await handle.close()
  }
}

async function listEntries(reader: zip.ZipReader<unknown>): Promise<{ entries: zip.FileEntry[]; findings: Finding[] }> {
  // First as strictly as can be. What is refused so is altered, but the rest is worth reading to say what exactly is.
  for (const strictness of ['strict', 'balanced'] as const) {
    try {
      const all = await reader.getEntries({ strictness, filenameValidation: 'tolerant' })
      const entries = all.filter((entry) => !entry.directory)
      return { entries, findings: strictness === 'strict' ? [] : [ambiguous] }
    } catch (error) {
      if (error instanceof CodedError) throw error
      if (strictness === 'strict' && isError(error, zip.ERR_AMBIGUOUS_ARCHIVE)) continue
      break
    }
  }
  throw coded(
    'bundle.not-zip',
    'This file is not a zip, or it is incomplete. Copy it again from where it came from, and check its SHA-256 with the school.',
  )
}

const ambiguous: Finding = {
  where: 'the zip itself',
  sentence: 'Two programs could read two different contents out of this zip: something was put in after it was made.',
}

function refuseTooMuch(entries: readonly zip.FileEntry[]): void {
  const totalBytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (entries.length <= bundleLimits.files && totalBytes <= bundleLimits.totalBytes) return
  throw coded('bundle.too-much', 'This zip claims to hold far more than a handover can. It was not opened.')
}

/** A wrong passphrase fails on all files (but for 1 in 65,536 by chance); one changed file fails alone. */
async function tryPassphrase(entries: readonly zip.FileEntry[], passphrase: string | null): Promise<void> {
  const locked = entries.filter(({ encrypted }) => encrypted)
  if (locked.length === 0) return
  if (passphrase === null) throw coded('bundle.passphrase-missing', 'This zip is encrypted. Give the passphrase that the school told you.')
  const tried = locked.slice(0, 5)
  let opened = 0
  for (const entry of tried) {
    const fits = await entry
      .getData(new zip.Uint8ArrayWriter(), { password: passphrase, checkPasswordOnly: true, useWebWorkers: false })
      .then(
        () => true,
        () => false,
      )
    if (fits) opened++
  }
  if (opened * 2 >= tried.length) return
  throw coded(
    'bundle.passphrase-wrong',
    'This passphrase does not open the zip. Type it exactly as it was told, with its hyphens and in small letters.',
  )
}

/** The files under the one folder of the zip that is a bag (RFC 8493 section 4), or at its top. */
function nameFiles(entries: readonly zip.FileEntry[], passphrase: string | null, findings: Finding[]): Map<string, BundleFile> {
  const top = findTop(entries.map(({ filename }) => filename))
  const files = new Map<string, BundleFile>()
  for (const entry of entries) {
    const { filename } = entry
    const path = filename.slice(top.length)
    if (!filename.startsWith(top))
      findings.push({ where: filename, sentence: 'This file lies outside the folder of the handover. It is not part of it.' })
    else if (files.has(path))
      findings.push({ where: path, sentence: 'The zip holds two files of this name. Only the first one was looked at.' })
    else files.set(path, { path, sizeBytes: entry.uncompressedSize, read: () => readEntry(entry, passphrase) })
  }
  return files
}

function findTop(names: readonly string[]): string {
  const marks = names.filter((name) => /^([^/]+\/)?(bagit\.txt|manifest-sha256\.txt)$/.test(name))
  const tops = marks.map((name) => name.slice(0, name.indexOf('/') + 1))
  const [top, another] = [...new Set(tops)]
  if (top !== undefined && another === undefined) return top
  throw coded(
    'bundle.not-bag',
    `This zip is not a handover: there is no ${tagFile.manifest} in it. Check that it is the file that the school sent.`,
  )
}

async function* readEntry(entry: zip.FileEntry, passphrase: string | null): AsyncGenerator<Uint8Array, void, undefined> {
  const { compressionMethod, zipCrypto, encrypted } = entry
  const isKnown = compressionMethod === methods.stored || compressionMethod === methods.deflated
  if (!isKnown || zipCrypto) throw new FileFault('is packed in a way that a handover never is.')
  let stop: (error: unknown) => void = () => undefined
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      stop = (error) => {
        controller.error(error)
      }
    },
  })
  const options = {
    ...(encrypted && passphrase !== null && { password: passphrase }),
    strictness: 'strict',
    checkAuthenticationCode: true,
    checkCrc32: true,
    checkOverlappingEntry: true,
    useWebWorkers: false,
  } as const
  const unpacked = entry.getData(writable, options).then(
    () => null,
    (error: unknown) => {
      // zip.js refuses some entries without a word to the stream, which would then be waited for without end.
      stop(error)
      return explainEntry(error)
    },
  )
  try {
    yield* readable
  } catch (error) {
    throw (await unpacked) ?? error
  }
  const failure = await unpacked
  if (failure !== null) throw failure
}

function explainEntry(error: unknown): FileFault {
  if (error instanceof Error && 'syscall' in error) return new FileFault('cannot be read from this disk.')
  if (isError(error, zip.ERR_INVALID_AUTHENTICATION_CODE)) return new FileFault('was changed inside the encrypted zip.')
  return new FileFault('is damaged inside the zip.')
}

function isError(error: unknown, message: string): boolean {
  return error instanceof Error && error.message === message
}

/** Reads pieces of a file wherever zip.js asks for them. */
class FileReader extends zip.Reader<FileHandle> {
  readonly #handle: FileHandle

  constructor(handle: FileHandle, sizeBytes: number) {
    super(handle)
    this.#handle = handle
    this.size = sizeBytes
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > largestRead) throw coded('bundle.too-much', 'This zip claims to hold far more than a handover can. It was not opened.')
    const bytes = new Uint8Array(length)
    const { bytesRead } = await this.#handle.read(bytes, 0, length, index)
    return bytes.subarray(0, bytesRead)
  }
}
