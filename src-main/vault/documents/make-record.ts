// The document that a case ends in: the policy's own form, what stands behind it, who held the case, and the evidence, as one PDF
// signed by both reviewing persons.
import { createHash } from 'node:crypto'
import type { CaseState } from 'shared/case-state'
import type { CaseEntry } from 'shared/events'
import type { BlobHash } from 'shared/parts'
import type { Policy } from 'shared/policy'
import { drawAddresses } from './addresses-visited'
import { gatherCase } from './case-record'
import { drawCustody } from './custody-summary'
import { drawEvidence, type Progress } from './evidence-schedule'
import { openDocument } from './furniture'
import { drawRecordOfReview } from './record-of-review'
import { drawBackground } from './review-background'
import { describePanel, signByEach, type RecordSigner } from './signing-people'

export interface RecordSource extends Progress {
  readonly state: CaseState
  /** The log that `state` was folded from: it alone tells sessions and agreements. */
  readonly entries: Iterable<CaseEntry>
  readonly policy: Policy
  /** Reads a screenshot. Called for one exhibit at a time, never for a sealed one. */
  readonly readExhibit: (blob: BlobHash) => Uint8Array
  /** First and second reviewing person. */
  readonly signers: readonly [RecordSigner, RecordSigner]
  /** Absolute path of the application's `resources`. */
  readonly resourcesFolder: string
  readonly now: Date
}

export interface MadeRecord {
  readonly pdf: Uint8Array
  readonly pages: number
  /** Hex, of the signed file. */
  readonly sha256: string
}

const fieldNames = ['FirstReviewer', 'SecondReviewer'] as const
/** Signing is quick beside the pictures. */
const drawingShare = 0.95

/**
 * Makes the record of review with its evidence schedule, signed by both.
 * @throws `document.too-early`, `exhibit.altered`, `exhibit.unreadable`, `resources.missing`, `identity.foreign`,
 *   `identity.forgotten`; the signal's reason where it is aborted
 */
export async function makeRecord(source: RecordSource): Promise<MadeRecord> {
  const { signers, now, signal, onProgress } = source
  const drawn = await drawRecord(source)
  const pdf = await signByEach(drawn.pdf, signers, fieldNames, {
    reason: 'Reviewing person: this record is true and complete',
    location: source.state.computerCheck?.seen.location ?? source.state.opened?.computer.location ?? '',
    signedAt: now,
    signal,
  })
  onProgress?.(1)
  return { pdf, pages: drawn.pages, sha256: createHash('sha256').update(pdf).digest('hex') }
}

async function drawRecord(source: RecordSource): Promise<{ pdf: Uint8Array; pages: number }> {
  const { signers, now, signal, onProgress } = source
  const record = gatherCase(source)
  const { reference, school } = record.opened
  const title = `${record.policy.forms.recordOfReview.title}: ${reference}`
  const { flow, finish } = openDocument({ title, reference, school, logHead: record.state.head, madeAt: now }, source.resourcesFolder)
  const [first, second] = signers
  await drawRecordOfReview(flow, record, [describePanel(first, fieldNames[0], now), describePanel(second, fieldNames[1], now)])
  await drawBackground(flow, record)
  await drawCustody(flow, record)
  await drawEvidence(flow, record, { signal, onProgress: (fraction) => onProgress?.(fraction * drawingShare) })
  await drawAddresses(flow, record)
  return finish()
}
