// `npm run verify`, as a person or a script meets it: exit codes, words, and a passphrase that is never shown.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Report } from '../../../src-main/vault/handover/report'
import { handOver, makeClosedCase, makeFolder, type ClosedCase, type MadeHandover } from './closed-case'
import { copyOf, unpack } from './unpacked'

// Many programs and many checks, on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let made: ClosedCase
let handover: MadeHandover
let bag: string
let passphraseFile: string

beforeAll(async () => {
  made = await makeClosedCase()
  handover = await handOver(made)
  bag = unpack(handover)
  passphraseFile = join(makeFolder(), 'passphrase.txt')
  writeFileSync(passphraseFile, `${handover.passphrase}\r\n`)
  // The first run bundles the verifier.
  verify([])
})

function verify(args: string[], env: Record<string, string> = {}): { code: number | null; out: string; err: string } {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'INCIDENT_ROOM_PASSPHRASE'))
  const options = { cwd: resolve('.'), env: { ...inherited, ...env }, timeout: 50_000 }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/verify.mjs', ...args], options)
  return { code: status, out: stdout.toString(), err: stderr.toString() }
}

describe('npm run verify', () => {
  it('ends with 0 for an intact zip or folder, and tells what it is', () => {
    for (const args of [[handover.path, '--passphrase-file', passphraseFile], [bag]]) {
      const { code, out } = verify(args)
      expect(out).toContain('INTACT')
      expect(out).toContain('INC-2026-0014')
      expect(out).toContain('by Jane Smith, Senior leader, on 2026-11-22 at 15:04:05 UTC')
      expect(out).toContain('2 enclosed, 1 withheld')
      expect(out.replace(/[\s:]/g, '').toLowerCase()).toContain(made.school.authority.fingerprint)
      expect(code).toBe(0)
    }
    expect(verify([handover.path], { INCIDENT_ROOM_PASSPHRASE: handover.passphrase }).code).toBe(0)
  })

  it('ends with 1 for an altered one, and says where', () => {
    const copy = copyOf(bag)
    writeFileSync(join(copy, 'data/exhibits/exhibit-003.png'), 'another')
    const { code, out } = verify([copy])
    expect(out).toContain('ALTERED. 2 things are not as signed:')
    expect(out).toContain('data/exhibits/exhibit-003.png')
    expect(code).toBe(1)
  })

  it('ends with 1 for another authority than the one whose fingerprint is given', () => {
    expect(verify([bag, '--ca-fingerprint', made.school.authority.fingerprint]).code).toBe(0)
    expect(verify([bag, '--ca-fingerprint', '00'.repeat(32)]).code).toBe(1)
  })

  it('ends with 2 for what cannot be read', () => {
    const cut = join(makeFolder(), 'cut.zip')
    writeFileSync(cut, readFileSync(handover.path))
    truncateSync(cut, handover.sizeBytes - 100)
    const unreadable: [string[], Record<string, string>?][] = [
      [[handover.path], { INCIDENT_ROOM_PASSPHRASE: 'wrong' }],
      [[handover.path]],
      [[cut, '--passphrase-file', passphraseFile]],
      [[passphraseFile]],
      [[makeFolder()]],
      [[join(bag, 'nowhere')]],
      [[handover.path, '--passphrase-file', join(bag, 'nowhere')]],
    ]
    for (const [args, env] of unreadable) {
      const { code, out } = verify(args, env)
      expect(out).toContain('UNREADABLE')
      expect(code).toBe(2)
    }
    for (const args of [[], ['a', 'b'], ['--what']]) {
      const { code, err } = verify(args)
      expect(err).toContain('Usage:')
      expect(code).toBe(2)
    }
  })

  it('tells a machine the same', () => {
    const { code, out } = verify([bag, '--json'])
    const report = JSON.parse(out) as Report
    expect(report).toMatchObject({ verdict: 'intact', findings: [], summary: { reference: 'INC-2026-0014', entries: made.entries.length } })
    expect(code).toBe(0)
  })

  it('asks for the passphrase on a terminal, and does not show it', async ({ skip }) => {
    if (spawnSync('sh', ['-c', 'command -v script']).status !== 0) skip('there is no `script` to make a terminal with')
    const command = `'${process.execPath}' scripts/verify.mjs '${handover.path}'`
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, INCIDENT_ROOM_PASSPHRASE: undefined } })
    let shown = ''
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      const wasAsked = shown.includes('Passphrase of the zip')
      shown += text
      if (!wasAsked && shown.includes('Passphrase of the zip')) terminal.stdin.write(`${handover.passphrase}\r`)
    })
    const [code] = (await once(terminal, 'close')) as [number]
    expect(shown).toContain('INTACT')
    expect(shown).not.toContain(handover.passphrase)
    expect(code).toBe(0)
  })

  it('shows no control characters that somebody put into a name', () => {
    const copy = copyOf(bag)
    writeFileSync(join(copy, 'data/\u001b[2Jgnp.\u202eexe'), 'x')
    const { code, out } = verify([copy])
    expect(out).not.toMatch(/[\u001b\u202e]/u)
    expect(out).toContain('gnp.')
    expect(code).toBe(1)
  })
})
