// Electron's cryptography is BoringSSL, Node's is OpenSSL: what they offer and how they spell it differs. So the tests of keys,
// certificates, signatures and shares run a second time, inside Electron's own Node.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

/** Set by `npm test` and `npm run tool`; a bare `npx vitest` knows of no Electron. */
const electron = process.env['INCIDENT_ROOM_ELECTRON']
const rooms = [
  'identity',
  'sealed-record',
  'log-signature',
  'certificates',
  'cms',
  'shares',
  'session-pin',
  'recovery-kits',
  'passphrase-tries',
].map((name) => `tests/vault/keys/${name}.test.ts`)

it.skipIf(electron === undefined)('keys, certificates, signatures and shares work inside Electron', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-electron-'))
  try {
    const report = join(folder, 'report.json')
    const inElectron = { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_NO_WARNINGS: '1' } } as const
    const run = (...args: string[]) => spawnSync(electron ?? '', args, inElectron)
    expect(run('-p', 'process.versions.electron').stdout).toMatch(/^\d+\.\d+/)
    const reporting = ['--project', 'unit', '--reporter', 'json', '--outputFile', report]
    const { status, stderr } = run(resolve('node_modules/vitest/vitest.mjs'), 'run', ...reporting, ...rooms)
    const told = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number }
    expect(told, stderr).toMatchObject({ numFailedTests: 0 })
    expect(told.numPassedTests).toBeGreaterThan(80)
    expect(status).toBe(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
