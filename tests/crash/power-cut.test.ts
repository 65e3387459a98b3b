// The power goes at any moment of a working day: what had not been flushed is lost in part, reordered and torn, and what had been
// acknowledged is there all the same.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { caseEventBodies } from 'shared/events'
import { expect, it } from 'vitest'
import { openLogFile } from '../../src-main/vault/case-file/log-file'
import { verifyLog } from '../../src-main/vault/case-file/verify'
import { verifyEvent } from '../../src-main/vault/keys/log-signature'
import { makeCase, makeFolder } from '../vault/case-file/sample-log'
import { cutPower, readTrace, straceArguments } from './disk-trace'
import type { Disk, DiskCall } from './disk-trace'
import { buildWritingProcess, startWriting } from './start-writing'

const rounds = Number(process.env['INCIDENT_ROOM_CRASH_ROUNDS'] ?? 30)
/** How many outcomes are tried of each moment. */
const outcomes = 3

buildWritingProcess()

/** strace is the only way to see a process's calls without changing it; not every system lets it. */
function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The same numbers for the same seed (Mulberry32), so that what fails can be run again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Day {
  readonly key: Uint8Array
  readonly name: string
  readonly before: Disk
  readonly calls: readonly DiskCall[]
}

/** A working day on a file of its own, with everything that it asked of the disk. */
async function liveADay(): Promise<Day> {
  const { path, key, file } = makeCase()
  file.close()
  const before: Disk = new Map([[basename(path), readFileSync(path)]])
  const trace = join(makeFolder(), 'trace')
  await startWriting('append-some', path, key, ['strace', ...straceArguments, '-o', trace]).ended
  return { key, name: basename(path), before, calls: readTrace(readFileSync(trace, 'latin1'), dirname(path)) }
}

/** What was acknowledged by then: `seq hash`, one a line. */
const acknowledgedIn = (calls: readonly DiskCall[]): string[] =>
  calls.flatMap((call) => (call.kind === 'said' ? call.text.split('\n').filter((line) => /^\d+ [0-9a-f]{64}$/.test(line)) : []))

/** Puts a disk into a folder and opens the case on it; answers what is acknowledged and not there, or what else is wrong. */
async function openAfter(disk: Disk, { key, name }: Day, acknowledged: readonly string[]): Promise<string[]> {
  const folder = join(makeFolder(), 'disk')
  mkdirSync(folder)
  for (const [file, bytes] of disk) writeFileSync(join(folder, file), bytes)
  const opened = openLogFile(join(folder, name), { key, kind: 'case', bodies: caseEventBodies })
  try {
    const verdict = await verifyLog(opened, { verifySignature: verifyEvent })
    if (!verdict.ok) return [verdict.sentence]
    const there = new Set([...opened.entries()].map(({ seq, hash }) => `${seq} ${hash}`))
    return acknowledged.filter((line) => !there.has(line))
  } finally {
    opened.close()
  }
}

it(`loses nothing acknowledged in ${rounds * outcomes} power cuts`, { timeout: 60_000 + rounds * 10_000 }, async (test) => {
  if (!canTrace()) return test.skip('needs strace, and leave to use it')
  const day = await liveADay()
  expect(acknowledgedIn(day.calls)).toHaveLength(24)
  const flushes = day.calls.filter((call) => call.kind === 'flush').length
  expect(flushes).toBeGreaterThan(24 * 3)
  for (let round = 0; round < rounds * outcomes; round += 1) {
    const chance = seeded(round)
    const lived = day.calls.slice(0, Math.floor(chance() * (day.calls.length + 1)))
    const lost = await openAfter(cutPower(day.before, lived, chance), day, acknowledgedIn(lived))
    expect(lost, `round ${round}, after call ${lived.length}`).toEqual([])
  }
})

it('would notice a program that acknowledges before it has flushed', { timeout: 60_000 }, async (test) => {
  if (!canTrace()) return test.skip('needs strace, and leave to use it')
  const day = await liveADay()
  const careless = { ...day, calls: day.calls.filter((call) => call.kind !== 'flush') }
  const findings: string[] = []
  for (let round = 0; round < 20; round += 1) {
    try {
      findings.push(
        ...(await openAfter(cutPower(careless.before, careless.calls, seeded(round)), careless, acknowledgedIn(careless.calls))),
      )
    } catch (error) {
      findings.push(String(error))
    }
  }
  expect(findings).not.toEqual([])
})
