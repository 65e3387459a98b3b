// Before SQLite may touch a file: is it there, is it one of ours, does this key fit, and has nobody else in this program
// opened it.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { explaining, fileBusy, fileMissing, fileNotOurs, fileTruncated, keyDoesNotFit } from './file-failures'
import { deriveSealKey, isPageIntact, pageSizeBytes, readPage, readPageCount } from './page-seals'

const plainSqliteHeader = Buffer.from('SQLite format 3\0', 'latin1')
const saltSizeBytes = 16

/** How many pages are tried, evenly over the file, before the key is said not to fit. One intact page is enough. */
const pagesTried = 256

/** What recognising a file yields. */
export interface Recognised {
  /** Of the file itself, whatever names lead to it. */
  readonly identity: string
  /** See `deriveSealKey`. */
  readonly sealKey: Buffer
}

/**
 * Looks at a file without changing it.
 * @param openedHere identities of the files that this program has open: on Linux and macOS, closing a second handle of such
 * a file would drop its lock
 * @throws `file.missing`, `file.not-ours`, `file.truncated`, `file.key`, `file.busy`, `file.write-protected`
 */
export function recogniseFile(path: string, key: Uint8Array, openedHere: ReadonlySet<string>): Recognised {
  return explaining(path, () => {
    const identity = identify(path)
    if (openedHere.has(identity)) throw fileBusy()
    // Also for writing, although nothing is written: SQLite would quietly open a protected file for reading only.
    const file = openSync(path, 'r+')
    try {
      return { identity, sealKey: recogniseContent(file, key) }
    } finally {
      closeSync(file)
    }
  })
}

/**
 * Whether the file ends before the page that its own first page says is the last. Asked only after SQLite refused the file:
 * an interrupted transaction may leave it so for SQLite to settle.
 */
export function isCutShort(path: string, key: Uint8Array, sealKey: Uint8Array): boolean {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const firstPage = readPage(file, 1)
    return size % pageSizeBytes !== 0 || (isPageIntact(sealKey, 1, firstPage) && readPageCount(key, firstPage) > size / pageSizeBytes)
  } finally {
    closeSync(file)
  }
}

function identify(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (found === undefined) throw fileMissing()
  if (!found.isFile()) throw fileNotOurs()
  return `${found.dev}:${found.ino}`
}

function recogniseContent(file: number, key: Uint8Array): Buffer {
  const header = Buffer.alloc(saltSizeBytes)
  readSync(file, header, 0, saltSizeBytes, 0)
  if (header.equals(plainSqliteHeader)) throw fileNotOurs()
  const { size } = fstatSync(file)
  if (size < pageSizeBytes) throw fileTruncated()
  const sealKey = deriveSealKey(key, header)
  const pageCount = Math.floor(size / pageSizeBytes)
  const step = Math.max(1, Math.floor(pageCount / pagesTried))
  for (let page = 1; page <= pageCount; page += step) {
    if (isPageIntact(sealKey, page, readPage(file, page))) return sealKey
  }
  throw size % pageSizeBytes === 0 ? keyDoesNotFit() : fileNotOurs()
}
