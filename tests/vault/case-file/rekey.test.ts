import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { caseEventBodies } from 'shared/events'
import { describe, expect, it } from 'vitest'
import { openLogFile } from '../../../src-main/vault/case-file/log-file'
import { rekeyLogFile } from '../../../src-main/vault/case-file/rekey'
import { verifyLog } from '../../../src-main/vault/case-file/verify'
import { verifyEvent } from '../../../src-main/vault/keys/log-signature'
import { byBoth, concernDescribed, exhibitKept, randomBlob } from './sample-facts'
import { closeLater, codeOf, makeCase } from './sample-log'

const opening = (key: Uint8Array) => ({ key, kind: 'case' as const, bodies: caseEventBodies })
const said = { facts: [concernDescribed('the key was changed')], ...byBoth }
const newKey = () => new Uint8Array(randomBytes(32))

function makeFilled() {
  const made = makeCase()
  const blob = randomBlob(2_500_000)
  made.file.append({ facts: [exhibitKept(blob, 1)], blobs: [blob], ...byBoth })
  return { ...made, blob }
}

describe('a re-keyed file', () => {
  it('opens with the new key alone, and holds everything, and what says so', async () => {
    const { path, key, file, blob } = makeFilled()
    const before = [...file.storedEvents()]
    const to = newKey()
    const rekeyed = closeLater(rekeyLogFile(file, { from: key, to }, said))
    expect([...rekeyed.storedEvents()].slice(0, -1)).toEqual(before)
    expect(rekeyed.readBlob(blob.sha256)).toEqual(blob.bytes)
    expect(await verifyLog(rekeyed, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: before.length + 1 })
    rekeyed.append({ facts: [concernDescribed('it goes on')], ...byBoth })
    rekeyed.close()
    expect(codeOf(() => openLogFile(path, opening(key)))).toBe('file.key')
    expect(closeLater(openLogFile(path, opening(to))).head().seq).toBe(before.length + 2)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(existsSync(`${path}.rekey`)).toBe(false)
  })

  it('keeps its tables append-only and its version', () => {
    const { key, file } = makeFilled()
    const rekeyed = closeLater(rekeyLogFile(file, { from: key, to: newKey() }, said))
    expect(codeOf(() => rekeyed.lend((connection) => connection.exec('DELETE FROM events')))).toBe('SQLITE_CONSTRAINT_TRIGGER')
    expect(() => rekeyed.append({ facts: [{ type: 'case.unheard-of', body: {} } as never], ...byBoth })).toThrow()
  })

  it('shares no page with the old one: nothing of it opens with the old key', () => {
    const { path, key, file } = makeFilled()
    const before = readFileSync(path)
    rekeyLogFile(file, { from: key, to: newKey() }, said).close()
    const after = readFileSync(path)
    const pages = (bytes: Buffer) =>
      Array.from({ length: bytes.length / 4096 }, (_, page) => bytes.subarray(page * 4096, page * 4096 + 4096).toString('latin1'))
    const old = new Set(pages(before))
    expect(pages(after).filter((page) => old.has(page))).toEqual([])
    // Under the old file's salt and key not one page is intact.
    writeFileSync(path, Buffer.concat([before.subarray(0, 16), after.subarray(16)]))
    expect(codeOf(() => openLogFile(path, opening(key)))).toBe('file.key')
  })
})

describe('re-keying that fails', () => {
  it('leaves the file as it was where what says so is refused', () => {
    const { path, key, file } = makeFilled()
    const before = readFileSync(path)
    const refused = { ...said, facts: [concernDescribed('x'.repeat(200_000))] }
    expect(codeOf(() => rekeyLogFile(file, { from: key, to: newKey() }, refused))).toBe('event.refused')
    file.close()
    expect(readFileSync(path)).toEqual(before)
    expect(existsSync(`${path}.rekey`)).toBe(false)
    expect(closeLater(openLogFile(path, opening(key))).head().seq).toBe(2)
  })

  it('leaves the file as it was, and open, where the key given is not its own', () => {
    const { path, key, file } = makeFilled()
    expect(codeOf(() => rekeyLogFile(file, { from: newKey(), to: newKey() }, said))).toBe('file.damaged')
    expect(existsSync(`${path}.rekey`)).toBe(false)
    file.append({ facts: [concernDescribed('it goes on')], ...byBoth })
    file.close()
    expect(closeLater(openLogFile(path, opening(key))).head().seq).toBe(3)
  })

  it('leaves a copy behind when killed, which the next opening takes away', () => {
    const { path, key, file } = makeFilled()
    file.close()
    writeFileSync(join(dirname(path), 'INC-2026-0014.case.rekey'), readFileSync(path).subarray(0, 8_192))
    writeFileSync(join(dirname(path), 'INC-2026-0014.case.rekey-journal'), 'half')
    closeLater(openLogFile(path, opening(key)))
    expect(existsSync(`${path}.rekey`) || existsSync(`${path}.rekey-journal`)).toBe(false)
  })
})
