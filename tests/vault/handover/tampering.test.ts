// A handover that somebody changed is always found, and the report names the place.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { writeManifest } from '../../../src-main/vault/handover/bag-text'
import type { Report } from '../../../src-main/vault/handover/report'
import { verifyBundle } from '../../../src-main/vault/handover/verify'
import { signCms } from '../../../src-main/vault/keys/cms'
import { at, makeSchool } from '../keys/school'
import { closedAt, handOver, makeClosedCase, signerOf, type ClosedCase } from './closed-case'
import { copyOf, listFiles, readText, unpack } from './unpacked'

// Many programs and many checks, on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let made: ClosedCase
let bag: string

beforeAll(async () => {
  made = await makeClosedCase({ exhibits: 4, sealed: [2] })
  bag = unpack(await handOver(made, { page: '<!doctype html><title>Check</title>' }))
})

const allFiles = [
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
  'data/exhibits/exhibit-004.png',
  'data/handover.json',
  'data/log.jsonl',
  'data/policy.json',
  'data/record-of-review.pdf',
  'manifest-sha256.txt',
  'manifest-sha256.txt.p7s',
  'tagmanifest-sha256.txt',
  'verify.html',
]

/** The report on a copy of the bag after `change`. */
async function checkChanged(change: (copy: string) => void, options?: { trustedCaFingerprint: string }): Promise<Report> {
  const copy = copyOf(bag)
  change(copy)
  try {
    return await verifyBundle({ path: copy }, options)
  } finally {
    rmSync(dirname(copy), { recursive: true })
  }
}

function changeByte(path: string, place: number, to: (byte: number) => number): void {
  const bytes = readFileSync(path)
  bytes[place] = to(bytes[place] ?? 0)
  writeFileSync(path, bytes)
}

/** Whether some finding is about a file: by its place, or by naming it where two files contradict each other. */
function names(report: Report, path: string): boolean {
  return report.findings.some(({ where, sentence }) => where.startsWith(path) || sentence.includes(path))
}

/** Writes both manifests anew over whatever is there now, as somebody without the key would. */
function remakeManifests(copy: string): void {
  const hashed = (paths: string[]) =>
    writeManifest(
      paths.map((path) => ({
        path,
        sha256: createHash('sha256')
          .update(readFileSync(join(copy, path)))
          .digest('hex'),
      })),
    )
  const files = listFiles(copy)
  writeFileSync(join(copy, 'manifest-sha256.txt'), hashed(files.filter((path) => path.startsWith('data/'))))
  const tags = files.filter((path) => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt')
  writeFileSync(join(copy, 'tagmanifest-sha256.txt'), hashed(tags))
}

/** Signs whatever is there now with a key of the school: what only the head could do. */
function signAgain(copy: string): void {
  remakeManifests(copy)
  const content = readFileSync(join(copy, 'manifest-sha256.txt'))
  writeFileSync(join(copy, 'manifest-sha256.txt.p7s'), signCms({ content }, signerOf(made), { signingTime: closedAt }))
  remakeManifests(copy)
}

const logLines = () => readText(bag, 'data/log.jsonl').trimEnd().split('\n')
const withLog = (copy: string, lines: string[]) => {
  writeFileSync(join(copy, 'data/log.jsonl'), lines.map((line) => `${line}\n`).join(''))
}

it('covers every file of the bag', () => {
  expect(listFiles(bag)).toEqual(allFiles)
})

describe.each(allFiles)('%s', (path) => {
  it('flipped in its middle is found and named', async () => {
    const report = await checkChanged((copy) => {
      changeByte(join(copy, path), Math.floor(readFileSync(join(copy, path)).length / 2), (byte) => byte ^ 1)
    })
    expect(report.verdict).toBe('altered')
    expect(names(report, path)).toBe(true)
  })

  it('removed is found and named', async () => {
    const report = await checkChanged((copy) => {
      rmSync(join(copy, path))
    })
    expect(report.verdict).toBe('altered')
    expect(names(report, path)).toBe(true)
  })

  it('with something appended is found and named', async () => {
    const report = await checkChanged((copy) => {
      appendFileSync(join(copy, path), '\n')
    })
    expect(report.verdict).toBe('altered')
    expect(names(report, path)).toBe(true)
  })
})

describe('any change of one byte, anywhere', () => {
  it('is found', async () => {
    const copy = copyOf(bag)
    const change = fc.tuple(
      fc.constantFrom(...allFiles),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 1, max: 255 }),
    )
    await fc.assert(
      fc.asyncProperty(change, async ([path, part, mask]) => {
        const file = join(copy, path)
        const before = readFileSync(file)
        changeByte(file, Math.floor(before.length * part), (byte) => byte ^ mask)
        const report = await verifyBundle({ path: copy })
        writeFileSync(file, before)
        expect(report.verdict).toBe('altered')
        expect(names(report, path)).toBe(true)
      }),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    )
    expect((await verifyBundle({ path: copy })).verdict).toBe('intact')
  })
})

describe('files that were moved about', () => {
  it.each([
    'data/exhibits/exhibit-002.png',
    'data/exhibits/exhibit-999.png',
    'data/notes.txt',
    'note.txt',
    '.hidden',
    'data/exhibits/a b.png',
  ])('one more (%s) is found', async (path) => {
    const report = await checkChanged((copy) => {
      writeFileSync(join(copy, path), 'x')
    })
    expect(report.verdict).toBe('altered')
    expect(report.findings.map(({ where }) => where)).toContain(path)
  })

  it('two exhibits that changed places are both named', async () => {
    const report = await checkChanged((copy) => {
      const [one, other, aside] = ['data/exhibits/exhibit-001.png', 'data/exhibits/exhibit-003.png', 'aside'].map((path) =>
        join(copy, path),
      ) as [string, string, string]
      renameSync(one, aside)
      renameSync(other, one)
      renameSync(aside, other)
    })
    expect(report.verdict).toBe('altered')
    expect(names(report, 'data/exhibits/exhibit-001.png')).toBe(true)
    expect(names(report, 'data/exhibits/exhibit-003.png')).toBe(true)
    expect(names(report, 'data/exhibits/exhibit-004.png')).toBe(false)
  })

  it('a link in a file’s place is not followed', async () => {
    const report = await checkChanged((copy) => {
      rmSync(join(copy, 'data/policy.json'))
      symlinkSync(join(bag, 'data/policy.json'), join(copy, 'data/policy.json'))
    })
    expect(report.verdict).toBe('altered')
    expect(names(report, 'data/policy.json')).toBe(true)
  })

  it('an empty folder changes nothing', async () => {
    const report = await checkChanged((copy) => mkdirSync(join(copy, 'data/empty')))
    expect(report.verdict).toBe('intact')
  })
})

describe('a clever change, with the lists of hashes made anew', () => {
  it('still fails at the signature, which nobody can make anew', async () => {
    const report = await checkChanged((copy) => {
      changeByte(join(copy, 'data/exhibits/exhibit-001.png'), 7, (byte) => byte ^ 1)
      remakeManifests(copy)
    })
    expect(report.verdict).toBe('altered')
    expect(report.findings.map(({ where }) => where)).toEqual(['manifest-sha256.txt', 'data/exhibits/exhibit-001.png'])
  })

  it('of the case reference in bag-info.txt is found, though no signature covers that file', async () => {
    const report = await checkChanged((copy) => {
      writeFileSync(join(copy, 'bag-info.txt'), readText(copy, 'bag-info.txt').replaceAll('0014', '0015'))
      remakeManifests(copy)
    })
    expect(report.findings.map(({ where }) => where)).toEqual(['bag-info.txt'])
  })

  it('of the offline page is found', async () => {
    const report = await checkChanged((copy) => {
      writeFileSync(join(copy, 'verify.html'), '<script>alert("all is well")</script>')
      remakeManifests(copy)
    })
    expect(report.findings.map(({ where }) => where)).toEqual(['verify.html'])
  })

  it('signed by a stranger’s own authority says so once the school’s fingerprint is given', async () => {
    const stranger = await makeClosedCase()
    const forged = unpack(await handOver(stranger))
    const trustedCaFingerprint = made.school.authority.fingerprint
    const report = await verifyBundle({ path: forged }, { trustedCaFingerprint })
    expect(report.verdict).toBe('altered')
    expect(report.findings).toEqual([
      { where: 'data/certificates/school-ca.pem', sentence: expect.stringContaining('fingerprint') as unknown },
    ])
    const spelt = trustedCaFingerprint.toUpperCase().replace(/..(?=.)/g, '$&:')
    expect((await verifyBundle({ path: bag }, { trustedCaFingerprint: spelt })).verdict).toBe('intact')
    const unchecked = await verifyBundle({ path: forged })
    expect(unchecked.verdict).toBe('intact')
    expect(unchecked.remarks.map(({ where }) => where)).toEqual(['data/certificates/school-ca.pem'])
  })

  it('signed by somebody of another school fails', async () => {
    const other = await makeSchool(['Mallory'])
    const mallory = at(other.members, 0)
    const report = await checkChanged((copy) => {
      remakeManifests(copy)
      const content = readFileSync(join(copy, 'manifest-sha256.txt'))
      const signer = {
        secret: mallory.secret,
        certificatePem: mallory.public.documentCertificatePem,
        authorityPem: other.authority.certificatePem,
      }
      writeFileSync(join(copy, 'manifest-sha256.txt.p7s'), signCms({ content }, signer, { signingTime: closedAt }))
      remakeManifests(copy)
    })
    expect(report.findings.map(({ where }) => where)).toEqual(['manifest-sha256.txt.p7s'])
  })
})

// Whoever holds the head's key can sign anything; the log, signed by two others, is what stands against that.
describe('a change that the head signs again', () => {
  const changes: [string, (copy: string) => void, string][] = [
    [
      'an exhibit exchanged',
      (copy) => {
        writeFileSync(join(copy, 'data/exhibits/exhibit-001.png'), 'another picture')
      },
      'data/exhibits/exhibit-001.png',
    ],
    [
      'an exhibit left out',
      (copy) => {
        rmSync(join(copy, 'data/exhibits/exhibit-001.png'))
      },
      'data/exhibits/exhibit-001.png',
    ],
    [
      'a sealed exhibit put in',
      (copy) => {
        writeFileSync(join(copy, 'data/exhibits/exhibit-002.png'), 'x')
      },
      'data/exhibits/exhibit-002.png',
    ],
    [
      'an exhibit of which the log knows nothing',
      (copy) => {
        writeFileSync(join(copy, 'data/exhibits/exhibit-005.png'), 'x')
      },
      'data/exhibits/exhibit-005.png',
    ],
    [
      'another record',
      (copy) => {
        appendFileSync(join(copy, 'data/record-of-review.pdf'), '\n% more')
      },
      'data/record-of-review.pdf',
    ],
    [
      'another policy',
      (copy) => {
        writeFileSync(join(copy, 'data/policy.json'), '{}')
      },
      'data/policy.json',
    ],
    [
      'a file that no handover holds',
      (copy) => {
        writeFileSync(join(copy, 'data/comment.txt'), 'x')
      },
      'data/comment.txt',
    ],
    [
      'the last line of the log dropped',
      (copy) => {
        withLog(copy, logLines().slice(0, -1))
      },
      'data/log.jsonl',
    ],
    [
      'the log cut after its closing',
      (copy) => {
        withLog(copy, logLines().slice(0, -2))
      },
      'data/log.jsonl',
    ],
    [
      'the log cut to its beginning',
      (copy) => {
        withLog(copy, logLines().slice(0, 2))
      },
      'data/log.jsonl',
    ],
    [
      'the log emptied',
      (copy) => {
        withLog(copy, [])
      },
      'data/log.jsonl',
    ],
    [
      'a line in the middle dropped',
      (copy) => {
        withLog(
          copy,
          logLines().filter((_, line) => line !== 2),
        )
      },
      'data/log.jsonl, entry 3',
    ],
    [
      'two lines exchanged',
      (copy) => {
        const [first = '', second = '', third = '', ...rest] = logLines()
        withLog(copy, [first, third, second, ...rest])
      },
      'data/log.jsonl, entry 2',
    ],
    [
      'a word in an entry changed',
      (copy) => {
        withLog(
          copy,
          logLines().map((line, index) => (index === 1 ? line.replace('example.test', 'example.best') : line)),
        )
      },
      'data/log.jsonl, entry 2',
    ],
    [
      'a word in an entry changed, with its hash',
      (copy) => {
        withLog(
          copy,
          logLines().map((line, index) => {
            if (index !== logLines().length - 1) return line
            const entry = JSON.parse(line) as { text: string; hash: string }
            const text = entry.text.replace('"v":1', '"v": 1')
            return JSON.stringify({ ...entry, text, hash: createHash('sha256').update(text).digest('hex') })
          }),
        )
      },
      `data/log.jsonl, entry`,
    ],
    [
      'a signature of the log taken off',
      (copy) => {
        withLog(
          copy,
          logLines().map((line, index) => {
            if (index !== 1) return line
            const entry = JSON.parse(line) as { signatures: unknown[] }
            return JSON.stringify({ ...entry, signatures: entry.signatures.slice(1) })
          }),
        )
      },
      'data/log.jsonl, entry 2',
    ],
    [
      'a certificate left out',
      (copy) => {
        rmSync(join(copy, 'data/certificates/senior-ahmed-khan.pem'))
      },
      'data/log.jsonl',
    ],
    [
      'a statement about another recipient',
      (copy) => {
        writeFileSync(join(copy, 'data/handover.json'), readText(copy, 'data/handover.json').replace('Northshire Police', 'The Daily News'))
      },
      'bag-info.txt',
    ],
    [
      'a statement that hides what is withheld',
      (copy) => {
        writeFileSync(
          join(copy, 'data/handover.json'),
          readText(copy, 'data/handover.json').replace(/"withheld": \[[^\]]*\]/, '"withheld": []'),
        )
      },
      'data/handover.json',
    ],
  ]

  it.each(changes)('%s', async (_, change, where) => {
    const report = await checkChanged((copy) => {
      change(copy)
      signAgain(copy)
    })
    expect(report.verdict).toBe('altered')
    expect(report.findings.map((finding) => finding.where).join('\n')).toContain(where)
    expect(report.findings.map((finding) => finding.where)).not.toContain('manifest-sha256.txt')
  })

  it('none at all stays intact', async () => {
    expect((await checkChanged(signAgain)).findings).toEqual([])
  })
})

describe('a record that does not bear the signatures that the log speaks of', () => {
  it.each([
    [1, 'not signed by the people who signed it according to the log'],
    [0, 'Nobody signed it.'],
  ])('with %i of two is found, though every hash is right', async (recordSigners, words) => {
    const report = await verifyBundle({ path: unpack(await handOver(await makeClosedCase({ recordSigners }))) })
    expect(report.verdict).toBe('altered')
    expect(report.findings).toEqual([{ where: 'data/record-of-review.pdf', sentence: expect.stringContaining(words) as unknown }])
  })
})

describe('what is no handover', () => {
  it.each([
    ['nothing at all', (copy: string) => rmSync(copy, { recursive: true })],
    [
      'an empty folder',
      (copy: string) => {
        for (const path of ['data', ...allFiles]) if (existsSync(join(copy, path))) rmSync(join(copy, path), { recursive: true })
      },
    ],
    [
      'a folder without bagit.txt and manifest',
      (copy: string) => {
        rmSync(join(copy, 'bagit.txt'))
        rmSync(join(copy, 'manifest-sha256.txt'))
      },
    ],
  ])('%s is unreadable', async (_, change) => {
    const copy = copyOf(bag)
    change(copy)
    const report = await verifyBundle({ path: copy })
    expect(report.verdict).toBe('unreadable')
    expect(report.findings).toHaveLength(1)
  })

  it('the folder that holds the bag’s folder is as good as the bag', async () => {
    expect((await verifyBundle({ path: dirname(bag) })).verdict).toBe('intact')
  })

  it('a bundle of a newer version says so, if it is in order otherwise', async () => {
    const newer = (copy: string) => {
      writeFileSync(join(copy, 'data/handover.json'), readText(copy, 'data/handover.json').replace('"version": 1', '"version": 2'))
    }
    const signed = await checkChanged((copy) => {
      newer(copy)
      signAgain(copy)
    })
    expect(signed.verdict).toBe('unreadable')
    expect(signed.findings[0]?.sentence).toContain('newer version')
    expect((await checkChanged(newer)).verdict).toBe('altered')
  })
})
