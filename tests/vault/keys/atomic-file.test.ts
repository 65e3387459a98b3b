import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replaceFile } from '../../../src-main/vault/keys/atomic-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atomic-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('replacing a file', () => {
  it('writes a new one and replaces an old one, readable to the user alone, leaving nothing beside it', async () => {
    const path = join(folder, 'INC-2026-0014.keys')
    await replaceFile(path, Buffer.from('first'))
    await replaceFile(path, Buffer.from('second, and longer'))
    expect(await readFile(path, 'utf8')).toBe('second, and longer')
    expect(await readdir(folder)).toEqual(['INC-2026-0014.keys'])
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('leaves the old one, and nothing beside it, where it fails', async () => {
    const path = join(folder, 'taken')
    await mkdir(join(path, 'inside'), { recursive: true })
    await expect(replaceFile(path, Buffer.from('new'))).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['taken'])
    await writeFile(join(folder, 'file'), 'x')
    await expect(replaceFile(join(folder, 'file', 'below'), Buffer.from('new'))).rejects.toThrow()
  })

  it('is one whole file at every moment, also to a process that is killed', async () => {
    const path = join(folder, 'whole')
    const contents = ['a', 'b'].map((letter) => letter.repeat(200_000))
    await replaceFile(path, Buffer.from(contents[0] ?? ''))
    const source = pathToFileURL(resolve('src-main/vault/keys/atomic-file.ts')).href
    const program = `
      const { replaceFile } = await import(process.argv[1])
      for (let turn = 0; ; turn += 1) {
        await replaceFile(process.argv[2], Buffer.from((turn % 2 ? 'a' : 'b').repeat(200_000)))
        if (turn === 0) console.log('writing')
      }`
    const flags = ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', program]
    const writer = spawn(process.execPath, [...flags, source, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(writer.stdout, 'data')
    for (let look = 0; look < 50; look += 1) expect(contents).toContain(await readFile(path, 'utf8'))
    const ended = once(writer, 'exit')
    writer.kill('SIGKILL')
    await ended
    expect(contents).toContain(await readFile(path, 'utf8'))
  })
})
