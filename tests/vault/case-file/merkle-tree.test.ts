// The tree against the published vectors of Certificate Transparency, and against its own definition for any size.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  GrowingTree,
  hashLeaf,
  isConsistent,
  isIncluded,
  proveConsistency,
  proveInclusion,
  rootOf,
} from '../../../src-main/vault/case-file/merkle-tree'
import type { TreeHash } from '../../../src-main/vault/case-file/merkle-tree'

// github.com/google/certificate-transparency, cpp/merkletree/merkle_tree_test.cc; the same in github.com/transparency-dev/merkle, testonly.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const inclusions = [
  {
    index: 0,
    size: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    index: 5,
    size: 8,
    proof: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  { index: 2, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
  {
    index: 1,
    size: 5,
    proof: [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
]
const consistencies = [
  { from: 1, to: 1, proof: [] },
  {
    from: 1,
    to: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    from: 6,
    to: 8,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    from: 2,
    to: 5,
    proof: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
]

const hex = (hash: TreeHash): string => hash.toString('hex')
const unhex = (text: string): TreeHash => Buffer.from(text, 'hex')
const published = inputs.map((input) => hashLeaf(unhex(input)))

describe('the published vectors', () => {
  it('give the published roots, one leaf after the other', () => {
    const tree = new GrowingTree()
    expect(hex(tree.root())).toBe(createHash('sha256').digest('hex'))
    const found = published.map((leaf) => {
      tree.add(leaf)
      return hex(tree.root())
    })
    expect(found).toEqual(roots)
  })

  it.each(inclusions)('prove that leaf $index is among $size', ({ index, size, proof }) => {
    expect(proveInclusion(published.slice(0, size), index).map(hex)).toEqual(proof)
    expect(isIncluded(leafAt(published, index), index, size, proof.map(unhex), unhex(roots[size - 1] ?? ''))).toBe(true)
  })

  it.each(consistencies)('prove that $to leaves go on from $from', ({ from, to, proof }) => {
    expect(proveConsistency(published.slice(0, to), from).map(hex)).toEqual(proof)
    expect(isConsistent(headOf(published, from), headOf(published, to), proof.map(unhex))).toBe(true)
  })
})

const leafAt = (leaves: readonly TreeHash[], index: number): TreeHash => leaves[index] ?? Buffer.alloc(0)
const headOf = (leaves: readonly TreeHash[], size: number) => ({ size, root: rootOf(leaves.slice(0, size)) })

/** A log of 1 to 70 entries, and two places in it. */
const logs = fc
  .array(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(hashLeaf), { minLength: 1, maxLength: 70 })
  .chain((leaves) => fc.tuple(fc.constant(leaves), fc.nat(leaves.length - 1), fc.integer({ min: 1, max: leaves.length })))

describe('for any log', () => {
  it('the root is what RFC 9162 section 2.1.1 defines', () => {
    const define = (leaves: readonly TreeHash[]): TreeHash => {
      const [only] = leaves
      if (only !== undefined && leaves.length === 1) return only
      const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
      return createHash('sha256')
        .update(Buffer.of(1))
        .update(define(leaves.slice(0, split)))
        .update(define(leaves.slice(split)))
        .digest()
    }
    fc.assert(fc.property(logs, ([leaves]) => hex(rootOf(leaves)) === hex(define(leaves))))
  })

  it('each entry is proved to be in it, at its own place and no other', () => {
    fc.assert(
      fc.property(logs, fc.nat(69), ([leaves, index], other) => {
        const proof = proveInclusion(leaves, index)
        const root = rootOf(leaves)
        expect(isIncluded(leafAt(leaves, index), index, leaves.length, proof, root)).toBe(true)
        if (other !== index && !leafAt(leaves, index).equals(leafAt(leaves, other)))
          expect(isIncluded(leafAt(leaves, index), other, leaves.length, proof, root)).toBe(false)
        expect(isIncluded(hashLeaf(Buffer.from('another')), index, leaves.length, proof, root)).toBe(false)
        expect(isIncluded(leafAt(leaves, index), index, leaves.length, [...proof, root], root)).toBe(false)
      }),
    )
  })

  it('a proof with any bit changed proves nothing', () => {
    fc.assert(
      fc.property(logs, fc.nat(), ([leaves, index, size], where) => {
        const damage = (proof: TreeHash[]): TreeHash[] =>
          proof.map((hash, place) =>
            place === where % proof.length ? Buffer.from(hash.map((byte, at) => (at === where % 32 ? byte ^ 1 : byte))) : hash,
          )
        const inclusion = proveInclusion(leaves, index)
        if (inclusion.length > 0)
          expect(isIncluded(leafAt(leaves, index), index, leaves.length, damage(inclusion), rootOf(leaves))).toBe(false)
        const consistency = proveConsistency(leaves, size)
        if (consistency.length > 0)
          expect(isConsistent(headOf(leaves, size), headOf(leaves, leaves.length), damage(consistency))).toBe(false)
      }),
    )
  })

  it('the longer log goes on from the shorter, and a changed one does not', () => {
    fc.assert(
      fc.property(logs, ([leaves, index, size]) => {
        const now = headOf(leaves, leaves.length)
        const proof = proveConsistency(leaves, size)
        expect(isConsistent(headOf(leaves, size), now, proof)).toBe(true)
        const changed = leaves.map((leaf, at) => (at === index ? hashLeaf(Buffer.from('changed')) : leaf))
        if (index < size) expect(isConsistent(headOf(changed, size), now, proof)).toBe(false)
        else expect(isConsistent(headOf(leaves, size), headOf(changed, leaves.length), proof)).toBe(false)
      }),
    )
  })
})
