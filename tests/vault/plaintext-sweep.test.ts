// After a whole investigation nothing that was said, seen or kept lies readable on the disk: every file under the data folder and the
// temporary folder is searched for what was put in, while the case is open and after it was closed.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openIdentity } from '../../src-main/vault/keys/identity'
import type { PersonSecret } from '../../src-main/vault/keys/person-secret'
import { combineShares } from '../../src-main/vault/keys/shares'
import { readSidecar } from '../../src-main/vault/keys/sidecar'
import { readDirectory } from '../../src-main/vault/school-file/directory'
import { openSchoolKey } from '../../src-main/vault/school-file/school-file'
import {
  decideAll,
  drawPicture,
  exampleRecord,
  foundSchool,
  keepPicture,
  openReview,
  passphrases,
  pins,
  signInPair,
  startInvestigation,
  type Investigation,
} from './investigation'

/** Everything below it is searched: the data folder lies in it, and so does whatever the Vault puts in the temporary folder. */
const temporary = mkdtempSync(join(tmpdir(), 'incident-room-sweep-'))

const url = 'https://marker-host-4711.example.org/marker-path?marker-query=1'
const words = {
  'an address': 'marker-host-4711',
  'a path': 'marker-path',
  'a title': 'Marker title of the page',
  'the person reported': 'Sam Reported',
  'the report': 'threats against a pupil',
  'a concern': 'Marker words of a concern',
  'the reasons': 'names the pupil and threatens them',
  'the authorisation': 'One forum and what it links to',
  'a passphrase': passphrases.amina,
  'another passphrase': passphrases.head,
  'the second passphrase': passphrases.tom,
  'a PIN': pins.amina,
}

let line: Investigation
beforeAll(async () => {
  vi.stubEnv('TMPDIR', temporary)
  line = await startInvestigation()
})
afterAll(async () => {
  await line.stop()
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true, force: true })
})

/** A secret in every spelling that a careless line of code would write it in. */
function spell(secret: Uint8Array): Buffer[] {
  const bytes = Buffer.from(secret)
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    // In base64 a text looks different at each of three places; the digits that depend on neighbours are left out.
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4)
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')]
  })
  // What is left of a PIN would be four digits, and sealed keys are long enough to hold any four by chance.
  const telling = inBase64.filter((text) => text.length >= 8)
  return [bytes, ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...telling].map((text) => Buffer.from(text))]
}

const spellText = (text: string): Buffer[] => [...spell(Buffer.from(text, 'utf8')), Buffer.from(text, 'utf16le')]

/** Names of what was found, with the file it was found in. */
function sweep(secrets: ReadonlyMap<string, readonly Buffer[]>): string[] {
  const files = readdirSync(temporary, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['INC-2026-0001.case', 'INC-2026-0001.keys', 'school.db', 'school.json']),
  )
  return files.flatMap(({ parentPath, name }) => {
    const bytes = readFileSync(join(parentPath, name))
    return [...secrets]
      .filter(([, spellings]) => spellings.some((spelling) => bytes.includes(spelling)))
      .map(([what]) => `${what} in ${name}`)
  })
}

/** The keys of everybody and everything, had in the way that their owners would. */
async function collectKeys(): Promise<Map<string, Buffer[]>> {
  const directory = await readDirectory(join(line.home, 'school.json'))
  if (!directory) throw new Error('No school')
  const found = new Map<string, Buffer[]>()
  const secrets: PersonSecret[] = []
  for (const who of ['amina', 'tom'] as const) {
    const personId = await line.personId(who)
    const person = directory.people.find((candidate) => candidate.personId === personId)
    if (!person) throw new Error('Not enrolled')
    const secret = await openIdentity(person.identity, passphrases[who], personId)
    secrets.push(secret)
    secret.lendMaterial((material) => {
      for (const [name, bytes] of Object.entries(material)) found.set(`${who}’s ${name}`, spell(bytes))
    })
    found.set('the school’s key', spell(await openSchoolKey(directory, secret)))
  }
  const sidecar = await readSidecar(join(line.home, 'cases', 'INC-2026-0001.keys'))
  const [epoch] = sidecar.epochs
  if (!epoch) throw new Error('No shares')
  found.set('the case’s key', spell(await combineShares(sidecar, epoch, secrets)))
  return found
}

it('keeps nothing readable, while a case is open and after it was closed', { timeout: 120_000 }, async () => {
  await foundSchool(line)
  await signInPair(line)
  await openReview(line)
  const { visitId } = await line.askAsDesk('visit.request', { url, cause: 'typed' })
  await line.askAsDesk('visit.record', { visitId, record: { ...exampleRecord(url), title: words['a title'] } })
  await line.askAsDesk('visit.refuse', { kind: 'pop-up', url, detail: 'marker-path' })
  await line.ask('concern.describe', { categoryId: 'threats', words: words['a concern'] })
  await keepPicture(line, visitId, url)
  const secrets = new Map(Object.entries(words).map(([what, text]) => [what, spellText(text)]))
  secrets.set('the picture', [(await drawPicture()).subarray(40, 104)])
  for (const [what, spellings] of await collectKeys()) secrets.set(what, spellings)

  expect(sweep(secrets)).toEqual([])
  await decideAll(line)
  await line.ask('case.close', { both: await line.both() })
  expect(sweep(secrets)).toEqual([])
  await line.ask('session.sign-out', {})
  expect(sweep(secrets)).toEqual([])

  // What would be found if it were there.
  const planted = join(temporary, 'planted')
  mkdirSync(planted)
  for (const [place, [what, spellings]] of [...secrets].entries()) {
    writeFileSync(
      join(planted, 'file'),
      Buffer.concat([Buffer.alloc(place + 1, 33), spellings[place % spellings.length] ?? Buffer.alloc(0), Buffer.alloc(9)]),
    )
    expect(sweep(new Map([[what, spellings]]))).toEqual([`${what} in file`])
  }
})
