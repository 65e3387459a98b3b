import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, it } from 'vitest'
import { loadSharp } from '../../../src-main/vault/documents/sharp'

const root = resolve(import.meta.dirname, '..', '..', '..')
// Inside the checkout, so that the packages are found from there.
const results = join(root, 'test-results')
mkdirSync(results, { recursive: true })
const folder = mkdtempSync(join(results, 'sharp-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const program = `
  import { loadSharp } from './sharp.mjs'
  const sharp = await loadSharp()
  const picture = await sharp({ create: { width: 64, height: 32, channels: 3, background: '#123456' } }).png().toBuffer()
  const { width, height } = await sharp(picture).metadata()
  process.stdout.write(JSON.stringify({ width, height, wasm: 'emscripten' in sharp.versions, arch: process.arch, electron: process.versions.electron }))
  process.exit(0)
`

describe('sharp', () => {
  it('is the native build in plain Node', async () => {
    const sharp = await loadSharp()
    expect(sharp.versions).not.toHaveProperty('emscripten')
  })

  it('is the WebAssembly build inside Electron on Linux, and leaves GLib alone', () => {
    const electron = process.env.INCIDENT_ROOM_ELECTRON
    if (electron === undefined) throw new Error('Run the tests by `npm test`, which says where Electron is.')
    const source = readFileSync(join(root, 'src-main', 'vault', 'documents', 'sharp.ts'), 'utf8')
    const compiled = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } })
    writeFileSync(join(folder, 'sharp.mjs'), compiled.outputText)
    writeFileSync(join(folder, 'program.mjs'), program)
    const { stdout, stderr } = spawnSync(electron, [join(folder, 'program.mjs')], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
    })
    expect(JSON.parse(stdout)).toEqual({
      width: 64,
      height: 32,
      wasm: process.platform === 'linux',
      arch: process.arch,
      electron: expect.stringMatching(/^\d+\./) as string,
    })
    expect(stderr).not.toContain('GLib')
  })
})
