import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { coded } from 'shared/errors'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { makeSeed, PassphraseTries, waitAfter, type FailedTry } from '../../../src-main/vault/keys/passphrase-tries'
import { codeOf, makePersonId } from './school'

const folder = mkdtempSync(join(tmpdir(), 'tries-'))
const path = join(folder, 'tries.json')
const [ann, ben] = [makePersonId(), makePersonId()]
const watch = { watchId: 'ab'.repeat(16), seed: makeSeed() }
let nowMs = Date.parse('2026-11-23T08:00:00.000Z')
const start = () => new PassphraseTries(path, () => new Date(nowMs))
const wrong = () => Promise.reject(coded('passphrase.wrong', 'Wrong.'))
const right = () => Promise.resolve('opened')

beforeEach(() => {
  rmSync(path, { force: true })
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('wrong passphrases', () => {
  it('cost nothing three times, then 5 seconds, doubling up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 10, 11, 100].map((failed) => waitAfter(failed) / 1_000)).toEqual([0, 0, 0, 5, 10, 20, 640, 900, 900])
  })

  it('make the next try wait, the right one too, for exactly that long, also after a restart', async () => {
    for (let failed = 1; failed <= 12; failed += 1) {
      expect(await codeOf(() => start().attempt(ann, 'Ann', wrong))).toBe('passphrase.wrong')
      const waitMs = waitAfter(failed)
      if (waitMs === 0) continue
      nowMs += waitMs - 1
      expect(await codeOf(() => start().attempt(ann, 'Ann', right))).toBe('passphrase.wait')
      expect(await start().attempt(ben, 'Ben', right)).toBe('opened')
      nowMs += 1
    }
    expect(await start().attempt(ann, 'Ann', right)).toBe('opened')
  })

  it('do not pile up where many are tried at once', async () => {
    let tried = 0
    const tries = start()
    const all = await Promise.all(
      Array.from({ length: 40 }, () =>
        codeOf(() =>
          tries.attempt(ann, 'Ann', () => {
            tried += 1
            return wrong()
          }),
        ),
      ),
    )
    expect(tried).toBe(3)
    expect(all.filter((code) => code === 'passphrase.wait')).toHaveLength(37)
  })

  it('count before they are tried: a program that is killed in between has tried', async () => {
    void start().attempt(ann, 'Ann', () => new Promise(() => undefined))
    await expect.poll(async () => (await start().read([])).failures).toHaveLength(1)
  })

  it('are nobody’s where the keys are damaged or the passphrase was right', async () => {
    expect(await codeOf(() => start().attempt(ann, 'Ann', () => Promise.reject(coded('sealed.damaged', 'Damaged.'))))).toBe(
      'sealed.damaged',
    )
    await start().attempt(ann, 'Ann', right)
    expect((await start().read([])).failures).toEqual([])
  })

  it('make nobody wait longer than the wait where the clock was set back', async () => {
    for (let failed = 0; failed < 3; failed += 1) await codeOf(() => start().attempt(ann, 'Ann', wrong))
    nowMs -= 24 * 3_600_000
    await expect(start().attempt(ann, 'Ann', right)).rejects.toThrow('Wait 5 seconds')
    nowMs += 24 * 3_600_000 + 5_000
  })

  it('of one person are not forgiven by another’s signing in', async () => {
    for (let failed = 0; failed < 3; failed += 1) await codeOf(() => start().attempt(ann, 'Ann', wrong))
    await start().renew(watch, [ben])
    expect(await codeOf(() => start().attempt(ann, 'Ann', right))).toBe('passphrase.wait')
    await start().renew(watch, [ann])
    expect(await start().attempt(ann, 'Ann', right)).toBe('opened')
  })

  it('cannot be tried where they cannot be counted', async () => {
    const nowhere = new PassphraseTries(join(folder, 'absent', 'tries.json'), () => new Date(nowMs))
    let tried = false
    const act = () =>
      nowhere.attempt(ann, 'Ann', () => {
        tried = true
        return right()
      })
    expect(await codeOf(act)).toBe('tries.unwritten')
    expect(tried).toBe(false)
  })
})

describe('the file of tries', () => {
  const fill = async (failures: number) => {
    await start().renew(watch, [ann, ben])
    for (let failed = 0; failed < failures; failed += 1) {
      await codeOf(() => start().attempt(failed % 2 ? ann : ben, 'One', wrong))
      nowMs += 3_600_000
    }
  }

  it('is whole for whoever holds its seed, with everything that happened', async () => {
    await fill(7)
    const { failures, found } = await start().read([watch])
    expect(found).toBe('whole')
    expect(failures).toHaveLength(7)
    expect((await start().read([{ ...watch, watchId: 'cd'.repeat(16) }, watch])).found).toBe('whole')
  })

  it('is missed where it was removed, or is not one', async () => {
    expect((await start().read([watch])).found).toBe('missing')
    expect((await start().read([])).found).toBe('whole')
    writeFileSync(path, '{ half')
    expect((await start().read([watch])).found).toBe('missing')
  })

  it('shows any entry taken out, added or changed by somebody who holds the file but not the seed', async () => {
    await fill(6)
    const whole = JSON.parse(readFileSync(path, 'utf8')) as { failures: FailedTry[] }
    const entry = fc.record({ personId: fc.constantFrom(ann, ben), at: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()) })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...whole.failures), entry), { maxLength: 7 }), async (failures) => {
        fc.pre(JSON.stringify(failures) !== JSON.stringify(whole.failures))
        writeFileSync(path, JSON.stringify({ ...whole, failures }))
        expect((await start().read([watch])).found).not.toBe('whole')
      }),
      { numRuns: 60 },
    )
    writeFileSync(path, JSON.stringify({ ...whole, watchId: 'ef'.repeat(16) }))
    expect((await start().read([watch])).found).toBe('changed')
  })
})
