// Files that are not what they should be: each is refused with a sentence of its own, and none is changed by the attempt.
import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { caseEventBodies, schoolEventBodies } from 'shared/events'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../src-main/vault/case-file/connection'
import { migrations } from '../../../src-main/vault/case-file/migrations'
import { createLogFile, openLogFile } from '../../../src-main/vault/case-file/log-file'
import { byBoth, concernDescribed, exhibitKept, logId, randomBlob } from './sample-facts'
import { closeLater, codeOf, makeCase, makeFolder } from './sample-log'

function makeClosedCase(): { path: string; key: Uint8Array } {
  const { file, path, key } = makeCase()
  const blob = randomBlob(200_000)
  file.append({ facts: [exhibitKept(blob)], blobs: [blob], ...byBoth })
  file.close()
  return { path, key }
}

/** Root may write to anything: as root, `act` runs as nobody, who is given the file and its folder. */
function asOrdinaryUser<T>(path: string, act: () => T): T {
  const nobody = 65_534
  if (process.getuid?.() !== 0) return act()
  for (const owned of [path, dirname(path)]) chownSync(owned, nobody, nobody)
  process.seteuid?.(nobody)
  try {
    return act()
  } finally {
    process.seteuid?.(0)
  }
}

function openingOf(path: string, key: Uint8Array): string | undefined {
  return codeOf(() => closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })))
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('a file that cannot be opened', () => {
  it('because it is not there', () => {
    const folder = makeFolder()
    expect(openingOf(join(folder, 'INC.case'), new Uint8Array(32))).toBe('file.missing')
    expect(openingOf(join(folder, 'no-folder', 'INC.case'), new Uint8Array(32))).toBe('file.missing')
    expect(readdirSync(folder)).toEqual([])
  })

  it('because it is a folder', () => {
    const path = join(makeFolder(), 'INC.case')
    mkdirSync(path)
    expect(openingOf(path, new Uint8Array(32))).toBe('file.not-ours')
  })

  it.each([
    ['empty', Buffer.alloc(0), 'file.truncated'],
    ['a few bytes', Buffer.from('hello'), 'file.truncated'],
    ['an unencrypted SQLite file', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8176)]), 'file.not-ours'],
    ['a picture of some length', Buffer.alloc(10_000, 'PNG'), 'file.not-ours'],
    ['another program’s, of whole pages', Buffer.alloc(40_960, 'x'), 'file.key'],
  ])('because it is %s', (_, bytes, code) => {
    const path = join(makeFolder(), 'INC.case')
    writeFileSync(path, bytes)
    expect(openingOf(path, new Uint8Array(32).fill(1))).toBe(code)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('because the key is another’s, and leaves it untouched', () => {
    const { path, key } = makeClosedCase()
    const before = hashOf(path)
    expect(
      openingOf(
        path,
        key.map((byte, index) => (index === 31 ? byte ^ 1 : byte)),
      ),
    ).toBe('file.key')
    expect(hashOf(path)).toBe(before)
    expect(openingOf(path, key)).toBeUndefined()
  })

  it('because it is the school’s file and not a case', () => {
    const path = join(makeFolder(), 'school.file')
    const key = new Uint8Array(32).fill(5)
    createLogFile(path, { key, kind: 'school', logId, bodies: schoolEventBodies }).close()
    expect(openingOf(path, key)).toBe('file.not-ours')
    expect(codeOf(() => closeLater(openLogFile(path, { key, kind: 'school', bodies: schoolEventBodies })))).toBeUndefined()
  })

  it('because a newer version wrote it, and leaves it untouched', () => {
    const { path, key } = makeClosedCase()
    const connection = connect(path, key)
    connection.pragma(`user_version = ${migrations.length + 1}`)
    connection.close()
    const before = hashOf(path)
    expect(openingOf(path, key)).toBe('file.newer')
    expect(hashOf(path)).toBe(before)
  })

  it.each([4096, 8192, 100_000, 1])('because %i bytes are missing at its end', (missingBytes) => {
    const { path, key } = makeClosedCase()
    truncateSync(path, readFileSync(path).length - missingBytes)
    expect(openingOf(path, key)).toBe('file.truncated')
  })

  it('because something was added at its end', () => {
    const { path, key } = makeClosedCase()
    appendFileSync(path, Buffer.alloc(4096))
    const file = closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
    expect(codeOf(() => file.checkFile())).toBe('file.damaged')
  })

  it.each([1, 2])('because page %i is damaged, although the key is right', (page) => {
    const { path, key } = makeClosedCase()
    const bytes = readFileSync(path)
    const at = (page - 1) * 4096 + 1000
    bytes[at] = (bytes[at] ?? 0) ^ 4
    writeFileSync(path, bytes)
    expect(openingOf(path, key)).toBe('file.damaged')
  })

  // Windows has no such permissions for the owner of a file.
  it.skipIf(process.platform === 'win32')('because it may not be written to', () => {
    const { path, key } = makeClosedCase()
    chmodSync(path, 0o400)
    expect(asOrdinaryUser(path, () => openingOf(path, key))).toBe('file.write-protected')
  })

  it.skipIf(process.platform === 'win32')('because its folder may not be written to', () => {
    const { path, key } = makeClosedCase()
    chmodSync(dirname(path), 0o500)
    const appending = asOrdinaryUser(path, () => {
      const file = closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
      return codeOf(() => file.append({ facts: [concernDescribed('x')], ...byBoth }))
    })
    chmodSync(dirname(path), 0o700)
    expect(appending).toBe('file.write-protected')
  })

  it('needs a key of 32 bytes', () => {
    const { path } = makeClosedCase()
    expect(() => openingOf(path, new Uint8Array(31))).not.toThrow()
    expect(openingOf(path, new Uint8Array(31))).toContain('32 bytes')
  })
})

describe('making a file', () => {
  it('starts over where an earlier attempt broke off', () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'INC-2026-0014.case.new'), 'half a file')
    writeFileSync(join(folder, 'INC-2026-0014.case.new-journal'), 'half a journal')
    const { file } = makeCase(folder)
    file.close()
    expect(readdirSync(folder)).toEqual(['INC-2026-0014.case'])
  })

  it('is refused beside the journal of a file that has gone: it would be played into the new one', () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'INC-2026-0014.case-journal'), 'what is left of another')
    expect(codeOf(() => makeCase(folder))).toBe('file.exists')
    rmSync(join(folder, 'INC-2026-0014.case-journal'))
    expect(codeOf(() => makeCase(folder))).toBeUndefined()
  })

  it('is refused where there is no folder', () => {
    expect(codeOf(() => makeCase(join(makeFolder(), 'none')))).toBe('file.missing')
  })
})

it('no sentence names a path or a key', () => {
  const { path, key } = makeClosedCase()
  truncateSync(path, 8192)
  const hexKey = Buffer.from(key).toString('hex')
  for (const attempt of [
    () => openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }),
    () => openLogFile(`${path}x`, { key, kind: 'case', bodies: caseEventBodies }),
  ]) {
    const message = messageOf(attempt)
    expect(message).toMatch(/^[A-Z].*\.$/)
    expect(message).not.toMatch(/\/|\\/)
    expect(message).not.toContain(hexKey)
  }
})

function messageOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
