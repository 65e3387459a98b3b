// Every event a log can hold. A case is its log: what is not an event did not happen, and the state of a case is a fold
// over these (`case-state.ts`). Bodies are strict: a field that is not named here is refused, on writing and on checking.
import { z } from 'zod'
import { recognisedBlockPage } from './block-pages'
import { followUpEventBodies } from './follow-up-events'
import { incidentEventBodies } from './incident-events'
import {
  address,
  allowanceKind,
  blobHash,
  caseId,
  checkpointStatement,
  computerIdentity,
  haltCause,
  id,
  instant,
  logPlace,
  long,
  medium,
  personId,
  personOnRecord,
  personSignature,
  recoveryKits,
  refusalKind,
  sha256,
  short,
  subject,
  visitCause,
  visitId,
  visitRecord,
} from './parts'
import { summaryEventBodies } from './summary-events'

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
  /** Who may open the case changed: the cryptography follows in the same entry of the file (a new deal, or a new key). */
  'case.holders-changed': z.strictObject({
    authorisedBy: personId,
    reason: medium,
    added: z.array(personId).max(20),
    removed: z.array(personId).max(20),
    /** Everybody who holds a share from here on. */
    holders: z.array(personId).min(2).max(20),
  }),
  /** The file has another key since somebody lost access; earlier shares open nothing that is written from here on. */
  'case.rekeyed': z.strictObject({ keyEpoch: z.int().min(2) }),
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
  // The log itself
  /** Everybody present states what the log is up to the entry before this one, at every opening, leaving, locking and closing. */
  'checkpoint.signed': z.strictObject({
    occasion: z.enum(['opened', 'left', 'closed']),
    statement: checkpointStatement,
    /** Over the statement itself, so that it can be shown without the log. */
    signatures: z.array(personSignature).min(1).max(3),
  }),
  /** This file is older than, or other than, the one that the school's log last saw; both went on with it. */
  'case.copy-accepted': z.strictObject({ noted: logPlace, found: logPlace, reason: medium }),
  /** The wall clock was set, or the computer slept: `byMs` more (or less) passed by it than by the clock that never goes back. */
  'clock.jumped': z.strictObject({ byMs: z.int(), lastAt: instant }),
  /** The case key lies in the `.keys` file for these recovery kits too: any two of them open the case. */
  'recovery.sealed': z.strictObject({ keyEpoch: z.int().min(1), kitIds: z.array(short).min(2).max(10) }),
  // Review
  'visit.requested': z.strictObject({ visitId, url: address, cause: visitCause }),
  'visit.recorded': z.strictObject({ visitId, record: visitRecord }),
  'visit.refused': z.strictObject({ kind: refusalKind, url: address, detail: z.string().max(2_000) }),
  /** What came of the visit looks like the page of a provider or a filter in place of a blocked one. */
  'block-page.recognised': recognisedBlockPage.extend({ visitId }),
  /** Both said yes, each with an own act, to what the view would not open by itself. It holds for that view alone. */
  'visit.allowed': z.strictObject({ kind: allowanceKind, host: z.string().min(1).max(300), url: address, detail: z.string().max(2_000) }),
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
  'judgement.made': z.strictObject({
    substance: z.boolean(),
    reasons: long,
    conclusion: long,
    /** Whether the internet filter let something through that it should not have; absent where the two were not asked. */
    filterFailed: z.boolean().exactOptional(),
  }),
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
  // Beside the line
  ...followUpEventBodies,
} as const

/** Event type -> body, for the school's own log (people, computer, policy, register, incident log). */
export const schoolEventBodies = {
  'school.founded': z.strictObject({ name: short, caCertificatePem: z.string().max(8_192), computer: computerIdentity, policy: policyPin }),
  'person.enrolled': z.strictObject({ person: personOnRecord.extend({ ageRecipient: z.string().max(3_000) }), enrolledBy: personId }),
  /** Signed by the person alone. `textHash`: SHA-256 of the canonical JSON of title, lead, statements and agreement. */
  'declaration.accepted': z.strictObject({ personId, acceptedAt: instant, textHash: sha256, policy: policyPin }),
  'person.suspended': z.strictObject({ personId, reason: medium, by: personId }),
  'person.reinstated': z.strictObject({ personId, reason: medium, by: personId }),
  'person.removed': z.strictObject({ personId, reason: medium, by: personId }),
  /** Their keys were sealed by a new passphrase; the keys are the same. */
  'passphrase.changed': z.strictObject({ personId }),
  'person.signed-in': z.strictObject({ personId, purpose: z.enum(['pair', 'alone']) }),
  /** A wrong passphrase, recorded at the next sign-in: `failedAt` is when it was tried, and by the clock of then. */
  'sign-in.failed': z.strictObject({ personId, failedAt: instant.optional() }),
  /** By what the plain file of wrong passphrases is recognised at the next sign-in. */
  'tries.watched': z.strictObject({ watchId: id, seed: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  /** That file was removed or changed by something other than Incident Room. */
  'tries.altered': z.strictObject({ found: z.enum(['missing', 'changed']) }),
  /** Kits were printed for the safe. Cases are sealed to the last ones that were made. */
  'recovery.made': z.strictObject({ kits: recoveryKits, madeBy: personId }),
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
  'backup.scheduled': z.strictObject({ everyDays: z.int().min(1).max(365).nullable() }),
  'backup.made': z.strictObject({ folderName: short, files: z.int().min(1), sizeBytes: z.int().min(1), manifestSha256: sha256 }),
  'backup.failed': z.strictObject({ code: short, sentence: medium }),
  /** The school's files are on another computer from here on; both said so there. */
  'computer.replaced': z.strictObject({
    computer: computerIdentity,
    differences: z.array(z.string().max(500)).min(1).max(20),
    reason: medium,
  }),
  'case.registered': z.strictObject({
    caseId,
    reference: short,
    openedBy: z.array(personId).length(2),
    subjectKind: z.enum(['pupil', 'staff', 'unknown']),
    /** The entry of the incident log that the case was started from. */
    incidentId: id.exactOptional(),
  }),
  'case.noted': z.strictObject({
    caseId,
    status: z.enum(['halted', 'released', 'closed', 'accepted', 'returned', 'disclosed', 'set-aside']),
  }),
  ...incidentEventBodies,
  ...summaryEventBodies,
  /** How far a case's log had come when it was last opened, left or closed: an older copy of the file shows against it. */
  'case.checkpointed': logPlace.extend({ caseId }),
  /** Two decided that the case has been kept long enough. Its keys and its file are destroyed from here on. */
  'case.disposal-decided': z.strictObject({ caseId, ruleId: short, ruleTitle: z.string().max(300), dueOn: z.iso.date(), reason: medium }),
  'case.disposed': z.strictObject({ caseId }),
  'case.copy-accepted': z.strictObject({ caseId, noted: logPlace, found: logPlace, reason: medium }),
} as const

export type CaseEventType = keyof typeof caseEventBodies
export type SchoolEventType = keyof typeof schoolEventBodies
export type CaseEventBody<T extends CaseEventType> = z.infer<(typeof caseEventBodies)[T]>
export type SchoolEventBody<T extends SchoolEventType> = z.infer<(typeof schoolEventBodies)[T]>

/** What a decision yields: a type and a body, not yet in a log. */
export type CaseFact = { [T in CaseEventType]: { type: T; body: CaseEventBody<T> } }[CaseEventType]
export type SchoolFact = { [T in SchoolEventType]: { type: T; body: SchoolEventBody<T> } }[SchoolEventType]

/** One person's signature over an event's hash. */
export const eventSignature = personSignature
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
