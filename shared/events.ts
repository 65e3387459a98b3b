// Every event a log can hold. A case is its log: what is not an event did not happen, and the state of a case is a fold
// over these (`case-state.ts`). Bodies are strict: a field that is not named here is refused, on writing and on checking.
import { z } from 'zod'
import { recognisedBlockPage } from './block-pages'
import {
  address,
  blobHash,
  caseId,
  computerIdentity,
  haltCause,
  id,
  instant,
  long,
  medium,
  personId,
  personOnRecord,
  refusalKind,
  sha256,
  short,
  subject,
  visitCause,
  visitId,
  visitRecord,
} from './parts'

const policyPin = z.strictObject({ version: short, hash: sha256 })

/** Event type -> body, for a case log. Names are facts in the past tense. */
export const caseEventBodies = {
  // Before anything is opened
  'case.opened': z.strictObject({
    caseId,
    reference: short,
    school: short,
    policy: policyPin,
    /** The pack itself, kept in the case: SHA-256 of the same bytes as `policy.hash`. */
    policyBlob: blobHash,
    computer: computerIdentity,
    people: z.array(personOnRecord).min(1).max(50),
    caCertificatePem: z.string().max(8_192),
  }),
  'report.recorded': z.strictObject({
    reportedBy: short,
    reportedAt: instant,
    what: long,
    deviceOrAccount: z.string().trim().max(500),
    subject,
    immediateDanger: z.boolean(),
  }),
  'triage.answered': z.strictObject({ suspectedIllegal: z.boolean(), words: z.string().trim().max(10_000) }),
  'case.authorised': z.strictObject({
    authorisedBy: personId,
    reason: long,
    scope: long,
    reviewers: z.array(personId).min(2).max(2),
    /** Everybody who holds a share of the case key: any two of them open the case. */
    holders: z.array(personId).min(2).max(20),
    conflicts: z.array(z.strictObject({ personId, statement: medium })).max(10),
    exception: z.strictObject({ sites: medium, askedBy: short, why: medium, from: instant, to: instant }).nullable(),
  }),
  'computer.checked': z.strictObject({
    same: z.boolean(),
    seen: computerIdentity,
    differences: z.array(z.string().max(500)).max(20),
    reason: z.string().trim().max(10_000),
  }),
  // People
  /** Somebody enrolled after the case was opened who signs in it from here on. */
  'person.noted': z.strictObject({ person: personOnRecord }),
  'session.opened': z.strictObject({ people: z.array(personId).min(1).max(3), keyEpoch: z.int().min(1) }),
  'session.closed': z.strictObject({ cause: z.enum(['left', 'locked', 'quit', 'crashed']) }),
  // Review
  'visit.requested': z.strictObject({ visitId, url: address, cause: visitCause }),
  'visit.recorded': z.strictObject({ visitId, record: visitRecord }),
  'visit.refused': z.strictObject({ kind: refusalKind, url: address, detail: z.string().max(2_000) }),
  /** What came of the visit looks like the page of a provider or a filter in place of a blocked one. */
  'block-page.recognised': recognisedBlockPage.extend({ visitId }),
  'concern.described': z.strictObject({ concernId: id, visitId: visitId.nullable(), url: address, categoryId: short, words: long }),
  'capture.agreed': z.strictObject({
    captureId: id,
    visitId,
    url: address,
    /** What each stated with an own act (session PIN), word for word. */
    statement: medium,
    agreements: z.array(z.strictObject({ personId, at: instant })).length(2),
  }),
  'exhibit.kept': z.strictObject({
    captureId: id,
    number: z.int().min(1),
    visitId,
    url: address,
    title: z.string().max(2_000),
    kind: z.enum(['full-page']),
    mimeType: z.literal('image/png'),
    blob: blobHash,
    sizeBytes: z.int().min(1),
    widthPx: z.int().min(1),
    heightPx: z.int().min(1),
    takenAt: instant,
  }),
  'capture.failed': z.strictObject({ captureId: id, code: short, sentence: medium }),
  'review.finished': z.strictObject({}),
  // Halt and the police route
  'halt.recorded': z.strictObject({
    cause: haltCause,
    categoryId: short.nullable(),
    guidanceId: short,
    url: address.nullable(),
    /** The address that is on the known list: the page's own, or that of something in it. */
    matchedUrl: address.exactOptional(),
    visitId: visitId.nullable(),
    /** When the view was gone, by the Desk's clock; null where there was no view. */
    haltedAt: instant,
    /** Milliseconds from the act to the view's removal, as the Desk measured; null where there was no view. */
    blankAfterMs: z.number().min(0).nullable(),
    /** Exhibits of the halted page sealed by a `stop` category: kept encrypted, never shown, printed or exported. */
    sealedExhibits: z.array(z.int().min(1)).max(10_000),
  }),
  'halt.categorised': z.strictObject({
    categoryId: short,
    guidanceId: short,
    sealedExhibits: z.array(z.int().min(1)).max(10_000),
  }),
  'police.step-done': z.strictObject({ stepId: short, note: z.string().trim().max(10_000) }),
  'police.contacted': z.strictObject({
    calledBy: short,
    calledAt: instant,
    force: short,
    reference: short,
    officer: z.string().trim().max(200),
    advice: z.string().trim().max(10_000),
  }),
  'halt.released': z.strictObject({ reference: short, reason: medium }),
  // Decide and act
  'judgement.made': z.strictObject({ substance: z.boolean(), reasons: long, conclusion: long }),
  'actions.decided': z.strictObject({
    table: z.enum(['pupils', 'staff']),
    incidentId: short,
    proposed: z.array(short).max(50),
    chosen: z
      .array(
        z.strictObject({ actionId: short, title: short, owner: short, due: z.iso.date().nullable(), note: z.string().trim().max(10_000) }),
      )
      .max(50),
    departureReason: z.string().trim().max(10_000),
  }),
  'document.made': z.strictObject({
    documentId: id,
    kind: z.enum(['record-of-review']),
    title: short,
    blob: blobHash,
    sizeBytes: z.int().min(1),
    pages: z.int().min(1),
    signedBy: z.array(personId).min(1).max(3),
  }),
  'case.closed': z.strictObject({ documentId: id, documentSha256: sha256, readers: z.array(personId).min(1).max(20) }),
  // After closing
  'dsl.reviewed': z.strictObject({ outcome: z.enum(['accepted', 'returned']), words: z.string().trim().max(100_000) }),
  'case.disclosed': z.strictObject({
    recipient: short,
    organisation: short,
    fileName: short,
    sizeBytes: z.int().min(1),
    sha256,
    manifestSha256: sha256,
  }),
} as const

/** Event type -> body, for the school's own log (people, computer, policy, register, incident log). */
export const schoolEventBodies = {
  'school.founded': z.strictObject({ name: short, caCertificatePem: z.string().max(8_192), computer: computerIdentity, policy: policyPin }),
  'person.enrolled': z.strictObject({ person: personOnRecord.extend({ ageRecipient: z.string().max(3_000) }), enrolledBy: personId }),
  'person.signed-in': z.strictObject({ personId, purpose: z.enum(['pair', 'alone']) }),
  'sign-in.failed': z.strictObject({ personId }),
  'policy.published': z.strictObject({ policy: policyPin, blob: blobHash }),
  'known-list.imported': z.strictObject({
    title: short,
    categoryId: short,
    hosts: z.int().min(0),
    urls: z.int().min(0),
    /** Digests of hosts, then of addresses, 32 bytes each, each run ascending. */
    blob: blobHash,
    importedBy: personId,
  }),
  'case.registered': z.strictObject({
    caseId,
    reference: short,
    openedBy: z.array(personId).length(2),
    subjectKind: z.enum(['pupil', 'staff', 'unknown']),
  }),
  'case.noted': z.strictObject({
    caseId,
    status: z.enum(['halted', 'released', 'closed', 'accepted', 'returned', 'disclosed']),
  }),
} as const

export type CaseEventType = keyof typeof caseEventBodies
export type SchoolEventType = keyof typeof schoolEventBodies
export type CaseEventBody<T extends CaseEventType> = z.infer<(typeof caseEventBodies)[T]>
export type SchoolEventBody<T extends SchoolEventType> = z.infer<(typeof schoolEventBodies)[T]>

/** What a decision yields: a type and a body, not yet in a log. */
export type CaseFact = { [T in CaseEventType]: { type: T; body: CaseEventBody<T> } }[CaseEventType]
export type SchoolFact = { [T in SchoolEventType]: { type: T; body: SchoolEventBody<T> } }[SchoolEventType]

/** One Ed25519 signature over an event's hash. base64url of 64 bytes, no padding. */
export const eventSignature = z.strictObject({ personId, signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/) })
export type EventSignature = z.infer<typeof eventSignature>

/**
 * The part of an event that is hashed: SHA-256 over the RFC 8785 canonical JSON of exactly these fields.
 * `prev` is the hash of the event before, 64 zeros for the first.
 */
export const sealedEvent = z.strictObject({
  v: z.literal(1),
  log: id,
  seq: z.int().min(1),
  at: instant,
  /** Milliseconds of a clock that never goes back, since the process started; a clock change shows against it. */
  monotonicMs: z.number().min(0),
  type: z.string().min(1).max(100),
  actors: z.array(personId).max(3),
  body: z.record(z.string(), z.json()),
  prev: sha256,
})
export type SealedEvent = z.infer<typeof sealedEvent>

/** An event as it stands in a file: the hashed text itself, its hash, and who signed it. */
export interface StoredEvent {
  readonly seq: number
  /** The exact canonical JSON that was hashed. */
  readonly text: string
  readonly hash: string
  readonly signatures: readonly EventSignature[]
}

/** An event as the fold and the screens read it. */
export type LogEntry<F> = F extends { type: string; body: unknown }
  ? F & { seq: number; at: string; monotonicMs: number; actors: string[]; hash: string }
  : never
export type CaseEntry = LogEntry<CaseFact>
export type SchoolEntry = LogEntry<SchoolFact>
