// The verifier opens files that anybody may have sent.
import { execFileSync } from 'node:child_process'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BlobReader, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { verifyBundle } from '../../../src-main/vault/handover/verify'
import { handOver, makeClosedCase, makeFolder, type MadeHandover } from './closed-case'
import { listFiles, unpack } from './unpacked'

// Many programs and many checks, on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let handover: MadeHandover
let bag: string
let bytes: Buffer

beforeAll(async () => {
  handover = await handOver(await makeClosedCase({ exhibits: 2, sealed: [] }))
  bag = unpack(handover)
  bytes = readFileSync(handover.path)
})

function fileOf(content: Uint8Array, name = 'x.zip'): string {
  const path = join(makeFolder(), name)
  writeFileSync(path, content)
  return path
}

const check = (content: Uint8Array, passphrase: string | null = handover.passphrase) => verifyBundle({ path: fileOf(content), passphrase })

/** The bag in a zip without encryption, with whatever else `more` puts in. */
async function zipAgain(
  more: (zip: ZipWriter<Uint8Array>) => Promise<unknown> = () => Promise.resolve(),
  top = 'bag/',
): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  for (const path of listFiles(bag)) await zip.add(`${top}${path}`, new Uint8ArrayReader(readFileSync(join(bag, path))))
  await more(zip)
  return zip.close()
}

describe('a zip that cannot be read', () => {
  it('for a wrong passphrase, or none', async () => {
    for (const passphrase of ['k7dm-k7dm-k7dm-k7dm-k7dm-k7dm', '', `${handover.passphrase} `]) {
      const report = await check(bytes, passphrase)
      expect(report.verdict).toBe('unreadable')
      expect(report.findings[0]?.sentence).toContain('passphrase does not open')
    }
    const report = await check(bytes, null)
    expect(report.verdict).toBe('unreadable')
    expect(report.findings[0]?.sentence).toContain('encrypted')
  })

  it('because it breaks off, wherever that is', async () => {
    for (const part of [0, 0.001, 0.3, 0.9, 0.999]) {
      const path = fileOf(bytes)
      truncateSync(path, Math.floor(bytes.length * part))
      expect((await verifyBundle({ path, passphrase: handover.passphrase })).verdict).toBe('unreadable')
    }
  })

  it('because it is no zip, or holds no bag', async () => {
    expect((await check(Buffer.from('%PDF-1.7'))).verdict).toBe('unreadable')
    const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
    await zip.add('holiday.txt', new TextReader('sun'))
    expect((await check(await zip.close())).verdict).toBe('unreadable')
  })

  it('because it claims to hold more than any handover', async () => {
    const path = fileOf(bytes)
    const central = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'))
    const bomb = Buffer.from(bytes)
    bomb.writeUInt32LE(0xfffffff0, central + 24)
    writeFileSync(path, bomb)
    expect((await verifyBundle({ path, passphrase: handover.passphrase })).verdict).toBe('altered')
  })
})

describe('a zip that was packed again by the recipient', () => {
  it('is intact without encryption, with or without a folder, from 7-Zip or from zip', async () => {
    expect((await check(await zipAgain(), null)).findings).toEqual([])
    expect((await check(await zipAgain(undefined, ''), null)).verdict).toBe('intact')
    const byJudge = join(makeFolder(), 'again.zip')
    execFileSync('7z', ['a', '-tzip', '-mem=AES256', '-panother', byJudge, bag], { stdio: 'pipe' })
    expect(await verifyBundle({ path: byJudge, passphrase: 'another' })).toMatchObject({ verdict: 'intact', findings: [] })
  })
})

describe('a zip with something in it', () => {
  it.each([
    '../../etc/cron.d/x',
    '/etc/passwd',
    'bag/../../x',
    'bag\\..\\x',
    'C:/x',
    'other/x',
    'bag/data/exhibits/ｅxhibit.png',
    'bag/data/x\u202egnp.exe',
  ])('called %s is reported, and nothing is written anywhere', async (name) => {
    const report = await check(await zipAgain((zip) => zip.add(name, new TextReader('x'))), null)
    expect(report.verdict).toBe('altered')
    expect(report.findings.length).toBeGreaterThan(0)
  })

  it('twice under one name is reported', async () => {
    const more = await zipAgain((zip) => zip.add('bag/data/log.jsonX', new TextReader('x')))
    const twice = Buffer.from(Buffer.from(more).toString('latin1').replaceAll('log.jsonX', 'log.jsonl'), 'latin1')
    const report = await check(twice, null)
    expect(report.verdict).toBe('altered')
    expect(report.findings.map(({ where }) => where)).toContain('data/log.jsonl')
  })

  it('in front of it or behind it is reported', async () => {
    for (const content of [Buffer.concat([Buffer.from('MZ'), bytes]), Buffer.concat([bytes, Buffer.from('more')])]) {
      expect((await check(content)).verdict).not.toBe('intact')
    }
  })

  it('that swells is not read beyond what it says', async () => {
    const zeros = new Blob([new Uint8Array(64 * 1024 * 1024 + 1)])
    const swollen = await zipAgain((zip) => zip.add('bag/data/certificates/bomb.pem', new BlobReader(zeros), { level: 9 }))
    expect(swollen.length).toBeLessThan(1024 * 1024)
    const report = await check(swollen, null)
    expect(report.verdict).toBe('altered')
    expect(report.findings).toContainEqual({
      where: 'data/certificates/bomb.pem',
      sentence: 'This file is far larger than such a file can be.',
    })
  })

  it('in the old encryption of zip is refused', async () => {
    const legacy = join(makeFolder(), 'legacy.zip')
    execFileSync('7z', ['a', '-tzip', '-mem=ZipCrypto', '-panother', legacy, bag], { stdio: 'pipe' })
    const report = await verifyBundle({ path: legacy, passphrase: 'another' })
    expect(report.verdict).toBe('altered')
  })
})

describe('any one byte of the zip changed', () => {
  it('never ends in an error, and is intact only where no content changed', async () => {
    const path = fileOf(bytes)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (place, mask) => {
        const changed = Buffer.from(bytes)
        changed.writeUInt8((bytes[place] ?? 0) ^ mask, place)
        writeFileSync(path, changed)
        const report = await verifyBundle({ path, passphrase: handover.passphrase })
        // A date or an attribute in a header says nothing about the content.
        if (report.verdict === 'intact') expect(isInHeader(place)).toBe(true)
        else expect(report.findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    )
  })
})

/** Whether a byte lies between the files' contents. */
function isInHeader(place: number): boolean {
  const listing = execFileSync('7z', ['l', '-slt', handover.path]).toString()
  const blocks = listing.split(/\n\n/).filter((block) => /^Offset = /m.test(block))
  const number = (block: string, field: string) => Number(new RegExp(`^${field} = (\\d+)`, 'm').exec(block)?.[1])
  return !blocks.some((block) => {
    const start = number(block, 'Offset')
    const header = 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    return place >= start + header && place < start + header + number(block, 'Packed Size')
  })
}
