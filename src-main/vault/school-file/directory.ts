// Who may come in: the one plain file that is read before anybody has signed in. It holds names and positions of staff, sealed keys and
// public keys; nothing about any case. What it says is believed only once it agrees with the encrypted school log behind it.
import { readFile, stat } from 'node:fs/promises'
import { coded } from 'shared/errors'
import { computerIdentity, id, personSummary, short } from 'shared/parts'
import { z } from 'zod'
import { replaceFile } from '../keys/atomic-file'
import { sealedAuthoritySchema } from '../keys/authority'
import { writeCanonical } from '../keys/canonical-json'
import { personPublicSchema } from '../keys/person-public'
import { sealedRecordSchema } from '../keys/sealed-record'

const currentVersion = 1
const mostBytes = 8 * 1024 * 1024

export const directoryPerson = personSummary.extend({
  keys: personPublicSchema,
  /** The person's private keys, sealed by their passphrase. */
  identity: sealedRecordSchema,
  /** The key of the school file, sealed to the person (age, base64). */
  schoolKey: z.string().max(8_192),
  /** The key that the school file is just being given, sealed in the same way. Only while somebody is being removed, or after a crash in it. */
  nextSchoolKey: z.string().max(8_192).nullable().default(null),
  /** As the school's log has it: here so that they are turned away before anything is opened. */
  suspended: z.boolean().default(false),
})
export type DirectoryPerson = z.infer<typeof directoryPerson>

export const directorySchema = z
  .strictObject({
    format: z.literal('incident-room/school'),
    version: z.literal(currentVersion),
    schoolId: id,
    name: short,
    computer: computerIdentity,
    authority: sealedAuthoritySchema,
    people: z.array(directoryPerson).min(1).max(200),
  })
  .refine(({ people }) => new Set(people.map((person) => person.personId)).size === people.length)
export type Directory = z.infer<typeof directorySchema>

/**
 * Reads the directory; null where this computer has no school yet.
 * @throws `school.newer`, `school.damaged`
 */
export async function readDirectory(path: string): Promise<Directory | null> {
  let text: string
  try {
    if ((await stat(path)).size > mostBytes) throw damaged()
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw damaged()
  }
  const json = parseJson(text)
  const version = z.looseObject({ format: z.literal('incident-room/school'), version: z.int() }).safeParse(json)
  if (version.success && version.data.version > currentVersion)
    throw coded('school.newer', 'The school on this computer was set up by a newer version of Incident Room. Install that version here.')
  const parsed = directorySchema.safeParse(json)
  if (!parsed.success) throw damaged()
  return parsed.data
}

/** Writes the directory whole or not at all. @throws `school.unwritten` */
export async function writeDirectory(path: string, directory: Directory): Promise<void> {
  const text = `${writeCanonical(directorySchema.parse(directory))}\n`
  try {
    await replaceFile(path, Buffer.from(text, 'utf8'))
  } catch {
    throw coded(
      'school.unwritten',
      'The list of people could not be written, so nothing was changed. Check that the disk is not full or read-only, then try again.',
    )
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function damaged(): Error {
  return coded(
    'school.damaged',
    'The list of people on this computer is damaged. Restore the school files from a backup, or ask your technician.',
  )
}
