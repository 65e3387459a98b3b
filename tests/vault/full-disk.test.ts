// A full disk in the middle of a review: the Vault says so in a sentence, keeps everything it acknowledged, stays usable, and a halt still
// comes back after a restart even where it could not be written into the case.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from 'shared/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  drawNoise,
  exampleUrl,
  foundSchool,
  keepPicture,
  openReview,
  signInPair,
  startInvestigation,
  visitPage,
  type Investigation,
} from './investigation'

const canMount = process.platform === 'linux' && process.getuid?.() === 0

// Only root on Linux can make a disk of a few megabytes to be filled.
describe.runIf(canMount)('a disk that fills up', () => {
  let line: Investigation
  let small: string
  beforeAll(async () => {
    line = await startInvestigation((home) => {
      small = home
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', home])
    })
    await foundSchool(line)
    await signInPair(line)
    await openReview(line)
  })
  afterAll(() => {
    line.close()
    execFileSync('umount', ['-l', small])
    rmSync(small, { recursive: true, force: true })
  })

  it('is told in a sentence, loses nothing that was acknowledged, and goes on once there is room', async () => {
    const visitId = await visitPage(line)
    await keepPicture(line, visitId)
    const before = await line.ask('case.view', {})
    const { bavail, bsize } = statfsSync(small)
    mkdirSync(join(small, 'filler'), { recursive: true })
    writeFileSync(join(small, 'filler', 'all'), Buffer.alloc(bavail * bsize - 4_096))
    const refused = await keepPicture(line, visitId, exampleUrl, drawNoise).then(
      () => null,
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(CodedError)
    expect((refused as CodedError).code).toBe('disk.full')
    expect((refused as CodedError).message).not.toContain(small)
    const after = await line.ask('case.view', {})
    expect(after.state.exhibits).toEqual(before.state.exhibits)
    rmSync(join(small, 'filler'), { recursive: true })
    const receipt = await keepPicture(line, visitId, exampleUrl, drawNoise)
    expect(receipt.number).toBe(2)
    expect(await line.ask('log.verify', {})).toMatchObject({ ok: true })
  })

  it('cannot keep a halt from being in force', async () => {
    const { bavail, bsize } = statfsSync(small)
    writeFileSync(join(small, 'filling'), Buffer.alloc(Math.max(0, bavail * bsize - 4_096)))
    const act = {
      cause: 'button',
      categoryId: null,
      url: exampleUrl,
      visitId: null,
      haltedAt: new Date().toISOString(),
      blankAfterMs: 2,
    } as const
    await line.askAsDesk('halt.record', act).catch(() => undefined)
    rmSync(join(small, 'filling'))
    const page = await visitPage(line).then(
      () => 'opened',
      (error: unknown) => (error as CodedError).code,
    )
    expect(page).toBe('case.halted')
  })
})
