// What happens to a closed case: copies of its documents, the DSL's review, the handover.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { coded } from 'shared/errors'
import { decideDisclosure, decideDslReview, requireClosed } from '../domain/decision'
import { requireAlone } from '../domain/room'
import { documentSignerOf } from '../document-signer'
import { findFreeName, saveExport } from '../exports'
import { makeWrittenPassphrase } from '../keys/written-passphrase'
import { makeHandover } from '../handover/make-handover'
import { readCertificate } from '../keys/certificate-reading'
import { makeExportsFolder, verifierPath, type Places } from '../places'
import { recordInCase, viewCase, type Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const afterClosingIntentions = {
  async 'document.save'(keeper, { documentId }) {
    const openCase = keeper.requireOpenCase()
    const document = openCase.state.documents.find((item) => item.documentId === documentId)
    if (!document) throw coded('document.unknown', 'There is no such document in this case.')
    return saveExport(keeper.places, 'documents', `${openCase.reference}-${document.kind}`, 'pdf', openCase.readBlob(document.blob))
  },

  async 'dsl.review'(keeper, { outcome, words, pin }) {
    const dsl = requireAlone(keeper.room, 'dsl-review')
    const openCase = keeper.requireOpenCase()
    const facts = decideDslReview(openCase.state, { outcome, words })
    keeper.confirmOne(dsl.personId, pin)
    recordInCase(keeper, facts)
    keeper.noteCase(openCase.state)
    await tellEverybody(keeper)
    return viewCase(keeper)
  },

  async 'handover.export'(keeper, { recipient, organisation, pin }) {
    const head = requireAlone(keeper.room, 'disclose')
    const openCase = keeper.requireOpenCase()
    requireClosed(openCase.state)
    keeper.confirmOne(head.personId, pin)
    const { caCertificatePem = '' } = openCase.state.opened ?? {}
    const passphrase = makeWrittenPassphrase()
    const folder = await makeExportsFolder(keeper.places, 'handover')
    const number = String(openCase.state.disclosures.length + 1)
    const fileName = await findFreeName(folder, `${openCase.reference}-handover-${number}`, 'zip', null)
    const page = await readVerifierPage(keeper.places)
    const made = await keeper.work.run('Making the handover', async (signal, tell) =>
      makeHandover({
        state: openCase.state,
        entries: openCase.storedEntries(),
        readBlob: (blob) => openCase.blobChunks(blob),
        signer: documentSignerOf(keeper, head).signer,
        recipient,
        organisation,
        folder,
        fileName,
        passphrase,
        now: new Date(),
        ...(page !== null && { page }),
        onProgress: (doneBytes, totalBytes) => {
          tell(totalBytes === 0 ? 0 : doneBytes / totalBytes)
        },
        abort: signal,
      }),
    )
    const { sizeBytes, sha256, manifestSha256 } = made
    recordInCase(keeper, decideDisclosure(openCase.state, { recipient, organisation, fileName, sizeBytes, sha256, manifestSha256 }))
    keeper.recordInSchool({ type: 'case.noted', body: { caseId: openCase.caseId, status: 'disclosed' } })
    return {
      fileName,
      folderName: basename(folder),
      sizeBytes,
      sha256,
      bundlePassphrase: passphrase,
      caFingerprint: readCertificate(caCertificatePem).fingerprint,
      view: viewCase(keeper),
    }
  },
} satisfies Partial<Handlers>

/** The offline verifier that goes into the bag; without it the bag is still checked by ordinary tools. */
async function readVerifierPage(places: Places): Promise<string | null> {
  return readFile(verifierPath(places), 'utf8').catch(() => null)
}
