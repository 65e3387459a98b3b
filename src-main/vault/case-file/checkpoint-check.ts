// What people stated about the log is held against the log: a checkpoint in entry n speaks of the n - 1 entries before it.
import { caseEventBodies } from 'shared/events'
import type { SealedEvent } from 'shared/events'
import type { CheckpointStatement } from 'shared/parts'
import { faultInEntry } from './log-fault'
import { GrowingTree, hashLeaf } from './merkle-tree'

/** Whether `signature` is the one of `logKey` over a checkpoint's statement; `verifyCheckpoint` of the keys room. */
export type VerifyCheckpoint = (logKey: string, statement: CheckpointStatement, signature: string) => boolean

export class CheckpointCheck {
  readonly #tree = new GrowingTree()

  /** @throws LogFault `checkpoint.wrong` */
  accept(sealed: SealedEvent, hash: string, keyOf: (personId: string) => string | undefined, verify: VerifyCheckpoint | undefined): void {
    if (sealed.type === 'checkpoint.signed') this.#check(sealed, keyOf, verify)
    this.#tree.add(hashLeaf(Buffer.from(hash, 'hex')))
  }

  #check(sealed: SealedEvent, keyOf: (personId: string) => string | undefined, verify: VerifyCheckpoint | undefined): void {
    const { statement, signatures } = caseEventBodies['checkpoint.signed'].parse(sealed.body)
    const saysWhatIs =
      statement.log === sealed.log &&
      statement.seq === sealed.seq - 1 &&
      statement.hash === sealed.prev &&
      statement.treeRoot === this.#tree.root().toString('hex')
    if (!saysWhatIs) throw faultInEntry('checkpoint.wrong', sealed.seq, 'states a log that is not the one before it.')
    const signers = signatures.map(({ personId }) => personId)
    const areAll = signers.length === sealed.actors.length && sealed.actors.every((personId) => signers.includes(personId))
    const areTheirs = signatures.every(({ personId, signature }) => {
      const key = keyOf(personId)
      return verify === undefined || (key !== undefined && verify(key, statement, signature))
    })
    if (!areAll || !areTheirs)
      throw faultInEntry('checkpoint.wrong', sealed.seq, 'holds a statement about the log that those present did not sign.')
  }
}
