// A disk that is full, or that refuses: each append is on the disk whole or not at all, the reason is told, and the same open
// file goes on once there is room.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseEventBodies } from 'shared/events'
import { afterEach, expect, it } from 'vitest'
import { openLogFile } from '../../src-main/vault/case-file/log-file'
import { verifyLog } from '../../src-main/vault/case-file/verify'
import { verifyEvent } from '../../src-main/vault/keys/log-signature'
import { byBoth, concernDescribed, exhibitKept, randomBlob } from '../vault/case-file/sample-facts'
import { closeLater, codeOf, makeCase, makeFolder } from '../vault/case-file/sample-log'
import { buildWritingProcess, startWriting } from './start-writing'

buildWritingProcess()

const mounted: string[] = []
afterEach(() => {
  for (const folder of mounted.splice(0)) execFileSync('umount', ['--lazy', folder])
})

/** A file system of its own, of `sizeBytes`; undefined where this account may not mount one. */
function mountSmallDisk(sizeBytes: number): string | undefined {
  const folder = join(makeFolder(), 'disk')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}`, 'incident-room-test', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  mounted.push(folder)
  return folder
}

const freeBytes = (folder: string): number => statfsSync(folder).bavail * statfsSync(folder).bsize

it('a full disk is told as that, loses nothing, and goes on once there is room', async (test) => {
  const disk = mountSmallDisk(8 * 1024 * 1024)
  if (disk === undefined) return test.skip('mounting a small disk needs root')
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(1024 * 1024))
  const { file, path, key } = makeCase(disk)

  let number = 0
  let code: string | undefined
  while (code === undefined) {
    number += 1
    const blob = randomBlob(700_000)
    code = codeOf(() => file.append({ facts: [exhibitKept(blob, number)], blobs: [blob], ...byBoth, commandId: `capture-${number}` }))
  }
  expect(code).toBe('disk.full')
  expect(number).toBeGreaterThan(5)
  expect(file.head().seq).toBe(number)
  expect(file.entriesOfCommand(`capture-${number}`)).toBeUndefined()
  expect(await verifyLog(file, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: number })

  // To the last byte: now not even a few words go in.
  writeFileSync(join(disk, 'more-ballast'), Buffer.alloc(freeBytes(disk)))
  let small = 0
  while (codeOf(() => file.append({ facts: [concernDescribed('w'.repeat(3_000))], ...byBoth })) === undefined) small += 1
  expect(codeOf(() => file.append({ facts: [concernDescribed('w'.repeat(3_000))], ...byBoth }))).toBe('disk.full')
  expect(file.head().seq).toBe(number + small)
  expect(await verifyLog(file, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: number + small })

  rmSync(ballast)
  file.append({ facts: [concernDescribed('there is room again')], ...byBoth })
  file.close()
  const again = closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
  expect(await verifyLog(again, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: number + small + 1 })
})

it('a disk with room for ever one page more: each append is whole or nothing, at whichever write the room ends', async (test) => {
  const disk = mountSmallDisk(4 * 1024 * 1024)
  if (disk === undefined) return test.skip('mounting a small disk needs root')
  const { file } = makeCase(disk)
  const ballast = join(disk, 'ballast')
  let expected = file.head().seq
  const outcomes: string[] = []
  // An append of this size writes about 30 pages to the journal and the file: the room ends at each of them in turn.
  for (let pages = 0; pages < 40; pages += 1) {
    rmSync(ballast, { force: true })
    writeFileSync(ballast, Buffer.alloc(Math.max(0, freeBytes(disk) - pages * 4096)))
    const blob = randomBlob(60_000)
    const code = codeOf(() =>
      file.append({ facts: [concernDescribed('w'.repeat(9_000)), exhibitKept(blob, pages + 1)], blobs: [blob], ...byBoth }),
    )
    if (code === undefined) expected += 2
    outcomes.push(code ?? 'written')
    expect(await verifyLog(file, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: expected })
  }
  expect(new Set(outcomes)).toEqual(new Set(['disk.full', 'written']))
  expect(outcomes.indexOf('written')).toBeGreaterThan(10)
})

it('a case cannot be made on a full disk, and can be once there is room', (test) => {
  const disk = mountSmallDisk(1024 * 1024)
  if (disk === undefined) return test.skip('mounting a small disk needs root')
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(freeBytes(disk) - 20_000))
  expect(codeOf(() => makeCase(disk))).toBe('disk.full')
  rmSync(ballast)
  expect(makeCase(disk).file.head().seq).toBe(1)
})

// prlimit is Linux's; elsewhere nothing limits the files of one process alone.
it.skipIf(process.platform !== 'linux')('a disk that refuses to write on loses nothing', { timeout: 30_000 }, async () => {
  const { file, path, key } = makeCase()
  file.close()
  const lines = await startWriting('append', path, key, ['prlimit', '--fsize=6000000']).ended
  expect(lines.at(-1)).toBe('stopped disk.failed')
  const again = closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
  const hashes = new Map([...again.entries()].map((entry) => [`${entry.seq} ${entry.hash}`, entry]))
  const acknowledged = lines.filter((line) => /^\d/.test(line))
  for (const line of acknowledged) expect(hashes.has(line)).toBe(true)
  expect(await verifyLog(again, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: acknowledged.length + 1 })
})
