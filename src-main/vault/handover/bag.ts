// A handover is a BagIt 1.0 bag (RFC 8493), the form in which archives and forensic laboratories take in files: a folder, a
// list of hashes, and here a signature over that list. It is made as a stream: each file is hashed while it goes by, so that
// a case of gigabytes is read once and never held.
import { createHash } from 'node:crypto'
import { bagDeclaration, isBagPath, sha256Of, tagFile, writeBagInfo, writeManifest, type BagFacts, type HashedPath } from './bag-text'

/** The bytes of a file, in pieces of any size. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

/** A file on its way into the bag. `bytes` must be read to its end before the next file is asked for. */
export interface BagFile {
  readonly path: string
  readonly bytes: Pieces
}

export interface BagSealing {
  readonly facts: Omit<BagFacts, 'payloadBytes' | 'payloadFiles'>
  /** Signs the bytes of manifest-sha256.txt: DER of a detached CMS signature. */
  readonly signManifest: (manifest: Uint8Array) => Uint8Array
  /** The offline verifier, HTML, or null to leave it out. */
  readonly page: string | null
}

/**
 * Makes the files of a bag: the payload as given, then the tag files that follow from it. The signature is over the payload
 * manifest; the tag manifest lists every tag file, that signature included, and so is not itself signed. What bag-info.txt
 * says is therefore said in the payload too (handover.json), against which the verifier checks it.
 * @param payload files under `data/`
 */
export function* makeBag(payload: Iterable<BagFile>, sealing: BagSealing): Generator<BagFile, void, undefined> {
  const hashed: HashedPath[] = []
  let payloadBytes = 0
  for (const file of payload) {
    if (!file.path.startsWith('data/') || !isBagPath(file.path)) throw new Error(`Not a payload path: ${file.path}`)
    if (hashed.some(({ path }) => path === file.path)) throw new Error(`Twice in one bag: ${file.path}`)
    const passing = new HashedPieces(file.bytes)
    yield { path: file.path, bytes: passing }
    payloadBytes += passing.sizeBytes
    hashed.push({ path: file.path, sha256: passing.sha256() })
  }

  const manifest = Buffer.from(writeManifest(hashed))
  const tags = new Map<string, Uint8Array>([
    [tagFile.declaration, Buffer.from(bagDeclaration)],
    [tagFile.info, Buffer.from(writeBagInfo({ ...sealing.facts, payloadBytes, payloadFiles: hashed.length }))],
    [tagFile.manifest, manifest],
    [tagFile.signature, sealing.signManifest(manifest)],
  ])
  if (sealing.page !== null) tags.set(tagFile.page, Buffer.from(sealing.page))
  const tagManifest = writeManifest([...tags].map(([path, bytes]) => ({ path, sha256: sha256Of(bytes) })))
  tags.set(tagFile.tagManifest, Buffer.from(tagManifest))
  for (const [path, bytes] of tags) yield { path, bytes: [bytes] }
}

/** Pieces that are counted and hashed as they are read, once. */
class HashedPieces implements AsyncIterable<Uint8Array> {
  sizeBytes = 0
  #isRead = false
  readonly #hash = createHash('sha256')
  readonly #pieces: Pieces

  constructor(pieces: Pieces) {
    this.#pieces = pieces
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of this.#pieces) {
      this.sizeBytes += piece.length
      this.#hash.update(piece)
      yield piece
    }
    this.#isRead = true
  }

  sha256(): string {
    if (!this.#isRead) throw new Error('A file of the bag was not read to its end')
    return this.#hash.digest('hex')
  }
}
