// Killed without warning at any moment, in the middle of a transaction or between two: what was acknowledged is there, what
// is there is whole, and the file goes on from there.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { caseEventBodies } from 'shared/events'
import { expect, it } from 'vitest'
import { hashBytes } from '../../src-main/vault/case-file/blob-rows'
import { openLogFile } from '../../src-main/vault/case-file/log-file'
import { verifyLog } from '../../src-main/vault/case-file/verify'
import { verifyEvent } from '../../src-main/vault/keys/log-signature'
import { closeLater, codeOf, makeCase, makeFolder } from '../vault/case-file/sample-log'
import { buildWritingProcess, startWriting } from './start-writing'

const rounds = Number(process.env['INCIDENT_ROOM_CRASH_ROUNDS'] ?? 30)
/** A file that has grown beyond this is followed by a new one, so that checking it stays quick. */
const largestFileBytes = 20_000_000

const wrongKey = new Uint8Array(32).fill(1)

buildWritingProcess()

it(`loses nothing acknowledged in ${rounds} kills`, { timeout: 30_000 + rounds * 5_000 }, async () => {
  let { path, key, file } = makeCase()
  file.close()
  let acknowledged = 0
  let brokenOff = 0
  for (let round = 0; round < rounds; round += 1) {
    if (statSync(path).size > largestFileBytes) {
      ;({ path, key, file } = makeCase())
      file.close()
    }
    const writing = startWriting('append', path, key)
    await writing.atWork
    await setTimeout(Math.random() * 150)
    writing.kill()
    const told = await writing.ended
    const lines = told.map((line) => /^(\d+) ([0-9a-f]{64})$/.exec(line)).filter((line) => line !== null)
    const [, lastCommand = '', facts] = told.map((line) => /^ask (\S+) (\d)$/.exec(line)).findLast((line) => line !== null) ?? []
    if (isHot(`${path}-journal`)) brokenOff += 1

    // SQLite itself would play a broken-off journal back with whatever key it is given.
    const leftBehind = readAll(dirname(path))
    expect(codeOf(() => openLogFile(path, { key: wrongKey, kind: 'case', bodies: caseEventBodies }))).toBe('file.key')
    expect(readAll(dirname(path))).toEqual(leftBehind)

    file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
    const hashes = new Map([...file.entries()].map((entry) => [entry.seq, entry.hash]))
    for (const [, seq, hash] of lines) expect(hashes.get(Number(seq))).toBe(hash)
    expect(await verifyLog(file, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: hashes.size })
    // What it was at when it was killed was done whole or not at all, and a retry would be told which.
    expect([undefined, Number(facts)]).toContain(file.entriesOfCommand(lastCommand)?.length)
    expect(lines.length).toBeGreaterThan(0)
    acknowledged += lines.length
    file.close()
    expect(readdirSync(dirname(path))).toEqual(['INC-2026-0014.case'])
  }
  expect(acknowledged).toBeGreaterThanOrEqual(rounds)
  // Kills that only ever came between two transactions would prove nothing.
  expect(brokenOff).toBeGreaterThanOrEqual(Math.floor(rounds / 30))
})

it('another process is kept out while one writes, and does it no harm', async () => {
  const { path, key, file } = makeCase()
  file.close()
  const writing = startWriting('append', path, key)
  await writing.atWork
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(codeOf(() => openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))).toBe('file.busy')
  }
  writing.kill()
  await writing.ended
  const again = closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
  expect(await verifyLog(again, { verifySignature: verifyEvent })).toMatchObject({ ok: true })
})

function readAll(folder: string): string[] {
  return readdirSync(folder).map((name) => `${name} ${hashBytes(readFileSync(join(folder, name)))}`)
}

/** A journal that still has its header has a transaction to undo; SQLite spends it by zeroing the header. */
function isHot(journal: string): boolean {
  return existsSync(journal) && (readFileSync(journal)[0] ?? 0) !== 0
}

it('a case that was being made is there whole, or not at all', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 10; round += 1) {
    const path = `${makeFolder()}/INC-2026-0014.case`
    const key = new Uint8Array(32).fill(round)
    const writing = startWriting('create', path, key)
    await writing.atWork
    await setTimeout(Math.random() * 40)
    writing.kill()
    await writing.ended
    if (existsSync(path)) {
      const file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
      expect(await verifyLog(file, { verifySignature: verifyEvent })).toMatchObject({ ok: true })
      expect(file.head().seq).toBeLessThanOrEqual(1)
      file.close()
    } else {
      // Nor does what is left of the attempt stand in the way of the next.
      const { file } = makeCase(dirname(path))
      expect(file.head().seq).toBe(1)
    }
  }
})
