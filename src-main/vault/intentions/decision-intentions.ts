// Judging, acting, signing and closing, as the Vault answers them.
import { coded } from 'shared/errors'
import { decideActions, decideClosing, decideJudgement } from '../domain/decision'
import { requireStep } from '../domain/requirements'
import { requirePair } from '../domain/room'
import { makeRecord } from '../documents/make-record'
import { makeId, newBlob, type OpenCase } from '../open-case'
import { documentSignerOf } from '../document-signer'
import { sealToReaders } from '../key-holders'
import type { RoomKeeper } from '../room-keeper'
import { recordInCase, viewCase, type Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const decisionIntentions = {
  'judgement.make'(keeper, { both, ...body }) {
    keeper.confirmBoth(both)
    recordInCase(keeper, decideJudgement(keeper.requireOpenCase().state, body))
    return viewCase(keeper)
  },

  'actions.decide'(keeper, { both, ...said }) {
    keeper.confirmBoth(both)
    const { state, policy } = keeper.requireOpenCase()
    recordInCase(keeper, decideActions(state, policy, said))
    return viewCase(keeper)
  },

  /**
   * Makes the record, signs it for both, seals the key to its readers, and closes: document and closing are one transaction. A halt or a
   * cancel in between leaves the case as it was.
   */
  async 'case.close'(keeper, { both }) {
    keeper.confirmBoth(both)
    const openCase = keeper.requireOpenCase()
    requireStep(openCase.state, 'close')
    const pdf = await keeper.work.run('Making and signing the record', (signal, tell) => makeSignedRecord(keeper, openCase, signal, tell))
    if (keeper.openCase !== openCase) throw coded('case.left', 'The case was left before it was closed. Open it and sign again.')
    requireStep(openCase.state, 'close')
    const readers = await sealToReaders(keeper, openCase)
    const blob = newBlob(pdf.bytes, 'application/pdf')
    const document = {
      documentId: makeId(),
      kind: 'record-of-review' as const,
      title: 'Record of review and evidence schedule',
      blob: blob.sha256,
      sizeBytes: pdf.bytes.byteLength,
      pages: pdf.pages,
      signedBy: keeper.signers.map((secret) => secret.personId),
    }
    openCase.recordWithCheckpoint('closed', decideClosing(openCase.state, document, readers), keeper.signers, [blob])
    keeper.notify({ name: 'log.grew', body: { seq: openCase.state.head.seq } })
    keeper.noteCase(openCase.state)
    keeper.noteCheckpoint(openCase.state)
    await tellEverybody(keeper)
    return viewCase(keeper)
  },

  'work.cancel'(keeper, { workId }) {
    keeper.work.cancel(workId)
    return {}
  },
} satisfies Partial<Handlers>

async function makeSignedRecord(
  keeper: RoomKeeper,
  openCase: OpenCase,
  signal: AbortSignal,
  tell: (fraction: number) => void,
): Promise<{ bytes: Uint8Array; pages: number }> {
  const { first, second } = requirePair(keeper.room)
  const made = await makeRecord({
    state: openCase.state,
    policy: openCase.policy,
    readExhibit: (blob) => openCase.readBlob(blob),
    entries: openCase.file.entries(),
    signers: [documentSignerOf(keeper, first), documentSignerOf(keeper, second)],
    resourcesFolder: keeper.places.resources,
    now: new Date(),
    onProgress: tell,
    signal,
  })
  return { bytes: made.pdf, pages: made.pages }
}
