// The whole line in real windows: runs the demo as a person would and has outside judges look at what it leaves.
import { execFile, execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..', '..')

interface Told {
  ok: boolean
  caseReference: string
  people: { role: string; passphrase: string }[]
  caseFile: string
  haltedCaseFile: string
  bundle: string
  bundlePassphrase: string
  documents: string[]
  screens: string[]
  counts: Record<string, number>
  electronVersion: string
  steps: { title: string; millis: number; ok: boolean }[]
}

describe('the sample investigation', () => {
  const out = mkdtempSync(join(tmpdir(), 'incident-room-demo-'))
  let told: Told
  beforeAll(async () => {
    await promisify(execFile)('node', [join(root, 'scripts', 'demo.mjs'), '--out', out], { cwd: root, maxBuffer: 16 * 1024 * 1024 })
    told = JSON.parse(readFileSync(join(out, 'demo.json'), 'utf8')) as Told
  }, 300_000)
  afterAll(() => {
    rmSync(out, { recursive: true, force: true })
  })

  const verify = async (source: string, passphrase: string): Promise<number> => {
    const env = { ...process.env, INCIDENT_ROOM_PASSPHRASE: passphrase }
    try {
      await promisify(execFile)('node', [join(root, 'scripts', 'verify.mjs'), source], { cwd: root, env })
      return 0
    } catch (error) {
      return (error as { code: number }).code
    }
  }

  it('plays every step and says what it leaves', () => {
    expect(told.ok).toBe(true)
    expect(told.steps.every((step) => step.ok && step.millis >= 0)).toBe(true)
    expect(told.people.map((person) => person.role).sort()).toEqual(['deputy', 'dsl', 'head', 'senior'])
    for (const path of [told.caseFile, told.haltedCaseFile, told.bundle, ...told.documents, ...told.screens])
      expect(existsSync(join(out, path)), path).toBe(true)
    expect(told.counts).toMatchObject({ cases: 2, documents: 1, exhibits: 2 })
    expect(told.electronVersion).toMatch(/^\d+\./)
  })

  it('leaves a record with two valid signatures, every field of the form, and pictures', () => {
    const [document = ''] = told.documents
    const path = join(out, document)
    expect(execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).match(/Signature is Valid/g)).toHaveLength(2)
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors')
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    for (const words of [
      'Record of reviewing devices / internet sites',
      'Amina Malik',
      'Tom Jarvis',
      told.caseReference,
      'Evidence schedule',
      'Conclusion',
    ])
      expect(text).toContain(words)
    expect(execFileSync('pdfimages', ['-list', path], { encoding: 'utf8' }).split('\n').length).toBeGreaterThan(4)
  })

  it('shows the page itself in its pictures of the window', async () => {
    const review = told.screens.find((path) => path.endsWith('-review.png')) ?? ''
    const { data, info } = await sharp(join(out, review)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    // The forum's picture of a sunset lies inside the amber frame: many different colours, where an absent view would be white.
    const colours = new Set<number>()
    for (let y = 400; y < 800; y += 4)
      for (let x = 120; x < 640; x += 4) {
        const at = (y * info.width + x) * 3
        colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0))
      }
    expect(colours.size).toBeGreaterThan(200)
  })

  it('leaves a bundle that 7-Zip opens, sha256sum and openssl confirm, and our verifier finds intact', async () => {
    const folder = join(out, 'unpacked')
    execFileSync('7z', ['x', `-p${told.bundlePassphrase}`, `-o${folder}`, join(out, told.bundle)])
    const [bag = ''] = readdirSync(folder)
    const inBag = { cwd: join(folder, bag), encoding: 'utf8' as const }
    expect(execFileSync('sha256sum', ['-c', 'manifest-sha256.txt'], inBag)).toContain('exhibit-001.png: OK')
    execFileSync(
      'openssl',
      [
        'cms',
        '-verify',
        '-binary',
        '-cades',
        '-inform',
        'DER',
        '-in',
        'manifest-sha256.txt.p7s',
        '-content',
        'manifest-sha256.txt',
        '-CAfile',
        'data/certificates/school-ca.pem',
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ],
      { ...inBag, stdio: 'pipe' },
    )
    expect(await verify(join(out, told.bundle), told.bundlePassphrase)).toBe(0)
    expect(await verify(join(folder, bag), '')).toBe(0)
  })

  it('finds one changed byte, and says that a wrong passphrase opens nothing', async () => {
    const folder = join(out, 'unpacked')
    const [bag = ''] = readdirSync(folder)
    const exhibit = join(folder, bag, 'data', 'exhibits', 'exhibit-002.png')
    const bytes = readFileSync(exhibit)
    const keep = Buffer.from(bytes)
    bytes.writeUInt8(bytes.readUInt8(1_000) ^ 1, 1_000)
    writeFileSync(exhibit, bytes)
    expect(await verify(join(folder, bag), '')).toBe(1)
    writeFileSync(exhibit, keep)
    expect(await verify(join(out, told.bundle), 'not the passphrase')).toBe(2)
    const cut = join(out, 'cut.zip')
    copyFileSync(join(out, told.bundle), cut)
    writeFileSync(cut, readFileSync(cut).subarray(0, 5_000))
    expect(await verify(cut, told.bundlePassphrase)).toBe(2)
  })
})
