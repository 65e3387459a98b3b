// A log file as the rest of the Vault uses it: what is appended is there, exactly once, after closing and opening again.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { caseEventBodies } from 'shared/events'
import type { CaseEntry } from 'shared/events'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { openLogFile } from '../../../src-main/vault/case-file/log-file'
import { byBoth, caseOpened, concernDescribed, exhibitKept, first, logId, newBlob, randomBlob, second, signAs } from './sample-facts'
import { closeLater, codeOf, makeCase, makeFolder } from './sample-log'
import type { CaseLog } from './sample-log'

function reopen(path: string, key: Uint8Array): CaseLog {
  return closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
}

describe('appending', () => {
  it('returns the entries as they read after opening again', () => {
    const { file, path, key } = makeCase()
    const written = file.append({ facts: [concernDescribed('one'), concernDescribed('two')], ...byBoth })
    expectTypeOf(written).toEqualTypeOf<CaseEntry[]>()
    expect(written.map((entry) => entry.seq)).toEqual([2, 3])
    const head = file.head()
    file.close()
    const again = reopen(path, key)
    expect([...again.entries({ afterSeq: 1 })]).toEqual(written)
    expect(again.head()).toEqual(head)
    expect(head).toEqual({ seq: 3, hash: written[1]?.hash })
    expect(again.logId).toBe(logId)
  })

  it('writes what the schema made of a fact, so that reading it back needs no second opinion', () => {
    const { file } = makeCase()
    const [entry] = file.append({ facts: [concernDescribed('  spaced  ')], ...byBoth })
    expect(entry?.body).toMatchObject({ words: 'spaced' })
  })

  it('keeps half a character of a page as the replacement character', () => {
    const { file } = makeCase()
    const [entry] = file.append({ facts: [concernDescribed('\uD83D broken \uD83D\uDE00 whole')], ...byBoth })
    expect(entry?.body).toMatchObject({ words: '\uFFFD broken \uD83D\uDE00 whole' })
  })

  it.each([
    ['a field too many', { ...concernDescribed('x').body, colour: 'red' }, 'event.refused'],
    ['a field missing', { words: 'x' }, 'event.refused'],
    ['not a body at all', 'words', 'event.refused'],
  ])('refuses %s and writes nothing', (_, body, code) => {
    const { file } = makeCase()
    const fact = { type: 'concern.described', body } as unknown as ReturnType<typeof concernDescribed>
    expect(codeOf(() => file.append({ facts: [concernDescribed('good'), fact], ...byBoth }))).toBe(code)
    expect(file.head().seq).toBe(1)
  })

  it.each(['visit.dreamt', 'constructor', '__proto__'])('refuses an event that nobody defined: %s', (type) => {
    const { file } = makeCase()
    const fact = { type, body: {} } as unknown as ReturnType<typeof concernDescribed>
    expect(codeOf(() => file.append({ facts: [fact], ...byBoth }))).toBe('event.unknown')
  })

  it('writes neither blob nor event when signing fails', () => {
    const { file } = makeCase()
    const blob = randomBlob(3_000_000)
    const sign = (): never => {
      throw new Error('key gone')
    }
    expect(() => file.append({ facts: [exhibitKept(blob)], blobs: [blob], actors: byBoth.actors, sign })).toThrow('key gone')
    expect(file.head().seq).toBe(1)
    expect(file.hasBlob(blob.sha256)).toBe(false)
  })

  it.each([
    ['one of the two is missing', signAs([first]), 'signature.missing'],
    ['one signs twice', signAs([first, first, second]), 'signature.stranger'],
    ['nobody signs', () => [], 'signature.missing'],
  ])('refuses signatures where %s', (_, sign, code) => {
    const { file } = makeCase()
    expect(codeOf(() => file.append({ facts: [concernDescribed('x')], actors: byBoth.actors, sign }))).toBe(code)
    expect(file.head().seq).toBe(1)
  })

  it('refuses an entry of a case with nobody present', () => {
    const { file } = makeCase()
    expect(() => file.append({ facts: [concernDescribed('x')], actors: [], sign: () => [] })).toThrow('needs somebody present')
  })
})

describe('a command that is repeated', () => {
  it('is answered with what it wrote the first time', () => {
    const { file } = makeCase()
    const blob = randomBlob(2_500_000)
    const request = { facts: [exhibitKept(blob)], blobs: [blob], ...byBoth, commandId: 'capture-1' }
    const written = file.append(request)
    file.append({ facts: [concernDescribed('in between')], ...byBoth })
    expect(file.append(request)).toEqual(written)
    expect(file.entriesOfCommand('capture-1')).toEqual(written)
    expect(file.entriesOfCommand('capture-2')).toBeUndefined()
    expect(file.head().seq).toBe(3)
  })

  it('is refused where it asks for something else', () => {
    const { file } = makeCase()
    file.append({ facts: [concernDescribed('one')], ...byBoth, commandId: 'x' })
    expect(codeOf(() => file.append({ facts: [concernDescribed('two')], ...byBoth, commandId: 'x' }))).toBe('command.reused')
    expect(file.head().seq).toBe(2)
  })
})

describe('exhibits', () => {
  it.each([0, 1, 1024 * 1024, 1024 * 1024 + 1, 5_000_000])('of %i bytes come back as they were kept', (sizeBytes) => {
    const { file, path, key } = makeCase()
    const blob = randomBlob(sizeBytes)
    const fact = exhibitKept(blob)
    if (fact.type === 'exhibit.kept') fact.body.sizeBytes = Math.max(1, sizeBytes)
    file.append({ facts: [fact], blobs: [blob], ...byBoth })
    file.close()
    const again = reopen(path, key)
    expect(Buffer.compare(again.readBlob(blob.sha256), blob.bytes)).toBe(0)
    expect([...again.blobChunks(blob.sha256)].map((chunk) => chunk.length).every((length) => length <= 1024 * 1024)).toBe(true)
    expect([...again.blobs()].map(({ sha256, sizeBytes: kept, mimeType }) => ({ sha256, kept, mimeType }))).toContainEqual({
      sha256: blob.sha256,
      kept: sizeBytes,
      mimeType: 'image/png',
    })
  })

  it('are stored once, however often they are kept', () => {
    const { file, path } = makeCase()
    const blob = randomBlob(1_500_000)
    for (const number of [1, 2, 3]) file.append({ facts: [exhibitKept(blob, number)], blobs: [blob], ...byBoth })
    expect([...file.blobs()].filter(({ sha256 }) => sha256 === blob.sha256)).toHaveLength(1)
    expect(statSync(path).size).toBeLessThan(1_900_000)
  })

  it('are refused where the bytes are not those of the hash', () => {
    const { file } = makeCase()
    const blob = { ...randomBlob(1000), bytes: new Uint8Array(1000) }
    expect(codeOf(() => file.append({ facts: [exhibitKept(blob)], blobs: [blob], ...byBoth }))).toBe('blob.damaged')
  })

  it('must be there when a fact names them, and named when they are there', () => {
    const { file } = makeCase()
    const blob = randomBlob(1000)
    expect(codeOf(() => file.append({ facts: [exhibitKept(blob)], ...byBoth }))).toBe('blob.missing')
    expect(() => file.append({ facts: [concernDescribed('x')], blobs: [blob], ...byBoth })).toThrow('no fact names')
    expect(file.hasBlob(blob.sha256)).toBe(false)
    expect(codeOf(() => file.readBlob(blob.sha256))).toBe('blob.missing')
  })
})

describe('the file', () => {
  it('lets one program write, and one opening at a time', () => {
    const { file, path, key } = makeCase()
    expect(codeOf(() => reopen(path, key))).toBe('file.busy')
    file.close()
    file.close()
    expect(reopen(path, key).head().seq).toBe(1)
    expect(codeOf(() => file.head())).toBe('file.closed')
    expect(codeOf(() => [...file.entries()])).toBe('file.closed')
  })

  it('is one file when it is closed, and shows nothing of what is in it', () => {
    const folder = makeFolder()
    const { file, path } = makeCase(folder)
    const marker = 'MARKER-OF-A-PUPILS-NAME'
    const blob = newBlob(Buffer.from(marker.repeat(100_000)), 'image/png')
    file.append({ facts: [concernDescribed(marker), exhibitKept(blob)], blobs: [blob], ...byBoth })
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(marker)).toBe(false)
    file.close()
    expect(readdirSync(folder)).toEqual(['INC-2026-0014.case'])
    const bytes = readFileSync(path)
    expect(bytes.subarray(0, 16).toString('latin1')).not.toContain('SQLite format 3')
    expect(bytes.includes('CREATE TABLE')).toBe(false)
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  it('leaves the key as the caller gave it', () => {
    const { file, path, key } = makeCase()
    const before = Uint8Array.from(key)
    file.close()
    reopen(path, key)
    expect(key).toEqual(before)
  })

  it('iterates while it is written to, and in ranges', () => {
    const { file } = makeCase()
    for (let n = 0; n < 150; n += 1) file.append({ facts: [concernDescribed(`n${n}`)], ...byBoth })
    const seen: number[] = []
    for (const entry of file.entries({ afterSeq: 10, limit: 100 })) {
      seen.push(entry.seq)
      if (entry.seq === 20) file.append({ facts: [caseOpened()], ...byBoth })
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 11))
    expect([...file.entries({ afterSeq: 152 })]).toEqual([])
    expect([...file.entries({ limit: 0 })]).toEqual([])
  })

  it('is not made over another', () => {
    const folder = makeFolder()
    const { file, path } = makeCase(folder)
    file.close()
    const before = readFileSync(path)
    expect(codeOf(() => makeCase(folder))).toBe('file.exists')
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(existsSync(`${path}.new`)).toBe(false)
  })
})
