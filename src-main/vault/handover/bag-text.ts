// The plain-text files that make a folder a bag (RFC 8493), written in exactly one way. The verifier writes them anew from
// what it found and compares: whatever is not spelt as it must be has been touched.
import { createHash } from 'node:crypto'

/** bagit.txt, RFC 8493 section 2.1.1. */
export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** Names of the tag files, at the top of the bag. */
export const tagFile = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  signature: 'manifest-sha256.txt.p7s',
  tagManifest: 'tagmanifest-sha256.txt',
  page: 'verify.html',
} as const

/** A path in the bag, with `/`, and the SHA-256 of its bytes, 64 lower-case hex digits. */
export interface HashedPath {
  readonly path: string
  readonly sha256: string
}

/** What bag-info.txt tells (RFC 8493 section 2.2.2). */
export interface BagFacts {
  readonly school: string
  readonly reference: string
  readonly recipient: string
  /** UTC instant. */
  readonly madeAt: string
  readonly payloadBytes: number
  readonly payloadFiles: number
}

/**
 * Whether a path may stand in a bag: letters, digits, `.`, `_`, `-` only (no system and no tool reads those in two ways), no
 * hidden files and nothing that climbs out of the folder.
 */
export function isBagPath(path: string): boolean {
  return path.length <= 200 && path.split('/').every((name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name) && !name.endsWith('.'))
}

/** A manifest as `sha256sum` writes it (RFC 8493 section 2.1.3), in the order of the paths' code units. */
export function writeManifest(files: Iterable<HashedPath>): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  return sorted.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')
}

/**
 * Reads a manifest strictly.
 * @returns the files it names, and the numbers (from 1) of the lines that are not as `writeManifest` would write them
 */
export function readManifest(text: string): { files: Map<string, string>; badLines: number[] } {
  const files = new Map<string, string>()
  const badLines: number[] = []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  else badLines.push(lines.length)
  for (const [index, line] of lines.entries()) {
    const [, sha256 = '', path = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (!isBagPath(path) || files.has(path)) badLines.push(index + 1)
    else files.set(path, sha256)
  }
  return { files, badLines: [...new Set(badLines)] }
}

/** bag-info.txt. Every value stands on one line. */
export function writeBagInfo(facts: BagFacts): string {
  const fields = [
    ['Source-Organization', facts.school],
    ['External-Identifier', facts.reference],
    ['External-Description', `Record, exhibits and log of case ${facts.reference}, handed to ${facts.recipient}`],
    ['Bagging-Date', facts.madeAt.slice(0, 10)],
    ['Payload-Oxum', `${facts.payloadBytes}.${facts.payloadFiles}`],
    ['Bag-Software-Agent', 'Incident Room'],
  ] as const
  return fields.map(([label, value]) => `${label}: ${value.replace(/\s+/gu, ' ').trim()}\n`).join('')
}

/** SHA-256 of bytes or of a text's UTF-8, 64 lower-case hex digits. */
export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}
