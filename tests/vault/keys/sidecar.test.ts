import fc from 'fast-check'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCaseKey } from '../../../src-main/vault/keys/case-key'
import { combineShares, dealShares } from '../../../src-main/vault/keys/shares'
import {
  addEpoch,
  dropEpochsBefore,
  epochsNewestFirst,
  readSidecar,
  replaceEpoch,
  sidecarPathOf,
  sidecarSchema,
  writeSidecar,
  type Sidecar,
} from '../../../src-main/vault/keys/sidecar'
import { sealWholeKey } from '../../../src-main/vault/keys/whole-key'
import { at, codeOf, contextOf, makeSchool, type School } from './school'

let folder: string
let path: string
let school: School
let sidecar: Sidecar
let text: string
const caseKey = makeCaseKey()
const createdAt = '2026-11-23T10:00:00.000Z'
const secrets = (...places: number[]) => places.map((place) => at(school.members, place).secret)
const publics = (...places: number[]) => places.map((place) => at(school.members, place).public)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sidecar-'))
  path = join(folder, 'INC-2026-0014.keys')
  school = await makeSchool(['Ann Avery', 'Ben Brook', 'Zoë Ångström', '山田太郎'])
  const context = contextOf(school)
  const epoch = await dealShares(context, { epoch: 1, caseKey, holders: publics(0, 1, 2), dealers: secrets(0, 1), createdAt })
  sidecar = { format: 'incident-room/keys', version: 1, ...context, epochs: [epoch] }
  await writeSidecar(path, sidecar)
  text = await readFile(path, 'utf8')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const readText = async (changed: string | Uint8Array) => {
  const other = join(folder, 'changed.keys')
  await writeFile(other, changed)
  return readSidecar(other)
}

describe('the key file', () => {
  it('lies beside the case file', () => {
    expect(sidecarPathOf('/data/cases/INC-2026-0014.case')).toBe('/data/cases/INC-2026-0014.keys')
  })

  it('comes back as it was written, and opens the case without anything else', async () => {
    const read = await readSidecar(path)
    expect(read).toEqual(sidecar)
    expect(await combineShares(read, at(read.epochs, 0), secrets(1, 2))).toEqual(caseKey)
  })

  it('keeps readers added at closing', async () => {
    const epoch = await sealWholeKey(sidecar, at(sidecar.epochs, 0), { caseKey, readers: publics(3), sealers: secrets(0, 1) })
    await writeSidecar(path, replaceEpoch(sidecar, epoch))
    expect(at((await readSidecar(path)).epochs, 0).readers.map(({ holderName }) => holderName)).toEqual(['山田太郎'])
    await writeSidecar(path, sidecar)
  })

  it('holds two epochs while a case is re-keyed, newest first to try, and then only the new one', async () => {
    const nextKey = makeCaseKey()
    const next = await dealShares(sidecar, { epoch: 2, caseKey: nextKey, holders: publics(0, 2), dealers: secrets(0, 2), createdAt })
    await writeSidecar(path, addEpoch(sidecar, next))
    const read = await readSidecar(path)
    const [newest, older] = epochsNewestFirst(read)
    expect([newest?.epoch, older?.epoch]).toEqual([2, 1])
    expect(await combineShares(read, at(read.epochs, 1), secrets(0, 2))).toEqual(nextKey)
    expect(await combineShares(read, at(read.epochs, 0), secrets(0, 2))).toEqual(caseKey)
    expect(dropEpochsBefore(read, 2).epochs.map(({ epoch }) => epoch)).toEqual([2])
    await writeSidecar(path, sidecar)
  })

  it('has room for recovery kits: sets of which all are needed', async () => {
    const kits = ['kit A', 'kit B'].map((kitId, place) => ({ kitId, recipient: at(publics(place), 0).ageRecipient }))
    const recovery = [{ kits, sealed: 'AAAA', signatures: at(sidecar.epochs, 0).signatures }]
    await writeSidecar(path, { ...sidecar, epochs: [{ ...at(sidecar.epochs, 0), recovery }] })
    const read = await readSidecar(path)
    expect(at(read.epochs, 0).recovery).toEqual(recovery)
    expect(await combineShares(read, at(read.epochs, 0), secrets(0, 1))).toEqual(caseKey)
    await writeSidecar(path, sidecar)
  })

  it('holds no key: not the case’s, not a person’s', () => {
    for (const key of [caseKey, ...secrets(0, 1, 2).map((one) => one.lendMaterial(({ logSeed }) => Uint8Array.from(logSeed)))]) {
      for (const coding of ['hex', 'base64', 'base64url', 'latin1'] as const) expect(text).not.toContain(Buffer.from(key).toString(coding))
    }
    expect(text).not.toContain('AGE-SECRET-KEY')
  })
})

describe('a key file that is not right', () => {
  it('is missing, newer, unreadable or damaged', async () => {
    expect(await codeOf(() => readSidecar(join(folder, 'absent.keys')))).toBe('sidecar.missing')
    expect(await codeOf(() => readText(JSON.stringify({ ...sidecar, version: 2, novelty: [] })))).toBe('sidecar.newer')
    await mkdir(join(folder, 'folder.keys'))
    expect(await codeOf(() => readSidecar(join(folder, 'folder.keys')))).toBe('sidecar.unreadable')
    const damaged = [
      '',
      'null',
      '[]',
      '{}',
      'not json',
      text.slice(0, -100),
      `${text}x`,
      `${text}\n`,
      text.trimEnd(),
      ` ${text}`,
      '['.repeat(100_000),
      'x'.repeat(5_000_000),
      JSON.stringify(sidecar, null, 2),
      text.replace('"version":1', '"novelty":1,"version":1'),
      text.replace('"version":1', '"version":1,"version":1'),
      text.replace('"epoch":1', '"epoch":0'),
      text.replace('Ann Avery', '\\ud800'),
      Buffer.concat([Buffer.from(text.slice(0, 50)), Buffer.from([0xff, 0xfe]), Buffer.from(text.slice(52))]),
    ]
    for (const bytes of damaged) expect(await codeOf(() => readText(bytes)), bytes.toString().slice(0, 60)).toBe('sidecar.damaged')
  })

  it('has the same epoch or the same holder twice', async () => {
    const epoch = at(sidecar.epochs, 0)
    const share = at(epoch.shares, 0)
    for (const epochs of [[epoch, epoch], [{ ...epoch, epoch: 2 }, epoch], [{ ...epoch, shares: [...epoch.shares, share] }], []]) {
      expect(sidecarSchema.safeParse({ ...sidecar, epochs }).success).toBe(false)
      await expect(writeSidecar(path, { ...sidecar, epochs })).rejects.toThrow()
    }
    expect(await readSidecar(path)).toEqual(sidecar)
  })

  it('is refused as a whole, or names the part, for any single changed bit; never opens wrongly, never crashes', async () => {
    const bytes = Buffer.from(text)
    const outcomes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (place, bit) => {
        const flipped = Buffer.from(bytes)
        flipped.writeUInt8(flipped.readUInt8(place) ^ (1 << bit), place)
        try {
          const read = await readText(flipped)
          expect(await combineShares(read, at(read.epochs, 0), secrets(0, 1))).toEqual(caseKey)
          outcomes.add('opened') // The bit is in the third holder's share, or in what somebody else's certificate says.
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(sidecar\.(damaged|newer)|share\.(corrupt|not-holder))$/) as string })
          outcomes.add((error as { code: string }).code)
        }
      }),
      { numRuns: 250 },
    )
    expect(outcomes).toContain('sidecar.damaged')
    expect(outcomes).toContain('share.corrupt')
  })

  it('cannot be written where there is no place for it', async () => {
    expect(await codeOf(() => writeSidecar(join(path, 'below.keys'), sidecar))).toBe('sidecar.unwritten')
    const unspeakable = { ...sidecar, epochs: sidecar.epochs.map((one) => ({ ...one, check: '\ud800' })) }
    expect(await codeOf(() => writeSidecar(path, unspeakable))).toBe('sidecar.unwritten')
    expect(await readSidecar(path)).toEqual(sidecar)
  })
})
