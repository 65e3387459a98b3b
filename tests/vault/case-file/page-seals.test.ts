// Our reading of SQLCipher's page format against what the library writes, page by page.
import { createDecipheriv } from 'node:crypto'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { migrations } from '../../../src-main/vault/case-file/migrations'
import { deriveSealKey, findDamagedPage, isPageIntact, readPageCount } from '../../../src-main/vault/case-file/page-seals'
import { byBoth, exhibitKept, randomBlob } from './sample-facts'
import { makeCase } from './sample-log'

const pageSize = 4096

function makeFile(): { path: string; key: Uint8Array; bytes: Buffer } {
  const { file, path, key } = makeCase()
  const blob = randomBlob(3_000_000)
  file.append({ facts: [exhibitKept(blob)], blobs: [blob], ...byBoth })
  file.close()
  return { path, key, bytes: readFileSync(path) }
}

const opened: number[] = []
afterEach(() => {
  for (const file of opened.splice(0)) closeSync(file)
})

function findIn(path: string, sealKey: Uint8Array): number | undefined {
  const file = openSync(path, 'r')
  opened.push(file)
  return findDamagedPage(file, sealKey)
}

it('every page of a file bears the seal that the key and the page number give', () => {
  const { path, key, bytes } = makeFile()
  const sealKey = deriveSealKey(key, bytes.subarray(0, 16))
  const pageCount = bytes.length / pageSize
  for (let page = 1; page <= pageCount; page += 1) {
    const content = bytes.subarray((page - 1) * pageSize, page * pageSize)
    expect(isPageIntact(sealKey, page, content)).toBe(true)
    expect(isPageIntact(sealKey, page + 1, content)).toBe(false)
  }
  expect(findIn(path, sealKey)).toBeUndefined()
  expect(readPageCount(key, bytes.subarray(0, pageSize))).toBe(pageCount)
})

it('page 1 decrypts by AES-256-CBC, as SQLCipher 4 says, to SQLite’s header with 80 reserved bytes to a page', () => {
  const { key, bytes } = makeFile()
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(pageSize - 80, pageSize - 64)).setAutoPadding(false)
  const plain = decipher.update(bytes.subarray(16, pageSize - 80))
  // From https://www.sqlite.org/fileformat.html, counted from offset 16: page size, write and read version (1: no WAL),
  // reserved bytes, payload fractions.
  expect([...plain.subarray(0, 8)]).toEqual([0x10, 0x00, 1, 1, 80, 64, 32, 32])
  expect(plain.subarray(60 - 16, 64 - 16).readUInt32BE()).toBe(migrations.length)
  expect(plain.subarray(68 - 16, 72 - 16).toString('ascii')).toBe('IRca')
})

it.each([1, 2, 300, 700])('one changed bit in page %i is found there', (page) => {
  const { path, key, bytes } = makeFile()
  const sealKey = deriveSealKey(key, bytes.subarray(0, 16))
  const at = page * pageSize - 1
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
  expect(findIn(path, sealKey)).toBe(page)
})
