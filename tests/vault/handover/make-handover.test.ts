import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { verifyBundle } from '../../../src-main/vault/handover/verify'
import { codeOf, makeSchool, at } from '../keys/school'
import { handOver, makeClosedCase, makeFolder, reference, requestFor, signerOf, type ClosedCase, type MadeHandover } from './closed-case'
import { listFiles, readText, unpack } from './unpacked'

// Many programs and many checks, on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let made: ClosedCase
let handover: MadeHandover
let bag: string

beforeAll(async () => {
  made = await makeClosedCase()
  handover = await handOver(made, { page: '<!doctype html><title>Check</title>' })
  bag = unpack(handover)
})

describe('the zip', () => {
  it('opens in 7-Zip with its passphrase, encrypted with AES-256 throughout', () => {
    expect(execFileSync('7z', ['t', `-p${handover.passphrase}`, handover.path]).toString()).toContain('Everything is Ok')
    const listing = execFileSync('7z', ['l', '-slt', `-p${handover.passphrase}`, handover.path]).toString()
    const methods = listing.match(/^Method = .*$/gm) ?? []
    expect(methods.length).toBe(listFiles(bag).length)
    for (const method of methods) expect(method).toMatch(/^Method = AES-256 (Store|Deflate)$/)
    expect(spawnSync('7z', ['t', '-pwrong-passphrase', handover.path]).status).not.toBe(0)
  })

  it('is what case.disclosed will say: name, size, hash, manifest', () => {
    const bytes = readFileSync(handover.path)
    expect(handover.fileName).toBe(`${reference}-handover.zip`)
    expect(handover.sizeBytes).toBe(bytes.length)
    expect(handover.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(handover.manifestSha256).toBe(
      createHash('sha256')
        .update(readFileSync(join(bag, 'manifest-sha256.txt')))
        .digest('hex'),
    )
  })

  it('holds the same names in the same order each time', async () => {
    const names = ({ path }: MadeHandover) =>
      execFileSync('7z', ['l', '-slt', path])
        .toString()
        .match(/^Path = .*\/.*$/gm)
        ?.filter((line) => !line.endsWith('.zip'))
    const again = await handOver(made, { page: '<!doctype html><title>Check</title>' })
    expect(names(again)).toEqual(names(handover))
  })
})

describe('the bag', () => {
  it('has the layout that docs/verify.md describes', () => {
    expect(listFiles(bag)).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'data/READ-ME-FIRST.txt',
      'data/certificates/deputy-zoe-oneil.pem',
      'data/certificates/dsl-person.pem',
      'data/certificates/head-jane-smith.pem',
      'data/certificates/school-ca.pem',
      'data/certificates/senior-ahmed-khan.pem',
      'data/exhibits/exhibit-001.png',
      'data/exhibits/exhibit-003.png',
      'data/handover.json',
      'data/log.jsonl',
      'data/policy.json',
      'data/record-of-review.pdf',
      'manifest-sha256.txt',
      'manifest-sha256.txt.p7s',
      'tagmanifest-sha256.txt',
      'verify.html',
    ])
  })

  it('is right for sha256sum', () => {
    const check = (name: string) => execFileSync('sha256sum', ['--check', '--strict', name], { cwd: bag }).toString()
    expect(check('manifest-sha256.txt').trimEnd().split('\n')).toHaveLength(12)
    expect(check('tagmanifest-sha256.txt')).toContain('manifest-sha256.txt.p7s: OK')
  })

  it('is signed, for openssl, by the head under the authority of the school', () => {
    const args = ['-in', 'manifest-sha256.txt.p7s', '-content', 'manifest-sha256.txt', '-CAfile', 'data/certificates/school-ca.pem']
    const { status, stderr } = spawnSync(
      'openssl',
      ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', ...args, '-out', '/dev/null'],
      { cwd: bag },
    )
    expect(stderr.toString()).toMatch(/Verification successful/)
    expect(status).toBe(0)
  })

  it('says in bag-info.txt what archives ask: who, what, when, how much', () => {
    const payload = listFiles(bag).filter((path) => path.startsWith('data/'))
    const sizeBytes = payload.reduce((sum, path) => sum + readFileSync(join(bag, path)).length, 0)
    expect(readText(bag, 'bag-info.txt').split('\n')).toEqual([
      'Source-Organization: Northgate Academy',
      `External-Identifier: ${reference}`,
      `External-Description: Record, exhibits and log of case ${reference}, handed to Northshire Police`,
      'Bagging-Date: 2026-11-22',
      `Payload-Oxum: ${sizeBytes}.${payload.length}`,
      'Bag-Software-Agent: Incident Room',
      '',
    ])
  })

  it('holds exhibits byte for byte, and none that was sealed', () => {
    for (const { number, blob, sealed } of made.state.exhibits) {
      const path = join(bag, 'data/exhibits', `exhibit-00${number}.png`)
      if (sealed) expect(readdirSync(join(bag, 'data/exhibits'))).not.toContain(`exhibit-00${number}.png`)
      else expect(readFileSync(path)).toEqual(Buffer.from(made.blobs.get(blob) ?? []))
    }
    const sealedBlob = made.state.exhibits.find(({ sealed }) => sealed)?.blob
    expect(sealedBlob).toBeDefined()
    expect(readText(bag, 'manifest-sha256.txt')).not.toContain(sealedBlob)
    expect(readText(bag, 'data/READ-ME-FIRST.txt')).toContain('1 further exhibit is withheld (number 2)')
  })

  it('holds the log as it was hashed and signed', () => {
    const lines = readText(bag, 'data/log.jsonl').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(made.entries)
  })

  it('is found intact, from the zip and from the folder', async () => {
    const fromZip = await verifyBundle({ path: handover.path, passphrase: handover.passphrase })
    const fromFolder = await verifyBundle({ path: bag })
    expect(fromZip.findings).toEqual([])
    expect(fromZip.verdict).toBe('intact')
    expect(fromFolder).toEqual(fromZip)
    expect(fromZip.summary).toEqual({
      reference,
      school: 'Northgate Academy',
      signedBy: 'Jane Smith, Senior leader',
      signedAt: '2026-11-22T15:04:05.000Z',
      recipient: 'DC 1234 Lee, Northshire Police',
      entries: made.entries.length,
      exhibits: 2,
      withheld: 1,
      caFingerprint: made.school.authority.fingerprint,
    })
  })
})

describe('a handover that cannot be made', () => {
  it('is refused for a case that is not closed', async () => {
    const open = { ...made, state: { ...made.state, closed: null } }
    expect(await codeOf(() => handOver(open))).toBe('handover.not-closed')
  })

  it('is refused under another authority than the case’s', async () => {
    const other = await makeSchool(['Jane Smith'])
    const signer = { ...signerOf(made), authorityPem: other.authority.certificatePem }
    expect(await codeOf(() => handOver(made, { signer }))).toBe('handover.foreign-authority')
    const certificatePem = at(other.members, 0).public.documentCertificatePem
    expect(await codeOf(() => handOver(made, { signer: { ...signerOf(made), certificatePem } }))).toBe('identity.foreign')
  })

  it.each(['case.zip.exe', '../x.zip', 'a b.zip', '.zip', 'x'])('is refused under the name %s', async (fileName) => {
    expect(await codeOf(() => handOver(made, { fileName }))).toBe('handover.name')
  })

  it('stops at a damaged exhibit and leaves nothing behind', async () => {
    const blob = at(made.state.exhibits, 0).blob
    const request = requestFor({ ...made, blobs: new Map(made.blobs).set(blob, Buffer.from('other bytes')) })
    expect(await codeOf(() => handOver(made, request))).toBe('handover.damaged')
    expect(readdirSync(request.folder)).toEqual([])
  })

  it('stops where the log does not end as the case does', async () => {
    expect(await codeOf(() => handOver(made, { entries: made.entries.slice(0, -1) }))).toBe('handover.damaged')
  })

  it('stops when asked to, in the middle, and leaves nothing behind', async () => {
    const stop = new AbortController()
    const seen: number[] = []
    const request = requestFor(made, {
      abort: stop.signal,
      onProgress(doneBytes, totalBytes) {
        seen.push(doneBytes)
        if (doneBytes > totalBytes / 2) stop.abort()
      },
    })
    expect(await codeOf(() => handOver(made, request))).toBe('handover.stopped')
    expect(seen.length).toBeGreaterThan(1)
    expect(readdirSync(request.folder)).toEqual([])
  })

  it('never writes over an earlier one', async () => {
    const request = requestFor(made)
    await handOver(made, request)
    const before = readFileSync(join(request.folder, request.fileName))
    expect(await codeOf(() => handOver(made, request))).toBe('handover.exists')
    expect(readFileSync(join(request.folder, request.fileName))).toEqual(before)
  })

  it('says so where the folder is not there', async () => {
    expect(await codeOf(() => handOver(made, { folder: join(makeFolder(), 'nowhere') }))).toBe('handover.not-written')
  })
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes of all buffers that are still in use. */
function measureHeldBytes(): number {
  collectGarbage()
  return process.memoryUsage().arrayBuffers
}

describe('a large handover', () => {
  it('is made and checked piece by piece, never held', async () => {
    const sizeBytes = 100_000_000
    const large = await makeClosedCase({ exhibits: 1, sealed: [], exhibitBytes: sizeBytes })
    const readBlob = function* (hash: string) {
      const bytes = large.blobs.get(hash) ?? new Uint8Array()
      for (let start = 0; start < bytes.length; start += 1_000_000) yield bytes.subarray(start, start + 1_000_000)
    }
    const before = measureHeldBytes()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, measureHeldBytes())
    }, 200)
    try {
      const { path, passphrase } = await handOver(large, { readBlob })
      expect((await verifyBundle({ path, passphrase })).verdict).toBe('intact')
      rmSync(path)
    } finally {
      clearInterval(watch)
    }
    expect(most - before).toBeLessThan(sizeBytes / 2)
  })
})

describe('a disk without room', () => {
  it('is named, and nothing is left behind', async ({ skip }) => {
    const folder = makeFolder()
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) skip('a small disk cannot be mounted here')
    try {
      expect(await codeOf(() => handOver(made, { folder }))).toBe('handover.disk-full')
      expect(readdirSync(folder)).toEqual([])
    } finally {
      execFileSync('umount', [folder])
    }
  })
})
