// What no answer may ever hold, taken from the data folder with the people's own passphrases: private keys, the case key, the school key, in
// every spelling that a careless answer could give them.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openIdentity } from '../../src-main/vault/keys/identity'
import type { PersonSecret } from '../../src-main/vault/keys/person-secret'
import { combineShares } from '../../src-main/vault/keys/shares'
import { readSidecar } from '../../src-main/vault/keys/sidecar'
import { openSchoolKey } from '../../src-main/vault/school-file/school-file'
import { readDirectory } from '../../src-main/vault/school-file/directory'
import { passphrases } from '../vault/investigation'

/** Secrets of a data folder as texts to look for. An empty folder has none. */
export async function collectSecrets(home: string): Promise<string[]> {
  const texts: string[] = [...Object.values(passphrases), 'AGE-SECRET-KEY-1']
  const directory = await readDirectory(join(home, 'school.json'))
  if (!directory) return texts
  const names: Record<string, string> = {
    'Rita Okafor': passphrases.head,
    'Amina Malik': passphrases.amina,
    'Tom Jarvis': passphrases.tom,
    'Dana Whitfield': passphrases.dsl,
  }
  const people: PersonSecret[] = []
  for (const person of directory.people) people.push(await openIdentity(person.identity, names[person.name] ?? '', person.personId))
  for (const secret of people) {
    secret.lendMaterial(({ age, logSeed, documentScalar }) => {
      texts.push(Buffer.from(age).toString('ascii'), ...spell(logSeed), ...spell(documentScalar))
    })
    texts.push(...spell(await openSchoolKey(directory, secret)))
  }
  for (const name of await readdir(join(home, 'cases')).catch(() => [])) {
    if (!name.endsWith('.keys')) continue
    const sidecar = await readSidecar(join(home, 'cases', name))
    for (const epoch of sidecar.epochs) {
      const holders = people.filter(({ personId }) => epoch.shares.some(({ holderId }) => holderId === personId))
      texts.push(...spell(await combineShares(sidecar, epoch, holders)))
    }
  }
  return [...new Set(texts)]
}

function spell(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes)
  const base64 = buffer.toString('base64')
  return [
    buffer.toString('hex'),
    buffer.toString('hex').toUpperCase(),
    base64,
    base64.replace(/=+$/, ''),
    buffer.toString('base64url'),
    buffer.toString('latin1'),
    JSON.stringify([...buffer]).slice(1, -1),
  ]
}

/** An answer as one text, bytes as they are and as numbers. */
export function flatten(answer: unknown): string {
  const bytes: string[] = []
  const text = JSON.stringify(answer, (_key, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value
    bytes.push(Buffer.from(value).toString('latin1'))
    return [...value]
  })
  return [text, ...bytes].join('\n')
}
