// A handover unzipped by an outside judge (7-Zip), to be looked at and tampered with.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder, type MadeHandover } from './closed-case'

/** Unzips with 7-Zip. @returns the folder of the bag */
export function unpack({ path, passphrase }: MadeHandover): string {
  const folder = makeFolder()
  execFileSync('7z', ['x', `-p${passphrase}`, `-o${folder}`, path], { stdio: 'pipe' })
  const [bag, another] = readdirSync(folder)
  if (bag === undefined || another !== undefined) throw new Error('A zip of a bag holds one folder')
  return join(folder, bag)
}

/** A copy to tamper with. */
export function copyOf(bag: string): string {
  const copy = join(makeFolder(), 'bag')
  mkdirSync(copy)
  cpSync(bag, copy, { recursive: true })
  return copy
}

/** Paths of all files below a folder, with `/`, sorted. */
export function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.map((path) => path.slice(folder.length + 1)).sort()
}

export function readText(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}
