// A handover as a folder, after it was unzipped.
import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { coded } from 'shared/errors'
import { tagFile } from './bag-text'
import { bundleLimits, FileFault, type BundleFile, type OpenedBundle } from './opened-bundle'
import type { Finding } from './report'

/**
 * Opens a folder that is a bag, or that holds exactly one (as unzipping leaves it).
 * @throws `bundle.not-bag`, `bundle.too-much`
 */
export async function openFolder(folder: string): Promise<OpenedBundle> {
  const root = await findBag(folder)
  const files = new Map<string, BundleFile>()
  const findings: Finding[] = []
  for await (const path of walk(root, '')) {
    const about = await lstat(join(root, path))
    if (about.isFile()) files.set(path, { path, sizeBytes: about.size, read: () => readPieces(join(root, path)) })
    else
      findings.push({
        where: path,
        sentence: 'This is not a plain file (a link, for example), and was not followed. A handover holds plain files only.',
      })
    if (files.size + findings.length > bundleLimits.files)
      throw coded('bundle.too-much', 'This folder holds far more files than a handover can. Choose the folder of the handover itself.')
  }
  return { files, findings, close: () => Promise.resolve() }
}

async function findBag(folder: string): Promise<string> {
  if (await isBag(folder)) return folder
  const entries = await readdir(folder, { withFileTypes: true })
  const inside = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
  const bags: string[] = []
  for (const path of inside.slice(0, 1_000)) if (await isBag(path)) bags.push(path)
  const [bag, another] = bags
  if (bag !== undefined && another === undefined) return bag
  throw coded(
    'bundle.not-bag',
    `This folder is not a handover: there is no ${tagFile.manifest} in it. Choose the folder that unzipping made.`,
  )
}

async function isBag(folder: string): Promise<boolean> {
  const names = await readdir(folder)
  return names.includes(tagFile.manifest) || names.includes(tagFile.declaration)
}

async function* walk(root: string, below: string): AsyncGenerator<string, void, undefined> {
  const entries = await readdir(join(root, below), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) yield* walk(root, path)
    else yield path
  }
}

async function* readPieces(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) yield piece as Uint8Array
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new FileFault('cannot be read from this disk.')
    throw error
  }
}
