// The page that checks a handover in a browser, without a network. Its script is run here as it stands in the page, with Node's
// WebCrypto in the browser's place; a window opens it in tests/e2e.
import { readFileSync, rmSync, writeFileSync, appendFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { signCms } from '../../../src-main/vault/keys/cms'
import { at, makeSchool } from '../keys/school'
import { closedAt, handOver, makeClosedCase, type ClosedCase } from './closed-case'
import { copyOf, listFiles, readText, unpack } from './unpacked'

// Many programs and many checks, on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

interface PageReport {
  readonly verdict: string
  readonly steps: readonly { title: string; faults: string[] }[]
  readonly summary: { fingerprint?: string; signer?: { name: string }; canCheckSignatures: boolean } | undefined
}
type CheckHandover = (files: Map<string, { arrayBuffer(): Promise<ArrayBuffer> }>) => Promise<PageReport>

const page = readFileSync(resolve('resources/verifier/verify.html'), 'utf8')
let checkHandover: CheckHandover
let made: ClosedCase
let bag: string

beforeAll(async () => {
  const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(page) ?? []
  const context = createContext({ crypto, TextDecoder, TextEncoder, atob, Uint8Array, ArrayBuffer })
  checkHandover = runInContext(`${script}\ncheckHandover`, context) as CheckHandover
  made = await makeClosedCase({ exhibits: 3, sealed: [2] })
  bag = unpack(await handOver(made, { page }))
})

function check(folder: string): Promise<PageReport> {
  const read = (path: string) => {
    const bytes = readFileSync(join(folder, path))
    return Promise.resolve(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  }
  return checkHandover(new Map(listFiles(folder).map((path) => [path, { arrayBuffer: () => read(path) }])))
}

async function checkChanged(change: (copy: string) => void): Promise<PageReport> {
  const copy = copyOf(bag)
  change(copy)
  return check(copy)
}

const faultsOf = ({ steps }: PageReport) => steps.flatMap(({ faults }) => faults).join('\n')

describe('the offline page', () => {
  it('lies in the handover as it lies in the resources', () => {
    expect(readText(bag, 'verify.html')).toBe(page)
  })

  it('can send nothing anywhere, and fetches nothing', () => {
    expect(page).toContain(`content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"`)
    expect(page).not.toMatch(/https?:|\bsrc=|\bhref=|@import|url\(|innerHTML/)
  })

  it('finds a handover intact, with every signature checked', async () => {
    const report = await check(bag)
    expect(faultsOf(report)).toBe('')
    expect(report.verdict).toBe('intact')
    expect(report.steps).toHaveLength(4)
    expect(report.summary).toMatchObject({
      fingerprint: made.school.authority.fingerprint,
      signer: { name: 'Jane Smith' },
      canCheckSignatures: true,
    })
  })

  it('finds one changed byte in any file', async () => {
    for (const path of listFiles(bag)) {
      const report = await checkChanged((copy) => {
        const bytes = readFileSync(join(copy, path))
        const place = Math.floor(bytes.length / 3)
        bytes[place] = (bytes[place] ?? 0) ^ 1
        writeFileSync(join(copy, path), bytes)
      })
      expect(`${path}: ${report.verdict}`).toBe(`${path}: altered`)
      expect(faultsOf(report).length).toBeGreaterThan(0)
    }
  })

  it('finds a file missing, and one too many', async () => {
    for (const path of listFiles(bag)) {
      const report = await checkChanged((copy) => {
        rmSync(join(copy, path))
      })
      expect(`${path}: ${report.verdict}`).toBe(`${path}: altered`)
    }
    const added = await checkChanged((copy) => {
      writeFileSync(join(copy, 'data/more.txt'), 'x')
    })
    expect(faultsOf(added)).toContain('data/more.txt is not part of the handover')
  })

  it('finds a list that somebody else signed', async () => {
    const mallory = at((await makeSchool(['Mallory'])).members, 0)
    const report = await checkChanged((copy) => {
      const content = readFileSync(join(copy, 'manifest-sha256.txt'))
      const certificatePem = mallory.public.documentCertificatePem
      const signer = { secret: mallory.secret, certificatePem, authorityPem: made.school.authority.certificatePem }
      writeFileSync(join(copy, 'manifest-sha256.txt.p7s'), signCms({ content }, signer, { signingTime: closedAt }))
    })
    expect(faultsOf(report)).toContain('somebody whom the school’s authority does not vouch for')
  })

  it('finds a log with an entry changed, moved, unsigned or cut off', async () => {
    const lines = readText(bag, 'data/log.jsonl').trimEnd().split('\n')
    const withLog = (change: string[]) =>
      checkChanged((copy) => {
        writeFileSync(join(copy, 'data/log.jsonl'), change.map((line) => `${line}\n`).join(''))
      })
    expect(faultsOf(await withLog(lines.with(1, lines[1]?.replace('example.test', 'example.best') ?? '')))).toContain(
      'Entry 2 of the log was changed',
    )
    expect(faultsOf(await withLog([lines[1] ?? '', ...lines.slice(2)]))).toContain('Entry 1 of the log does not follow')
    expect(faultsOf(await withLog(lines.slice(0, -1)))).toContain('does not end where')
    const swapped = lines.with(1, lines[1]?.replace(/"signature":"./g, '"signature":"_') ?? '')
    expect(faultsOf(await withLog(swapped))).toContain('Entry 2 of the log bears a wrong signature')
    expect(faultsOf(await withLog(lines.with(1, lines[1]?.replace(/"signatures":.*/, '"signatures":[]}') ?? '')))).toContain(
      'not signed by all',
    )
  })

  it('says of any other folder that it is no handover', async () => {
    const report = await checkChanged((copy) => {
      rmSync(join(copy, 'manifest-sha256.txt'))
      rmSync(join(copy, 'bagit.txt'))
      appendFileSync(join(copy, 'holiday.txt'), 'x')
    })
    expect(report.verdict).toBe('unreadable')
  })
})
