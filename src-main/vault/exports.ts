// Copies that leave the Vault for a folder that people see: never over another file, whole or not at all.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { coded } from 'shared/errors'
import { replaceFile } from './keys/atomic-file'
import { hashBytes } from './open-case'
import { makeExportsFolder, type ExportKind, type Places } from './places'

export interface SavedFile {
  fileName: string
  folderName: string
  sizeBytes: number
  sha256: string
}

/**
 * Saves bytes under a name that is free, or that holds the very same bytes already.
 * @throws `export.unwritten`
 */
export async function saveExport(places: Places, kind: ExportKind, stem: string, ending: string, bytes: Uint8Array): Promise<SavedFile> {
  const folder = await makeExportsFolder(places, kind)
  const sha256 = hashBytes(bytes)
  const fileName = await findFreeName(folder, stem, ending, sha256)
  await saveFile(join(folder, fileName), bytes)
  return { fileName, folderName: basename(folder), sizeBytes: bytes.byteLength, sha256 }
}

/** A name that writes over nothing: a file that is there already is left alone unless it holds the very same bytes. */
export async function findFreeName(folder: string, stem: string, ending: string, sha256: string | null): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? `${stem}.${ending}` : `${stem}-${String(copy)}.${ending}`
    const path = join(folder, name)
    if (!existsSync(path)) return name
    if (sha256 !== null && hashBytes(new Uint8Array(await readFile(path))) === sha256) return name
  }
}

async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceFile(path, bytes)
  } catch {
    throw coded('export.unwritten', 'The copy could not be saved. Check that the disk is not full or read-only, then try again.')
  }
}
