// Single bits flipped anywhere in a case file: each is found, by opening or by verifying, and what can still be read is true.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { CodedError } from 'shared/errors'
import { caseEventBodies } from 'shared/events'
import { expect, it } from 'vitest'
import { openLogFile } from '../../../src-main/vault/case-file/log-file'
import { verifyLog } from '../../../src-main/vault/case-file/verify'
import { verifyEvent } from '../../../src-main/vault/keys/log-signature'
import { byBoth, concernDescribed, exhibitKept, randomBlob } from './sample-facts'
import { makeCase, makeFolder } from './sample-log'
import type { CaseLog } from './sample-log'

const flips = Number(process.env['INCIDENT_ROOM_BIT_FLIPS'] ?? 100)

it(`each of ${flips} flipped bits is found`, { timeout: 60_000 + flips * 100 }, async () => {
  const { file, path, key } = makeCase()
  for (let n = 0; n < 40; n += 1) file.append({ facts: [concernDescribed(`concern ${n}`)], ...byBoth, commandId: `command-${n}` })
  const blobs = [randomBlob(300_000), randomBlob(700_000), randomBlob(10)]
  for (const [index, blob] of blobs.entries()) file.append({ facts: [exhibitKept(blob, index + 1)], blobs: [blob], ...byBoth })
  const truth = readWhatCanBeRead(file)
  file.close()
  const sound = readFileSync(path)
  const damagedPath = join(makeFolder(), 'damaged.case')

  async function check(bit: number): Promise<string> {
    const bytes = Buffer.from(sound)
    const at = Math.floor(bit / 8)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8))
    writeFileSync(damagedPath, bytes)
    let damaged: CaseLog
    try {
      damaged = openLogFile(damagedPath, { key, kind: 'case', bodies: caseEventBodies })
    } catch (error) {
      return requireCoded(error)
    }
    try {
      for (const [name, content] of readWhatCanBeRead(damaged)) expect(content).toBe(truth.get(name))
      const verdict = await verifyLog(damaged, { verifySignature: verifyEvent })
      expect(verdict).toMatchObject({ ok: false, at: { page: Math.floor(at / 4096) + 1 } })
      return verdict.ok ? 'not found' : verdict.code
    } finally {
      damaged.close()
    }
  }

  // The places where a file's meaning begins, and anywhere at all.
  for (const bit of [0, 127, 128, 16 * 8, 100 * 8, 4016 * 8, 4095 * 8 + 7, 4096 * 8, sound.length * 8 - 1]) {
    expect(await check(bit)).toMatch(/^file\.(damaged|key)$/)
  }
  await fc.assert(
    fc.asyncProperty(fc.nat(sound.length * 8 - 1), async (bit) => {
      expect(await check(bit)).toMatch(/^file\.(damaged|key)$/)
    }),
    { numRuns: flips },
  )
})

/** Every entry and exhibit that reads without being refused. */
function readWhatCanBeRead(file: CaseLog): Map<string, string> {
  const read = new Map<string, string>()
  attempt(() => {
    for (const entry of file.entries()) read.set(`entry ${entry.seq}`, JSON.stringify(entry))
  })
  attempt(() => {
    for (const { sha256 } of file.blobs()) attempt(() => read.set(sha256, Buffer.from(file.readBlob(sha256)).toString('base64')))
  })
  return read
}

function attempt(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    requireCoded(error)
  }
}

function requireCoded(error: unknown): string {
  expect(error).toBeInstanceOf(CodedError)
  return error instanceof CodedError ? error.code : ''
}
