// A Merkle tree over a log's entries (RFC 9162 section 2.1): one hash that stands for all of them, a short proof that one entry is among
// them without showing the others, and a short proof that a longer log goes on from a shorter one.
import { createHash } from 'node:crypto'

export type TreeHash = Buffer

/** Hash of a leaf (RFC 9162 section 2.1.1): the zero byte keeps a leaf from passing as a node. */
export function hashLeaf(data: Uint8Array): TreeHash {
  return createHash('sha256').update(Buffer.of(0)).update(data).digest()
}

function hashNode(left: TreeHash, right: TreeHash): TreeHash {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
}

/** The largest power of two below `size`; size at least 2. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** Root over leaf hashes (section 2.1.1); of none it is SHA-256 of nothing. */
export function rootOf(leaves: readonly TreeHash[]): TreeHash {
  const tree = new GrowingTree()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

/** The root of a log that only grows, holding one hash for each doubling of its length. */
export class GrowingTree {
  #size = 0
  /** Roots of the full subtrees from the left, largest first: one for each bit of the size. */
  #peaks: TreeHash[] = []

  /** A tree as {@link peaks} once told it. */
  static resume(size: number, peaks: readonly string[]): GrowingTree {
    const tree = new GrowingTree()
    tree.#size = size
    tree.#peaks = peaks.map((peak) => Buffer.from(peak, 'hex'))
    return tree
  }

  /** All that is needed to go on later, as hex digits. */
  get peaks(): string[] {
    return this.#peaks.map((peak) => peak.toString('hex'))
  }

  get size(): number {
    return this.#size
  }

  add(leaf: TreeHash): void {
    let carried = leaf
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) {
      const left = this.#peaks.pop()
      if (left === undefined) throw new Error('A tree without the peaks of its size')
      carried = hashNode(left, carried)
    }
    this.#peaks.push(carried)
    this.#size += 1
  }

  root(): TreeHash {
    const [last, ...others] = [...this.#peaks].reverse()
    if (last === undefined) return createHash('sha256').digest()
    return others.reduce((right, left) => hashNode(left, right), last)
  }
}

/**
 * Proof that the leaf at `index` is among `leaves` (section 2.1.3.1): the hashes beside its way to the root, from the leaf up.
 * @throws RangeError where there is no such leaf
 */
export function proveInclusion(leaves: readonly TreeHash[], index: number): TreeHash[] {
  if (index < 0 || index >= leaves.length) throw new RangeError(`No leaf ${index} among ${leaves.length}`)
  if (leaves.length === 1) return []
  const split = splitOf(leaves.length)
  return index < split
    ? [...proveInclusion(leaves.slice(0, split), index), rootOf(leaves.slice(split))]
    : [...proveInclusion(leaves.slice(split), index - split), rootOf(leaves.slice(0, split))]
}

/** Whether `proof` leads from the leaf at `index` of a tree of `size` leaves to `root` (section 2.1.3.2). */
export function isIncluded(leaf: TreeHash, index: number, size: number, proof: readonly TreeHash[], root: TreeHash): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = hashNode(beside, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      hash = hashNode(hash, beside)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && hash.equals(root)
}

/**
 * Proof that the first `oldSize` of `leaves` are the beginning of all of them (section 2.1.4.1).
 * @throws RangeError where `oldSize` is no size of a beginning (0 proves nothing)
 */
export function proveConsistency(leaves: readonly TreeHash[], oldSize: number): TreeHash[] {
  if (oldSize < 1 || oldSize > leaves.length) throw new RangeError(`No beginning of ${oldSize} among ${leaves.length}`)
  return proveSubtree(leaves, oldSize, true)
}

/** SUBPROOF of section 2.1.4.1. */
function proveSubtree(leaves: readonly TreeHash[], oldSize: number, isKnown: boolean): TreeHash[] {
  if (oldSize === leaves.length) return isKnown ? [] : [rootOf(leaves)]
  const split = splitOf(leaves.length)
  return oldSize <= split
    ? [...proveSubtree(leaves.slice(0, split), oldSize, isKnown), rootOf(leaves.slice(split))]
    : [...proveSubtree(leaves.slice(split), oldSize - split, false), rootOf(leaves.slice(0, split))]
}

/** A tree by its size and root. */
export interface TreeHead {
  readonly size: number
  readonly root: TreeHash
}

/** Whether `proof` shows that the tree `now` goes on from the tree `before` (section 2.1.4.2). */
export function isConsistent(before: TreeHead, now: TreeHead, proof: readonly TreeHash[]): boolean {
  if (before.size === now.size) return proof.length === 0 && before.root.equals(now.root)
  if (before.size < 1 || before.size > now.size || proof.length === 0) return false
  const isFull = Number.isInteger(Math.log2(before.size))
  const [start, ...rest] = isFull ? [before.root, ...proof] : proof
  if (start === undefined) return false
  let [at, last] = [before.size - 1, now.size - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  let [oldRoot, newRoot] = [start, start]
  for (const beside of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      oldRoot = hashNode(beside, oldRoot)
      newRoot = hashNode(beside, newRoot)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      newRoot = hashNode(newRoot, beside)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && oldRoot.equals(before.root) && newRoot.equals(now.root)
}

const half = (number: number): number => Math.floor(number / 2)
