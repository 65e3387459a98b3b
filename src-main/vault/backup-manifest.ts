// What a backup holds, file by file: written last, so that a backup without it is no backup, and checked before anything is restored.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { coded } from 'shared/errors'
import { id, instant, sha256, short } from 'shared/parts'
import { z } from 'zod'

export const manifestName = 'backup.json'

/** Paths go down from the data folder, with forward slashes, and never up. */
const filePath = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,2}$/)

export const backupManifest = z.strictObject({
  format: z.literal('incident-room/backup'),
  version: z.literal(1),
  schoolId: id,
  school: short,
  madeAt: instant,
  files: z.array(z.strictObject({ path: filePath, sizeBytes: z.int().min(0), sha256 })).max(100_000),
})
export type BackupManifest = z.infer<typeof backupManifest>

/** The files of a data folder that a backup holds: all but the browser's own, the exports, and what is half written. */
export async function listDataFiles(folder: string, below = ''): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true })
  const paths: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory() && !(below === '' && /^(profile|exports)$/.test(entry.name))) paths.push(...(await listDataFiles(folder, path)))
    else if (entry.isFile() && !/^\.|-journal$|\.new$|\.rekey$/.test(entry.name)) paths.push(path)
  }
  return paths
}

/** SHA-256 and size of a file, streaming. `onBytes` is told of each piece. */
export async function hashFile(
  path: string,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    sizeBytes += chunk.length
    onBytes(chunk.length)
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}

/** @throws `backup.unreadable` where there is no backup of a kind that this version knows */
export async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    return backupManifest.parse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')))
  } catch {
    throw coded(
      'backup.unreadable',
      'This folder holds no whole backup, or one made by a newer version of Incident Room. Choose another backup.',
    )
  }
}

/**
 * Checks every file of a backup against its manifest.
 * @param onProgress told the fraction done, 0 to 1
 * @throws `backup.unreadable`, `backup.damaged` naming the first file that is not as it was made
 */
export async function checkBackup(folder: string, onProgress: (fraction: number) => void, signal?: AbortSignal): Promise<BackupManifest> {
  const manifest = await readManifest(folder)
  const totalBytes = Math.max(
    1,
    manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0),
  )
  let doneBytes = 0
  for (const file of manifest.files) {
    const path = join(folder, file.path)
    if ((await stat(path).catch(() => null)) === null) throw damaged(`${file.path} is missing`)
    const found = await hashFile(path, (bytes) => {
      signal?.throwIfAborted()
      doneBytes += bytes
      onProgress(Math.min(1, doneBytes / totalBytes))
    })
    if (found.sizeBytes !== file.sizeBytes) throw damaged(`${file.path} is ${found.sizeBytes} bytes long instead of ${file.sizeBytes}`)
    if (found.sha256 !== file.sha256) throw damaged(`${file.path} is not what was saved`)
  }
  const known = new Set(manifest.files.map((file) => file.path))
  const stranger = (await listDataFiles(folder)).find((path) => path !== manifestName && !known.has(path))
  if (stranger !== undefined) throw damaged(`${stranger} was added`)
  return manifest
}

const damaged = (what: string): Error => coded('backup.damaged', `This backup cannot be relied on: ${what}. Use another backup.`)
