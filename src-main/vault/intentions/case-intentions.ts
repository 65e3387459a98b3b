// Opening and leaving cases: from the register, by two, or by one reader once a case is closed.
import { emptyCase } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseFact } from 'shared/events'
import type { CaseId, PersonId } from 'shared/parts'
import { mayKnowCases } from 'shared/roles'
import { putOnRecord, recordArrival } from '../arrival'
import { findFreeReference, mayOpen, openWithShares } from '../case-shelf'
import { decideOpening } from '../domain/before-opening'
import { idsIn, peopleIn, requirePair } from '../domain/room'
import { findCase, statusOfCase } from '../domain/school'
import { verifyLog } from '../case-file/verify'
import { makeCaseKey } from '../keys/case-key'
import { verifyEvent } from '../keys/log-signature'
import { dealShares } from '../keys/shares'
import { readSidecar, sidecarPathOf, writeSidecar, type Sidecar } from '../keys/sidecar'
import { makeId, newBlob, OpenCase } from '../open-case'
import { casePath, makeFolders } from '../places'
import { viewCase, type Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const caseIntentions = {
  async 'case.list'(keeper) {
    if (!peopleIn(keeper.room).every((person) => mayKnowCases(person.role))) return []
    const { state } = keeper.school
    const names = new Map(state.people.map((person) => [person.personId, person.name]))
    const listings = state.cases.map(async (item) => ({
      caseId: item.caseId,
      reference: item.reference,
      openedAt: item.openedAt,
      status: statusOfCase(item),
      disclosed: item.notes.some((note) => note.status === 'disclosed'),
      openedBy: item.openedBy.map((personId) => names.get(personId as PersonId) ?? 'somebody not on record'),
      subjectKind: item.subjectKind,
      mayOpen: await mayOpen(keeper, item.reference),
    }))
    return (await Promise.all(listings)).reverse()
  },

  async 'case.start'(keeper, report) {
    const pair = requirePair(keeper.room)
    if (keeper.openCase) throw coded('case.open-already', 'A case is open. Leave it before you start another.')
    const directory = keeper.requireDirectory()
    await makeFolders(keeper.places)
    const caseId = makeId() as CaseId
    const reference = findFreeReference(keeper)
    const path = casePath(keeper.places, reference)
    const pinned = keeper.school.readPolicy()
    const pack = newBlob(pinned.bytes, 'application/json')
    const opened = {
      caseId,
      reference,
      school: directory.name,
      policy: { version: pinned.version, hash: pinned.hash },
      policyBlob: pack.sha256,
      computer: directory.computer,
      people: keeper.school.state.people.map(putOnRecord),
      caCertificatePem: directory.authority.certificatePem,
    }
    const facts: CaseFact[] = [
      ...decideOpening(emptyCase(), opened, report, peopleIn(keeper.room), new Date()),
      { type: 'session.opened', body: { people: idsIn(keeper.room), keyEpoch: 1 } },
    ]
    const key = makeCaseKey()
    const context = {
      caseId,
      caseReference: reference,
      authorityPem: directory.authority.certificatePem,
      people: directory.people.map((person) => person.keys),
    }
    const holders = [pair.first, pair.second].map((person) => keeper.findInDirectory(person.personId).keys)
    const epoch = await dealShares(context, {
      epoch: 1,
      caseKey: key,
      holders,
      dealers: keeper.signers,
      createdAt: new Date().toISOString(),
    })
    const sidecar: Sidecar = { format: 'incident-room/keys', version: 1, ...context, epochs: [epoch] }
    // The shares are durable before the file that needs them: a crash between the two loses nothing that was acknowledged.
    await writeSidecar(sidecarPathOf(path), sidecar)
    keeper.openCase = OpenCase.create(path, key, sidecar, pinned, facts, keeper.signers)
    keeper.recordInSchool({
      type: 'case.registered',
      body: { caseId, reference, openedBy: idsIn(keeper.room), subjectKind: report.subject.kind },
    })
    await tellEverybody(keeper)
    return viewCase(keeper)
  },

  async 'case.open'(keeper, { caseId }) {
    if (keeper.openCase?.caseId === caseId) return viewCase(keeper)
    if (keeper.openCase) throw coded('case.open-already', 'Another case is open. Leave it first.')
    const { reference } = findCase(keeper.school.state, caseId)
    const path = casePath(keeper.places, reference)
    const sidecar = await readSidecar(sidecarPathOf(path))
    const { openCase, keyEpoch } = await openWithShares(keeper, path, sidecar)
    keeper.openCase = openCase
    try {
      await recordArrival(keeper, openCase, keyEpoch)
    } catch (error) {
      keeper.openCase = null
      openCase.close()
      throw error
    }
    keeper.noteCase(openCase.state)
    await tellEverybody(keeper)
    return viewCase(keeper)
  },

  'case.view': (keeper) => viewCase(keeper),

  'case.leave'(keeper) {
    keeper.leaveCase('left')
    return tellEverybody(keeper)
  },

  'log.read': (keeper, { afterSeq }) => keeper.requireOpenCase().tell(afterSeq),

  async 'log.verify'(keeper) {
    const { file } = keeper.requireOpenCase()
    return keeper.work.run('Checking the whole log', async (signal, tell) => {
      const verdict = await verifyLog(file, { verifySignature: verifyEvent, onProgress: tell, signal })
      return verdict.ok
        ? { ok: true, entries: verdict.entries, blobs: verdict.blobs, sentence: 'Every entry is there, unchanged and signed.' }
        : { ok: false, entries: 0, blobs: 0, sentence: verdict.sentence }
    })
  },
} satisfies Partial<Handlers>
