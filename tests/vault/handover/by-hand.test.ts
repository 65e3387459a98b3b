// The two texts that tell a stranger how to check a handover (docs/verify.md, and READ-ME-FIRST.txt in the handover itself) are
// run here as they stand, command by command.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { handOver, makeClosedCase, type ClosedCase, type MadeHandover } from './closed-case'
import { copyOf, listFiles, readText, unpack } from './unpacked'

// Many programs and many checks, on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

const fileName = 'INC-2026-0014-handover-1.zip'
const page = readFileSync(resolve('docs/verify.md'), 'utf8')
const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, commands = '']) => commands)

let made: ClosedCase
let handover: MadeHandover
let bag: string

beforeAll(async () => {
  made = await makeClosedCase()
  handover = await handOver(made, { fileName })
  bag = unpack(handover)
})

/** Runs commands in a shell that stops at the first one that fails. */
function run(commands: string, folder: string, input = ''): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', commands], { cwd: folder, input, timeout: 20_000 })
  return { status, output: `${stdout.toString()}${stderr.toString()}` }
}

/** The block of docs/verify.md that holds this. */
function blockWith(mark: string): string {
  const found = blocks.filter((block) => block.includes(mark))
  expect(found).toHaveLength(1)
  return found[0] ?? ''
}

describe('docs/verify.md', () => {
  it('opens the zip as it says', () => {
    const { status, output } = run(`${blockWith('7z x')}\nls`, resolve(handover.path, '..'), `${handover.passphrase}\n`)
    expect(status).toBe(0)
    expect(output).toContain('manifest-sha256.txt.p7s')
  })

  it.each([
    ['sha256sum', /^data\/log\.jsonl: OK$/m],
    ['diff -', /^$/],
    ['cms -verify', /Verification successful/],
    ['cms -cmsout', /CN=Jane Smith|CN = Jane Smith/],
    ['x509 -in', /sha256 Fingerprint=([0-9A-F]{2}:){31}[0-9A-F]{2}/],
    ['openssl verify', /head-jane-smith\.pem: OK/],
    ['pdfsig', /Signature is Valid[\s\S]*Total document signed[\s\S]*Signature is Valid/],
    ['hashlib', /exhibit-003\.png is exhibit 3[\s\S]*record-of-review\.pdf is the record of review[\s\S]*12 entries, in order/],
    ['pkeyutl', /^21 signatures, all of them right$/m],
  ])('%s answers as it says', (mark, answer) => {
    const { status, output } = run(blockWith(mark), bag)
    expect(output).toMatch(answer)
    expect(status).toBe(0)
  })

  it('has no other command', () => {
    expect(blocks).toHaveLength(10)
  })

  it('finds with its own commands what was changed', () => {
    const changed = (change: (copy: string) => void) => {
      const copy = copyOf(bag)
      change(copy)
      return blocks.filter((block) => !block.includes('7z x') && run(block, copy).status !== 0).map((block) => block.split('\n')[0])
    }
    const replace = (path: string, from: string, to: string) => (copy: string) => {
      const before = readText(copy, path)
      expect(before).toContain(from)
      writeFileSync(join(copy, path), before.replace(from, to))
    }
    expect(changed(() => undefined)).toEqual([])
    expect(changed(replace('data/handover.json', 'Northshire', 'Southshire'))).toEqual([blockWith('sha256sum').trim()])
    expect(
      changed((copy) => {
        writeFileSync(join(copy, 'data/added.txt'), 'x')
      }),
    ).toEqual([blockWith('diff -').split('\n')[0]])
    expect(changed(replace('manifest-sha256.txt', '  data/log', '  data/lag'))).toContain(blockWith('cms -verify').trim())
    expect(changed(replace('data/log.jsonl', 'example.test/page/0', 'example.test/page/9')).length).toBe(2)
    const signature = made.entries[3]?.signatures[0]?.signature ?? ''
    expect(changed(replace('data/log.jsonl', signature, `A${signature.slice(1)}`))).toContain("python3 - <<'END'")
  })
})

describe('READ-ME-FIRST.txt', () => {
  it('tells commands that work', () => {
    const commands = [...readText(bag, 'data/READ-ME-FIRST.txt').matchAll(/^ {2}\$ (.*)$/gm)].map(([, command = '']) => command)
    expect(commands.map((command) => command.split(' ')[0])).toEqual(['sha256sum', 'openssl', 'openssl', 'pdfsig'])
    for (const command of commands) expect(run(command, bag).status).toBe(0)
  })

  it('gives the fingerprint that openssl prints, and names every file that is there', () => {
    const text = readText(bag, 'data/READ-ME-FIRST.txt')
    const printed = run(blockWith('x509 -in'), bag).output.trim().split('=')[1]
    expect(text.replace(/\n\s*/g, '')).toContain(printed)
    for (const path of listFiles(bag)) {
      const isNamed = text.includes(path) || /^(bagit|bag-info|tagmanifest|data\/(exhibits|certificates|READ-ME))/.test(path)
      expect(isNamed ? '' : path).toBe('')
    }
  })
})
