// Looking at sites: what the Desk reports of the evidence view, what the two describe, and the agreement without which no pixel is kept.
import { readFile } from 'node:fs/promises'
import { blockPagesSchema, tellBlockPage } from 'shared/block-pages'
import { effectOf } from 'shared/policy'
import { coded } from 'shared/errors'
import type { VisitId } from 'shared/parts'
import { agree, noAgreement, standing } from '../domain/agreement'
import { requirePair } from '../domain/room'
import {
  decideAllowance,
  decideBlockPage,
  decideCapture,
  decideConcern,
  decideExhibit,
  decideReviewFinished,
  decideVisit,
  decideVisitRecord,
  findVisit,
  requireReviewing,
} from '../domain/review'
import { requireNotClosed } from '../domain/requirements'
import { AgreedCapture } from '../agreed-capture'
import { readHaltMarker } from '../halt-marker-file'
import { makeId, newBlob } from '../open-case'
import { blockPagesPath } from '../places'
import { findRoomHalt } from '../room-halt'
import type { RoomKeeper } from '../room-keeper'
import { recordPendingHalt } from './halt-intentions'
import { recordInCase, viewCase, type DeskHandlers, type Handlers } from './handler'
import { refuseKnown } from './known-list-intentions'

export const reviewIntentions = {
  'concern.describe'(keeper, { categoryId, words }) {
    requirePair(keeper.room)
    const { state, policy } = keeper.requireOpenCase()
    const effect = effectOf(policy, categoryId)
    // A Face that did not halt by itself is not trusted to: the Desk is told first, then the refusal goes back.
    if (effect === 'stop' || effect === 'refer') keeper.notify({ name: 'halt.demanded', body: { cause: 'category', categoryId } })
    const visit = state.visits.at(-1)
    const url = visit?.record?.finalUrl ?? visit?.url ?? ''
    recordInCase(keeper, decideConcern(state, policy, { concernId: makeId(), visitId: visit?.visitId ?? null, url, categoryId, words }))
    return viewCase(keeper)
  },

  'capture.agreement': (keeper) => tellAgreement(keeper),

  'capture.agree'(keeper, { personId, pin }) {
    requirePair(keeper.room)
    const openCase = keeper.requireOpenCase()
    requireReviewing(openCase.state)
    const visitId = currentVisit(keeper)
    if (visitId === null) throw coded('capture.no-page', 'Open the page first. You agree to a picture of one page, not in advance.')
    keeper.confirmOne(personId, pin)
    openCase.agreements = agree(openCase.agreements, visitId, personId, new Date())
    return tellAgreement(keeper)
  },

  'capture.withdraw'(keeper) {
    keeper.requireOpenCase().agreements = noAgreement
    return tellAgreement(keeper)
  },

  'exhibit.show'(keeper, { number }) {
    const openCase = keeper.requireOpenCase()
    const exhibit = openCase.state.exhibits.find((item) => item.number === number)
    if (!exhibit) throw coded('exhibit.unknown', 'There is no exhibit with this number.')
    if (exhibit.sealed)
      throw coded('exhibit.sealed', 'This exhibit was sealed when the review was halted. It is never shown, printed or exported.')
    if (keeper.room.kind === 'pair' && openCase.state.halts.at(-1)?.releasedAt === null)
      throw coded('case.halted', 'This case is halted: no picture is shown. Follow the police guidance.')
    return { png: openCase.readBlob(exhibit.blob), sha256: exhibit.blob }
  },

  'review.finish'(keeper) {
    requirePair(keeper.room)
    recordInCase(keeper, decideReviewFinished(keeper.requireOpenCase().state))
    return viewCase(keeper)
  },
} satisfies Partial<Handlers>

export const reviewAsks = {
  async 'visit.request'(keeper, { url, cause }) {
    requirePair(keeper.room)
    const openCase = keeper.requireOpenCase()
    recordPendingHalt(keeper)
    if (findRoomHalt(await readHaltMarker(keeper.places), openCase, keeper.school, keeper.places))
      throw coded('case.halted', 'This computer is halted: no site can be opened on it until two people record a police reference.')
    requireReviewing(openCase.state)
    refuseKnown(keeper, url)
    const visitId = makeId() as VisitId
    recordInCase(keeper, decideVisit(openCase.state, { visitId, url, cause }))
    openCase.agreements = noAgreement
    return { visitId }
  },

  'visit.allow'(keeper, { both, ...body }) {
    const openCase = keeper.requireOpenCase()
    keeper.confirmBoth(both)
    recordPendingHalt(keeper)
    recordInCase(keeper, decideAllowance(openCase.state, body))
    return {}
  },

  'visit.record'(keeper, body) {
    recordInCase(keeper, decideVisitRecord(keeper.requireOpenCase().state, body))
    return {}
  },

  async 'visit.read'(keeper, { visitId, text }) {
    const openCase = keeper.requireOpenCase()
    const data = blockPagesSchema.parse(JSON.parse(await readFile(blockPagesPath(keeper.places), 'utf8')))
    const [recognised] = decideBlockPage(openCase.state, data, visitId, text)
    if (!recognised) return {}
    recordInCase(keeper, [recognised])
    keeper.notify({ name: 'block-page.recognised', body: { ...recognised.body, sentence: tellBlockPage(recognised.body) } })
    return {}
  },

  'visit.refuse'(keeper, body) {
    requireNotClosed(keeper.requireOpenCase().state)
    recordInCase(keeper, [{ type: 'visit.refused', body }])
    return {}
  },

  'capture.begin'(keeper, { visitId, url }) {
    const { first, second } = requirePair(keeper.room)
    const openCase = keeper.requireOpenCase()
    recordPendingHalt(keeper)
    const captureId = makeId()
    const agreements = standing(openCase.agreements, visitId, new Date())
    recordInCase(keeper, decideCapture(openCase.state, agreements, { captureId, visitId, url }, [first.personId, second.personId]))
    // Used up: the next picture needs two new acts, also where this one fails.
    openCase.agreements = noAgreement
    openCase.captures.set(captureId, new AgreedCapture(visitId, url))
    return { captureId }
  },

  'capture.part'(keeper, { captureId, bytes }) {
    findCapture(keeper, captureId).add(bytes)
    return {}
  },

  'capture.store'(keeper, { captureId, png: lastPart, widthPx, heightPx, takenAt, title }) {
    const openCase = keeper.requireOpenCase()
    const capture = findCapture(keeper, captureId)
    openCase.captures.delete(captureId)
    const { visitId, url } = capture
    capture.add(lastPart)
    const png = capture.takeFile()
    findVisit(openCase.state, visitId)
    const blob = newBlob(png, 'image/png')
    const sizeBytes = png.byteLength
    try {
      recordInCase(
        keeper,
        decideExhibit(openCase.state, { captureId, visitId, url, title, blob: blob.sha256, sizeBytes, widthPx, heightPx, takenAt }),
        [blob],
      )
    } finally {
      // Pixels are in memory only until they are committed.
      png.fill(0)
    }
    const { number, seq } = openCase.state.exhibits.at(-1) ?? { number: 0, seq: 0 }
    return { number, sha256: blob.sha256, sizeBytes, widthPx, heightPx, takenAt, url, seq }
  },

  'capture.fail'(keeper, body) {
    const openCase = keeper.requireOpenCase()
    openCase.captures.get(body.captureId)?.forget()
    if (openCase.captures.delete(body.captureId)) recordInCase(keeper, [{ type: 'capture.failed', body }])
    return {}
  },
} satisfies Partial<DeskHandlers>

/** @throws `capture.unknown` */
function findCapture(keeper: RoomKeeper, captureId: string): AgreedCapture {
  const capture = keeper.requireOpenCase().captures.get(captureId)
  if (!capture) throw coded('capture.unknown', 'This picture was not agreed, so it was not kept.')
  return capture
}

function currentVisit(keeper: RoomKeeper): VisitId | null {
  const last = keeper.requireOpenCase().state.visits.at(-1)
  return last?.record && !last.record.failure ? last.visitId : null
}

function tellAgreement(keeper: RoomKeeper) {
  const openCase = keeper.requireOpenCase()
  const visitId = currentVisit(keeper)
  const { acts, statement } = standing(openCase.agreements, visitId, new Date())
  return { visitId, agreed: [...acts], ready: acts.length === 2, statement }
}
