import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cachedFolder, hashOf, hashOfFiles } from '../../scripts/ground/cache.mjs'
import { cacheFolder } from '../../scripts/ground/cache-folder.mjs'
import { inTurn } from '../../scripts/ground/turn.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-room-cache-'))
  vi.stubEnv('INCIDENT_ROOM_CACHE', folder)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('the per-user cache', () => {
  it('makes an entry once', async () => {
    const make = vi.fn((entry: string) => writeFile(join(entry, 'made'), 'yes'))
    const first = await cachedFolder('thing-1', make)
    const second = await cachedFolder('thing-1', make)
    expect(second).toBe(first)
    expect(make).toHaveBeenCalledTimes(1)
    expect(existsSync(join(first, 'made'))).toBe(true)
  })

  it('keeps nothing of an entry whose making failed', async () => {
    const make = async (entry: string): Promise<void> => {
      await writeFile(join(entry, 'half'), '')
      throw new Error('the network went away')
    }
    await expect(cachedFolder('thing-2', make)).rejects.toThrow('the network went away')
    expect(readdirSync(folder)).toEqual([])
  })

  it('lets two makers at once make it once', async () => {
    let made = 0
    const make = async (entry: string): Promise<void> => {
      await mkdir(join(entry, 'inside'))
      made += 1
      await writeFile(join(entry, 'inside', 'made'), 'yes')
    }
    const [one, other] = await Promise.all([cachedFolder('thing-3', make), cachedFolder('thing-3', make)])
    expect(one).toBe(other)
    expect(made).toBe(1)
    expect(readdirSync(folder)).toEqual(['thing-3'])
    expect(existsSync(join(one, 'inside', 'made'))).toBe(true)
  })

  it('lies where XDG_CACHE_HOME says, when nothing else is asked for', () => {
    vi.stubEnv('INCIDENT_ROOM_CACHE', '')
    vi.stubEnv('XDG_CACHE_HOME', '/somewhere')
    expect(cacheFolder()).toBe(join('/somewhere', 'incident-room'))
  })
})

describe('a turn', () => {
  it('is free again when its holder has died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(join(folder, 'work.turn'), String(pid))
    await expect(inTurn('work', () => Promise.resolve('done'))).resolves.toBe('done')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the hash that names an entry', () => {
  it('changes with every content and every name', async () => {
    writeFileSync(join(folder, 'a'), 'one')
    const before = await hashOfFiles(folder, ['a', 'not-there'])
    expect(await hashOfFiles(folder, ['a', 'not-there'])).toBe(before)
    writeFileSync(join(folder, 'a'), 'two')
    const changed = await hashOfFiles(folder, ['a', 'not-there'])
    writeFileSync(join(folder, 'b'), 'two')
    const renamed = await hashOfFiles(folder, ['b', 'not-there'])
    expect(new Set([before, changed, renamed]).size).toBe(3)
  })

  it('keeps its parts apart', () => {
    expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'))
  })
})
