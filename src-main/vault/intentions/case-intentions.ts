// Opening and leaving cases: from the register, by two, or by one reader once a case is closed.
import { emptyCase } from 'shared/case-state'
import { coded } from 'shared/errors'
import type { CaseFact } from 'shared/events'
import type { CaseId, PersonId } from 'shared/parts'
import { mayKnowCases } from 'shared/roles'
import { putOnRecord, recordArrival } from '../arrival'
import { dealCaseKey, keysOfPresent, sealAnew } from '../case-key-dealing'
import { findFreeReference, isRecoverable, mayOpen, openWithShares } from '../case-shelf'
import { decideOpening } from '../domain/before-opening'
import { idsIn, peopleIn, requirePair } from '../domain/room'
import { requireUnconflicted } from '../domain/conflict'
import { enterCaseReport, findIncident } from '../domain/incidents'
import { decideOlderCopy } from '../domain/older-copy'
import { findCase, statusOfCase } from '../domain/school'
import { standingOf } from '../domain/standing'
import { verifyLog } from '../case-file/verify'
import { makeCaseKey } from '../keys/case-key'
import { verifyCheckpoint, verifyEvent, verifyEventLater } from '../keys/log-signature'
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
    const kept = state.cases.filter((item) => item.disposal === null)
    const listings = kept.map(async (item) => ({
      caseId: item.caseId,
      reference: item.reference,
      openedAt: item.openedAt,
      status: statusOfCase(item),
      disclosed: item.notes.some((note) => note.status === 'disclosed'),
      openedBy: item.openedBy.map((personId) => names.get(personId as PersonId) ?? 'somebody not on record'),
      subjectKind: item.subjectKind,
      mayOpen: await mayOpen(keeper, item.reference),
      recoverable: await isRecoverable(keeper, item.reference),
    }))
    return (await Promise.all(listings)).reverse()
  },

  async 'case.start'(keeper, { incidentId, ...report }) {
    const pair = requirePair(keeper.room)
    if (keeper.openCase) throw coded('case.open-already', 'A case is open. Leave it before you start another.')
    if (incidentId !== undefined) findIncident(keeper.school.state.incidents, incidentId)
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
      people: keeper.school.state.people.filter(({ personId }) => standingOf(keeper.school.state, personId) === 'active').map(putOnRecord),
      caCertificatePem: directory.authority.certificatePem,
    }
    const opening = decideOpening(emptyCase(), opened, report, peopleIn(keeper.room), new Date())
    const key = makeCaseKey()
    const context = {
      caseId,
      caseReference: reference,
      authorityPem: directory.authority.certificatePem,
      people: keysOfPresent(keeper),
    }
    const holders = [pair.first.personId, pair.second.personId]
    const { epoch, facts: dealt } = await dealCaseKey(keeper, context, { epoch: 1, caseKey: key, holders })
    const session: CaseFact = { type: 'session.opened', body: { people: idsIn(keeper.room), keyEpoch: 1 } }
    const sidecar: Sidecar = { format: 'incident-room/keys', version: 1, ...context, epochs: [epoch] }
    // The shares are durable before the file that needs them: a crash between the two loses nothing that was acknowledged.
    await writeSidecar(sidecarPathOf(path), sidecar)
    keeper.openCase = OpenCase.create(path, key, sidecar, pinned, [...opening, session, ...dealt], keeper.signers)
    const { incidents } = keeper.school.state
    const registered = { caseId, reference, openedBy: idsIn(keeper.room), subjectKind: report.subject.kind }
    if (incidentId !== undefined) keeper.recordInSchool({ type: 'case.registered', body: { ...registered, incidentId } })
    else {
      const told = { caseId, reference, reportedAt: report.reportedAt, subjectKind: report.subject.kind }
      keeper.recordInSchool({ type: 'case.registered', body: registered }, enterCaseReport(incidents, pinned.policy, makeId(), told))
    }
    keeper.noteCheckpoint(keeper.openCase.state)
    await tellEverybody(keeper)
    return viewCase(keeper)
  },

  async 'case.open'(keeper, { caseId, olderCopy }) {
    if (keeper.openCase?.caseId === caseId) return viewCase(keeper)
    if (keeper.openCase) throw coded('case.open-already', 'Another case is open. Leave it first.')
    const registered = findCase(keeper.school.state, caseId)
    const { reference } = registered
    if (olderCopy) keeper.confirmBoth(olderCopy.both)
    const path = casePath(keeper.places, reference)
    const sidecar = await readSidecar(sidecarPathOf(path))
    const { openCase, keyEpoch } = await openWithShares(keeper, path, sidecar)
    try {
      requireUnconflicted(openCase.state, peopleIn(keeper.room))
    } catch (error) {
      openCase.close()
      throw error
    }
    keeper.openCase = openCase
    try {
      const { seq, hash } = openCase.state.head
      const hashAtNoted = registered.checkpoint && openCase.hashAt(registered.checkpoint.seq)
      const accepted = decideOlderCopy(registered, hashAtNoted, { seq, hash }, olderCopy?.reason)
      if (accepted) keeper.recordInSchool(accepted.inSchool)
      await recordArrival(keeper, openCase, keyEpoch, accepted ? [accepted.inCase] : [])
      await sealAnew(keeper, openCase)
    } catch (error) {
      keeper.openCase = null
      openCase.close()
      throw error
    }
    keeper.noteCase(openCase.state)
    keeper.noteCheckpoint(openCase.state)
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
    const openCase = keeper.requireOpenCase()
    const { file } = openCase
    return keeper.work.run('Checking the whole log', async (signal, tell) => {
      const verdict = await verifyLog(file, {
        verifySignature: verifyEvent,
        verifySignatureLater: verifyEventLater,
        verifyCheckpoint,
        onProgress: tell,
        signal,
      })
      if (!verdict.ok) return { ok: false, entries: 0, blobs: 0, sentence: verdict.sentence }
      const { entries, blobs } = verdict
      const wasTrue = openCase.foldAgain()
      return {
        ok: wasTrue,
        entries,
        blobs,
        sentence: wasTrue
          ? 'Every entry is there, unchanged and signed.'
          : 'Every entry is there, unchanged and signed. What was shown of them was not right, and is now: somebody wrote to the file’s own memory of itself.',
      }
    })
  },
} satisfies Partial<Handlers>
