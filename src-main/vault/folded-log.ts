// What a case's log comes to: the state of the case, and the tree that stands for all its entries. A long log is not read again at each
// opening: the file keeps what it came to. That is a cache and no more: it counts only for the very build that wrote it and while
// the log holds the entry that it ends at; whoever checks the log folds it anew.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { emptyCase, evolve, type CaseState } from 'shared/case-state'
import type { CaseEntry, caseEventBodies } from 'shared/events'
import type { LogFile } from './case-file/log-file'
import { GrowingTree, hashLeaf } from './case-file/merkle-tree'

type CaseLog = LogFile<typeof caseEventBodies>

/** With fewer entries than this since the last snapshot, reading them is quicker than writing another. */
const entriesWorthASnapshot = 200

export class FoldedLog {
  #state: CaseState = emptyCase()
  #tree = new GrowingTree()
  #snapshotSeq = 0

  get state(): CaseState {
    return this.#state
  }

  /** Root over all entries so far, hex. */
  get treeRoot(): string {
    return this.#tree.root().toString('hex')
  }

  add(entry: CaseEntry): void {
    this.#state = evolve(this.#state, entry)
    this.#tree.add(hashLeaf(Buffer.from(entry.hash, 'hex')))
  }

  /** From the first entry on. */
  static read(file: CaseLog): FoldedLog {
    const folded = new FoldedLog()
    for (const entry of file.entries()) folded.add(entry)
    return folded
  }

  /** From the snapshot on where there is one of use. */
  static open(file: CaseLog): FoldedLog {
    const folded = new FoldedLog()
    const snapshot = file.readSnapshot(findBuild())
    if (snapshot) {
      const { state, peaks } = JSON.parse(snapshot.text) as { state: CaseState; peaks: string[] }
      folded.#state = state
      folded.#tree = GrowingTree.resume(snapshot.seq, peaks)
      folded.#snapshotSeq = snapshot.seq
    }
    for (const entry of file.entries({ afterSeq: folded.#snapshotSeq })) folded.add(entry)
    return folded
  }

  /** Keeps a snapshot where enough has happened since the last. */
  keep(file: CaseLog): void {
    const { seq } = this.#state.head
    if (seq - this.#snapshotSeq < entriesWorthASnapshot) return
    file.keepSnapshot(findBuild(), JSON.stringify({ state: this.#state, peaks: this.#tree.peaks }))
    this.#snapshotSeq = seq
  }
}

let build: string | undefined

/** This build of the Vault, by its own code: another one may fold a log into something else. */
function findBuild(): string {
  build ??= createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex')
  return build
}
