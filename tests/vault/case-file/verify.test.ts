// Verifying a whole file, against somebody who has the file's key and any SQLite tool: each change is found and named.
import { readFileSync, writeFileSync } from 'node:fs'
import type { SealedEvent } from 'shared/events'
import { caseEventBodies } from 'shared/events'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../src-main/vault/case-file/connection'
import type { Connection } from '../../../src-main/vault/case-file/connection'
import { openLogFile } from '../../../src-main/vault/case-file/log-file'
import { sealEvent } from '../../../src-main/vault/case-file/seal'
import { verifyLog } from '../../../src-main/vault/case-file/verify'
import type { LogVerdict } from '../../../src-main/vault/case-file/verify'
import { verifyEvent, verifyEventLater } from '../../../src-main/vault/keys/log-signature'
import { both, byBoth, concernDescribed, exhibitKept, randomBlob, signAs } from './sample-facts'
import { closeLater, makeCase } from './sample-log'
import type { CaseLog } from './sample-log'

const blob = randomBlob(2_500_000)

/** Entries 1 (opened, with the policy pack), 2 and 3 (concerns), 4 (exhibit), 5 (concern). */
function makeSample(): { path: string; key: Uint8Array; file: CaseLog } {
  const sample = makeCase()
  sample.file.append({ facts: [concernDescribed('two'), concernDescribed('three')], ...byBoth, commandId: 'both' })
  sample.file.append({ facts: [exhibitKept(blob)], blobs: [blob], ...byBoth, commandId: 'capture' })
  sample.file.append({ facts: [concernDescribed('five')], ...byBoth })
  return sample
}

/** Changes a closed file behind the log's back, and verifies it. */
async function verifyAfter(tamper: (connection: Connection) => void): Promise<LogVerdict> {
  const { path, key, file } = makeSample()
  file.close()
  const connection = connect(path, key)
  const triggers = connection.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all()
  for (const { name } of triggers) connection.exec(`DROP TRIGGER ${name}`)
  connection.pragma('foreign_keys = OFF')
  tamper(connection)
  connection.close()
  return verify(closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })))
}

/** Both ways of checking signatures find the same. */
async function verify(file: CaseLog): Promise<LogVerdict> {
  const verdict = await verifyLog(file, { verifySignature: verifyEvent })
  expect(await verifyLog(file, { verifySignature: verifyEvent, verifySignatureLater: verifyEventLater })).toEqual(verdict)
  return verdict
}

describe('a sound file', () => {
  it('is found sound, and told how much was checked', async () => {
    const { file } = makeSample()
    const told: number[] = []
    const verdict = await verifyLog(file, { verifySignature: verifyEvent, onProgress: (fraction) => told.push(fraction) })
    expect(verdict).toEqual({ ok: true, entries: 5, blobs: 2, head: file.head(), clock: [] })
    expect(told.at(-1)).toBe(1)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  })

  it('may grow while it is checked', async () => {
    const { file } = makeSample()
    const late = randomBlob(1_200_000)
    let grown = false
    const onProgress = (): void => {
      if (!grown) file.append({ facts: [exhibitKept(late, 2)], blobs: [late], ...byBoth })
      grown = true
    }
    expect(await verifyLog(file, { verifySignature: verifyEvent, onProgress })).toMatchObject({ ok: true, entries: 6, blobs: 3 })
  })

  it('can be left unchecked half-way', async () => {
    const { file } = makeSample()
    const stop = new AbortController()
    const onProgress = (): void => {
      stop.abort(new Error('cancelled'))
    }
    await expect(verifyLog(file, { verifySignature: verifyEvent, onProgress, signal: stop.signal })).rejects.toThrow('cancelled')
    expect(await verify(file)).toMatchObject({ ok: true })
  })
})

it('tells a wrong signature before what is wrong after it, whichever is noticed first', async () => {
  const verdict = await verifyAfter((connection) => {
    connection.exec(`UPDATE events SET signatures = (SELECT signatures FROM events WHERE seq = 3) WHERE seq = 2`)
    connection.exec(`UPDATE events SET text = 'x' WHERE seq = 4`)
  })
  expect(verdict).toMatchObject({ ok: false, code: 'signature.wrong', at: { seq: 2 } })
})

describe('append-only', () => {
  it.each([
    `UPDATE events SET text = 'x' WHERE seq = 2`,
    `DELETE FROM events WHERE seq = 5`,
    `INSERT OR REPLACE INTO events (seq, text, hash, signatures) VALUES (5, 'x', '${'0'.repeat(64)}', '[]')`,
    `INSERT INTO events (seq, text, hash, signatures) VALUES (9, 'x', '${'0'.repeat(64)}', '[]')`,
    `UPDATE blobs SET size_bytes = 1`,
    `DELETE FROM blobs`,
    `INSERT OR REPLACE INTO blobs (blob_id, sha256, mime_type, size_bytes, parts) VALUES (1, '${'0'.repeat(64)}', 'x', 1, 1)`,
    `UPDATE blob_parts SET bytes = x'00'`,
    `DELETE FROM blob_parts`,
    `INSERT OR REPLACE INTO blob_parts (blob_id, part, bytes) VALUES (2, 0, x'00')`,
    `UPDATE commands SET digest = '${'0'.repeat(64)}'`,
    `INSERT OR REPLACE INTO commands (command_id, digest, first_seq, last_seq) VALUES ('both', '${'0'.repeat(64)}', 1, 1)`,
    `DELETE FROM log`,
    `UPDATE log SET log_id = '${'0'.repeat(32)}'`,
  ])('the file itself refuses %s', (sql) => {
    const { path, key, file } = makeSample()
    file.close()
    const connection = closeLater(connect(path, key))
    expect(() => connection.exec(sql)).toThrow('append-only')
  })
})

describe('tampering with the key in hand', () => {
  const changes: readonly (readonly [what: string, tamper: (connection: Connection) => void, code: string, at: object])[] = [
    ['a word of an entry', run(`UPDATE events SET text = replace(text, 'three', 'threat') WHERE seq = 3`), 'event.damaged', { seq: 3 }],
    ['the last entry’s signatures', run(`UPDATE events SET signatures = '[]' WHERE seq = 5`), 'signature.missing', { seq: 5 }],
    ['signatures that are no JSON', run(`UPDATE events SET signatures = 'x' WHERE seq = 2`), 'event.damaged', { seq: 2 }],
    ['an entry taken out', run(`DELETE FROM events WHERE seq = 2`), 'chain.gap', { seq: 2 }],
    ['the log’s name', run(`UPDATE log SET log_id = '${'1'.repeat(32)}'`), 'chain.foreign', { seq: 1 }],
    ['an entry rewritten, hashed and signed anew by both', rewriteThird, 'chain.broken', { seq: 4 }],
    [
      'a byte of an exhibit',
      run(`UPDATE blob_parts SET bytes = zeroblob(length(bytes)) WHERE blob_id = 2 AND part = 1`),
      'blob.damaged',
      { seq: 4, blob: blob.sha256 },
    ],
    ['an exhibit shortened', run(`DELETE FROM blob_parts WHERE blob_id = 2 AND part = 2`), 'file.damaged', {}],
    [
      'an exhibit shortened and the count made to fit',
      run(`DELETE FROM blob_parts WHERE blob_id = 2 AND part = 2; UPDATE blobs SET parts = 2 WHERE blob_id = 2`),
      'blob.damaged',
      { seq: 4, blob: blob.sha256 },
    ],
    [
      'an exhibit’s size',
      run(`UPDATE blobs SET size_bytes = size_bytes + 1 WHERE blob_id = 2`),
      'blob.damaged',
      { seq: 4, blob: blob.sha256 },
    ],
    [
      'an exhibit taken out',
      run(`DELETE FROM blob_parts WHERE blob_id = 2; DELETE FROM blobs WHERE blob_id = 2`),
      'blob.missing',
      { seq: 4, blob: blob.sha256 },
    ],
    [
      'something slipped in that no entry names',
      run(`INSERT INTO blobs (sha256, mime_type, size_bytes, parts) VALUES ('${'0'.repeat(64)}', 'x', 0, 0)`),
      'blob.unnamed',
      { blob: '0'.repeat(64) },
    ],
    ['rows that belong to nothing', run(`INSERT INTO blob_parts (blob_id, part, bytes) VALUES (99, 0, x'00')`), 'file.damaged', {}],
    ['the end of the log, with its commands left', run(`DELETE FROM events WHERE seq > 2`), 'file.damaged', {}],
  ]

  it.each(changes)('%s is found', async (_, tamper, code, at) => {
    const verdict = await verifyAfter(tamper)
    expect(verdict).toMatchObject({ ok: false, code })
    expect(!verdict.ok && verdict.at).toEqual(at)
  })

  it('is refused when read, not only when verified', () => {
    const { path, key, file } = makeSample()
    file.close()
    const connection = connect(path, key)
    connection.exec(
      `DROP TRIGGER blob_parts_no_update; UPDATE blob_parts SET bytes = zeroblob(length(bytes)) WHERE blob_id = 2 AND part = 2`,
    )
    connection.exec(`DROP TRIGGER events_no_update; UPDATE events SET text = replace(text, 'three', 'threat') WHERE seq = 3`)
    connection.close()
    const again = closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
    expect(() => again.readBlob(blob.sha256)).toThrow(expect.objectContaining({ code: 'blob.damaged' }) as Error)
    expect(() => [...again.entries()]).toThrow(expect.objectContaining({ code: 'event.damaged', at: { seq: 3 } }) as Error)
  })

  function run(sql: string): (connection: Connection) => void {
    return (connection) => connection.exec(sql)
  }

  function rewriteThird(connection: Connection): void {
    const row = connection.prepare<[], { text: string }>('SELECT text FROM events WHERE seq = 3').get()
    const event = JSON.parse((row?.text ?? '').replace('three', 'harmless')) as SealedEvent
    const { text, hash } = sealEvent(event, caseEventBodies)
    connection
      .prepare<[string, string, string]>('UPDATE events SET text = ?, hash = ?, signatures = ? WHERE seq = 3')
      .run(text, hash, JSON.stringify(signAs(both)(hash)))
  }
})

describe('damage', () => {
  it('names the page, also while the file is open', async () => {
    const { path, file } = makeSample()
    expect(await verify(file)).toMatchObject({ ok: true })
    const bytes = readFileSync(path)
    const page = 400
    bytes[(page - 1) * 4096 + 77] = (bytes[(page - 1) * 4096 + 77] ?? 0) ^ 0x20
    writeFileSync(path, bytes)
    const verdict = await verify(file)
    expect(verdict).toMatchObject({ ok: false, code: 'file.damaged', at: { page } })
    expect(!verdict.ok && verdict.sentence).toContain('Page 400 ')
  })
})
