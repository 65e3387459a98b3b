// The `.keys` file beside a case file: sealed shares and nothing else that is secret. With it the pair can be moved to another
// computer and opened there without the school file.
import { readFile, stat } from 'node:fs/promises'
import { coded } from 'shared/errors'
import { z } from 'zod'
import { replaceFile } from './atomic-file'
import { writeCanonical } from './canonical-json'
import { keyContextSchema, keyEpochSchema, type KeyEpoch } from './key-epoch'

const currentVersion = 1
const mostBytes = 4 * 1024 * 1024

export const sidecarSchema = keyContextSchema
  .extend({
    format: z.literal('incident-room/keys'),
    version: z.literal(currentVersion),
    /** Ascending. More than one only while the case file is being re-keyed: either may be the one in use. */
    epochs: z.array(keyEpochSchema).min(1).max(20),
  })
  .refine(({ epochs }) => epochs.every(({ epoch }, place) => place === 0 || epoch > (epochs[place - 1]?.epoch ?? 0)))
  .refine(({ epochs }) => epochs.every(({ shares, readers }) => allDifferent(shares) && allDifferent(readers)))
export type Sidecar = z.infer<typeof sidecarSchema>

/** The path of the `.keys` file that belongs to a `.case` file. */
export function sidecarPathOf(caseFilePath: string): string {
  return `${caseFilePath.replace(/\.case$/, '')}.keys`
}

/**
 * Reads a `.keys` file.
 * @throws `sidecar.missing`, `sidecar.unreadable`, `sidecar.newer`, `sidecar.damaged`
 */
export async function readSidecar(path: string): Promise<Sidecar> {
  let bytes: Uint8Array
  try {
    const { size } = await stat(path)
    bytes = size > mostBytes ? new Uint8Array() : await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw coded(
        'sidecar.missing',
        'The key file of this case (the file ending in .keys) is missing. It must lie beside the case file: restore both from a backup.',
      )
    }
    throw coded(
      'sidecar.unreadable',
      'The key file of this case could not be read. Check that its disk is connected and that you may read it, then try again.',
    )
  }
  return parseSidecar(bytes)
}

/**
 * Writes a `.keys` file: the whole new one or, after a crash, the whole old one.
 * @throws `sidecar.unwritten`
 */
export async function writeSidecar(path: string, sidecar: Sidecar): Promise<void> {
  const text = writeText(sidecarSchema.parse(sidecar))
  try {
    if (text === null) throw new Error('Not writable as text')
    await replaceFile(path, Buffer.from(text, 'utf8'))
  } catch {
    throw coded(
      'sidecar.unwritten',
      'The key file of this case could not be written. Check that the disk is not full or read-only, then try again.',
    )
  }
}

/** The sidecar with a further epoch. Write it before the case file is re-keyed. */
export function addEpoch(sidecar: Sidecar, epoch: KeyEpoch): Sidecar {
  return { ...sidecar, epochs: [...sidecar.epochs, epoch] }
}

/** The sidecar with one epoch in another's place, by number: readers were added. */
export function replaceEpoch(sidecar: Sidecar, epoch: KeyEpoch): Sidecar {
  return { ...sidecar, epochs: sidecar.epochs.map((one) => (one.epoch === epoch.epoch ? epoch : one)) }
}

/** The sidecar without the epochs before this one. Write it after the case file was re-keyed, or who left keeps a share of use. */
export function dropEpochsBefore(sidecar: Sidecar, epoch: number): Sidecar {
  return { ...sidecar, epochs: sidecar.epochs.filter((one) => one.epoch >= epoch) }
}

/** Newest first: the order in which to try them on the case file. */
export function epochsNewestFirst(sidecar: Sidecar): KeyEpoch[] {
  return [...sidecar.epochs].reverse()
}

function parseSidecar(bytes: Uint8Array): Sidecar {
  const raw = parseJson(bytes)
  const version = z.looseObject({ format: z.literal('incident-room/keys'), version: z.int() }).safeParse(raw)
  if (version.success && version.data.version > currentVersion) {
    throw coded(
      'sidecar.newer',
      'This case was saved by a newer version of Incident Room. Install that version on this computer to open it.',
    )
  }
  const parsed = sidecarSchema.safeParse(raw)
  // One spelling only: doubled fields, other spacing or bytes that are not UTF-8 are signs that somebody else wrote here.
  if (!parsed.success || !Buffer.from(writeText(parsed.data) ?? '').equals(bytes)) throw damaged()
  return parsed.data
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

/** The file's text, or null where a name holds half a surrogate pair, which has no canonical spelling. */
function writeText(sidecar: Sidecar): string | null {
  const epochs = sidecar.epochs.map(({ recovery, ...epoch }) => (recovery ? { ...epoch, recovery } : epoch))
  try {
    return `${writeCanonical({ ...sidecar, epochs })}\n`
  } catch {
    return null
  }
}

function allDifferent(records: { holderId: string }[]): boolean {
  return new Set(records.map(({ holderId }) => holderId)).size === records.length
}

function damaged() {
  return coded(
    'sidecar.damaged',
    'The key file of this case is damaged or is not one of Incident Room’s. Restore the case and its key file from a backup.',
  )
}
