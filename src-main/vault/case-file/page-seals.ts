// Each page of a SQLCipher file bears a keyed hash. Checking it here, apart from SQLite, tells a wrong key from a damaged
// file before SQLite writes anything (a wrong key together with an interrupted transaction makes it write), and names the
// page that is damaged. Source: SQLCipher 4 design, https://www.zetetic.net/sqlcipher/design/ (page format, HMAC derivation).
import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { fstatSync, readSync } from 'node:fs'

/** SQLCipher 4's default, and part of our format. */
export const pageSizeBytes = 4096
const saltSizeBytes = 16
const hmacSizeBytes = 64
const ivSizeBytes = 16
const reservedBytes = ivSizeBytes + hmacSizeBytes
const hmacSaltMask = 0x3a
const hmacKeyIterations = 2
const readAtOnce = 256

/** SQLite keeps no data in the page that holds the byte at 1 GiB, and leaves it unsealed. */
const lockBytePage = 0x4000_0000 / pageSizeBytes + 1

/**
 * The key that the page seals are made with. It opens nothing.
 * @param key the 32 bytes of the file's raw key
 * @param salt the first 16 bytes of the file
 */
export function deriveSealKey(key: Uint8Array, salt: Uint8Array): Buffer {
  return pbkdf2Sync(
    key,
    salt.map((byte) => byte ^ hmacSaltMask),
    hmacKeyIterations,
    32,
    'sha512',
  )
}

/** Whether a page is as it was written. Pages count from 1. */
export function isPageIntact(sealKey: Uint8Array, pageNumber: number, page: Uint8Array): boolean {
  if (pageNumber === lockBytePage) return true
  if (page.length !== pageSizeBytes) return false
  const number = Buffer.alloc(4)
  number.writeUInt32LE(pageNumber)
  const seal = createHmac('sha512', sealKey)
    .update(page.subarray(pageNumber === 1 ? saltSizeBytes : 0, pageSizeBytes - hmacSizeBytes))
    .update(number)
    .digest()
  return timingSafeEqual(seal, page.subarray(pageSizeBytes - hmacSizeBytes))
}

/**
 * The number of pages that the file says it has, from SQLite's header in page 1 (offset 28, big-endian).
 * @param firstPage page 1, intact
 */
export function readPageCount(key: Uint8Array, firstPage: Uint8Array): number {
  const ivAt = pageSizeBytes - reservedBytes
  const decipher = createDecipheriv('aes-256-cbc', key, firstPage.subarray(ivAt, ivAt + ivSizeBytes)).setAutoPadding(false)
  const header = decipher.update(firstPage.subarray(saltSizeBytes, saltSizeBytes + 32))
  return header.readUInt32BE(28 - saltSizeBytes)
}

/** One whole page, or what is left of it at the end of the file. */
export function readPage(file: number, pageNumber: number): Buffer {
  const page = Buffer.alloc(pageSizeBytes)
  return page.subarray(0, readSync(file, page, 0, pageSizeBytes, (pageNumber - 1) * pageSizeBytes))
}

/** The first page that is not as it was written, reading the whole file; undefined where all are. */
export function findDamagedPage(file: number, sealKey: Uint8Array): number | undefined {
  const buffer = Buffer.alloc(readAtOnce * pageSizeBytes)
  const pageCount = Math.ceil(fstatSync(file).size / pageSizeBytes)
  for (let first = 1; first <= pageCount; first += readAtOnce) {
    const filled = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, (first - 1) * pageSizeBytes))
    for (let page = first; page < first + readAtOnce && page <= pageCount; page += 1) {
      const at = (page - first) * pageSizeBytes
      if (!isPageIntact(sealKey, page, filled.subarray(at, at + pageSizeBytes))) return page
    }
  }
  return undefined
}
