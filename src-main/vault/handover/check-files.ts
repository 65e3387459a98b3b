// First question to a handover: are these the files, all of them and no others, byte for byte (RFC 8493 section 3)?
import { createHash } from 'node:crypto'
import { bagDeclaration, isBagPath, readManifest, tagFile, writeManifest } from './bag-text'
import { bundleLimits, decodeText, FileFault, readWhole, type OpenedBundle } from './opened-bundle'
import type { Findings } from './report'

/** SHA-256 by path, of every file that could be read. */
export type Hashes = ReadonlyMap<string, string>

/** Reads every file once. What cannot be read is a finding. */
export async function hashFiles(bundle: OpenedBundle, findings: Findings): Promise<Hashes> {
  const hashes = new Map<string, string>()
  for (const file of bundle.files.values()) {
    if (!isBagPath(file.path)) findings.add(file.path, 'No file of a handover is called so. It was put in later.')
    try {
      const hash = createHash('sha256')
      for await (const piece of file.read()) hash.update(piece)
      hashes.set(file.path, hash.digest('hex'))
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      findings.add(file.path, `This file ${error.message}`)
    }
  }
  return hashes
}

/** Compares the files with the two lists of hashes, and bagit.txt with what it must say. */
export async function checkManifests(bundle: OpenedBundle, hashes: Hashes, findings: Findings): Promise<void> {
  const declaration = await readText(bundle, tagFile.declaration, findings)
  if (declaration !== null && declaration !== bagDeclaration) {
    findings.add(tagFile.declaration, 'It does not say what the first file of every BagIt 1.0 bag says. It was changed.')
  }
  const isPayload = (path: string) => path.startsWith('data/')
  await checkManifest(tagFile.manifest, isPayload)
  await checkManifest(tagFile.tagManifest, (path) => !isPayload(path) && path !== tagFile.tagManifest)

  async function checkManifest(name: string, covers: (path: string) => boolean): Promise<void> {
    const text = await readText(bundle, name, findings)
    if (text === null) return
    const { files: listed, badLines } = readManifest(text)
    for (const line of badLines)
      findings.add(`${name}, line ${line}`, 'This line is not a hash and a name as they must be written. It was changed.')
    for (const [path, sha256] of listed) {
      const found = hashes.get(path)
      if (!covers(path)) findings.add(name, `It lists ${path}, which does not belong in it.`)
      else if (!bundle.files.has(path)) findings.add(path, `This file is missing: ${name} lists it.`)
      else if (found !== undefined && found !== sha256) findings.add(path, `This file was changed: its SHA-256 is not the one in ${name}.`)
    }
    for (const path of bundle.files.keys()) {
      if (covers(path) && !listed.has(path))
        findings.add(path, `This file is not part of the handover: ${name} does not list it. It was put in later.`)
    }
    const rewritten = writeManifest([...listed].map(([path, sha256]) => ({ path, sha256 })))
    if (badLines.length === 0 && rewritten !== text) findings.add(name, 'Its lines are not in the order in which they were written.')
  }
}

/** A small file's text, or null with a finding where it is missing or unreadable. */
export async function readText(bundle: OpenedBundle, path: string, findings: Findings): Promise<string | null> {
  const bytes = await readBytes(bundle, path, findings)
  if (bytes === null) return null
  try {
    return decodeText(bytes)
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    findings.add(path, `This file ${error.message}`)
    return null
  }
}

/** A file's bytes, or null with a finding where it is missing or unreadable. */
export async function readBytes(
  bundle: OpenedBundle,
  path: string,
  findings: Findings,
  limitBytes: number = bundleLimits.smallFileBytes,
): Promise<Uint8Array | null> {
  const file = bundle.files.get(path)
  if (file === undefined) {
    if (!findings.names(path)) findings.add(path, 'This file is missing, and no handover is without it.')
    return null
  }
  try {
    return await readWhole(file, limitBytes)
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    findings.add(path, `This file ${error.message}`)
    return null
  }
}
