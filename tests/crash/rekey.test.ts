// Killed at any moment of re-keying: the file is whole, under the key before or the key after, and says which entries it has.
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { caseEventBodies } from 'shared/events'
import { expect, it } from 'vitest'
import { openLogFile } from '../../src-main/vault/case-file/log-file'
import { verifyLog } from '../../src-main/vault/case-file/verify'
import { verifyEvent } from '../../src-main/vault/keys/log-signature'
import { byBoth, exhibitKept, randomBlob } from '../vault/case-file/sample-facts'
import { codeOf, makeCase } from '../vault/case-file/sample-log'
import { buildWritingProcess, startWriting } from './start-writing'

const rounds = Number(process.env['INCIDENT_ROOM_CRASH_ROUNDS'] ?? 20)

buildWritingProcess()

it(`is whole under one of two keys after each of ${rounds} kills`, { timeout: 30_000 + rounds * 5_000 }, async () => {
  const made = makeCase()
  const { path } = made
  const blob = randomBlob(3_000_000)
  made.file.append({ facts: [exhibitKept(blob, 1)], blobs: [blob], ...byBoth })
  made.file.close()
  let key = made.key
  let entries = 2
  let copies = 0
  const outcomes = { before: 0, after: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const writing = startWriting('rekey', path, key)
    await writing.atWork
    await setTimeout(Math.random() * 250)
    writing.kill()
    const told = await writing.ended
    expect(told.filter((line) => line.startsWith('stopped'))).toEqual([])
    const [asked = '', done = ''] = ['ask', 'done'].map((word) =>
      told.findLast((line) => line.startsWith(`${word} `))?.slice(word.length + 1),
    )
    copies += readdirSync(dirname(path)).some((name) => name.includes('.rekey')) ? 1 : 0
    const acknowledged = Buffer.from(done, 'hex')
    entries += told.filter((line) => line.startsWith('done')).length
    if (
      asked !== done &&
      codeOf(() => openLogFile(path, { key: acknowledged, kind: 'case', bodies: caseEventBodies }).close()) === 'file.key'
    ) {
      key = Buffer.from(asked, 'hex')
      entries += 1
      outcomes.after += 1
    } else {
      key = acknowledged
      outcomes.before += 1
    }
    const file = openLogFile(path, { key, kind: 'case', bodies: caseEventBodies })
    expect(await verifyLog(file, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries })
    file.close()
    expect(readdirSync(dirname(path))).toEqual(['INC-2026-0014.case'])
  }
  expect(outcomes.before + outcomes.after).toBe(rounds)
  // Kills that never met a copy in the making would prove nothing.
  expect(copies).toBeGreaterThanOrEqual(Math.floor(rounds / 4))
})
