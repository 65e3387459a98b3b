// THE contract: every intention that the Face can express, what it carries, what comes back, and who answers it. Both ends are
// derived from this one object; there is no other channel. Names are intentions, never powers: nothing here reads a file, runs a
// query or names a path. A `both` field holds an own act (session PIN) of each of the two people.
import { z } from 'zod'
import { blockPageNotice, textLimit } from './block-pages'
import { caseState } from './case-state'
import { caseEventBodies } from './events'
import { followUpEventBodies } from './follow-up-events'
import { amendmentSaid, incidentEventBodies, incidentSaid } from './incident-events'
import {
  address,
  caseId,
  computerIdentity,
  haltCause,
  id,
  instant,
  long,
  medium,
  personId,
  personSummary,
  refusalKind,
  roleId,
  sha256,
  short,
  subject,
  visitCause,
  visitId,
  visitRecord,
} from './parts'
import { knownListState } from './known-list'
import { paperKinds } from './paper-events'
import { policySchema } from './policy'
import { viewQuestion, viewState } from './view-state'

export const passphrase = z.string().min(1).max(1_000)
export const pin = z.string().regex(/^\d{4,12}$/)
/** One person's own act. */
export const ownAct = z.strictObject({ personId, pin })
/** The own acts of the two people in the room, in any order. */
export const both = z.tuple([ownAct, ownAct])

const guidanceSchema = policySchema.shape.guidance.element
/** The exact bytes of a picture. */
const pixels = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const nothing = z.strictObject({})
const done = z.strictObject({})

/** One line of the timeline: an entry of the log in words. */
export const timelineEntry = z.object({
  seq: z.int(),
  at: instant,
  type: z.string(),
  tone: z.enum(['plain', 'kept', 'warning', 'halt']),
  title: z.string(),
  details: z.array(z.string()),
  /** The first and last digits of the entry's hash, for comparing by eye. */
  hash: sha256,
})
export type TimelineEntry = z.infer<typeof timelineEntry>

export const caseListing = z.object({
  caseId,
  reference: short,
  openedAt: instant,
  status: z.enum(['open', 'halted', 'closed', 'accepted', 'returned', 'set-aside']),
  disclosed: z.boolean(),
  openedBy: z.array(short),
  subjectKind: z.enum(['pupil', 'staff', 'unknown']),
  /** False where the person or pair in the room holds no share of its key. */
  mayOpen: z.boolean(),
  /** False where its key is not sealed to the present recovery kits: it will be when it is next opened. */
  recoverable: z.boolean(),
})
export type CaseListing = z.infer<typeof caseListing>

/** What everybody may know before anybody has signed in, and who is in the room after. */
export const roomState = z.object({
  /** `first-run`: no school yet. `staffing`: founded, but a head, two seniors and a DSL are not all enrolled. */
  phase: z.enum(['first-run', 'staffing', 'sign-in', 'room']),
  school: short.nullable(),
  computer: computerIdentity.nullable(),
  people: z.array(personSummary),
  /** Enrolled, but may not come in until the head reinstates them. */
  suspended: z.array(personSummary),
  /** Roles that still need somebody before the school can start. */
  missing: z.array(z.enum(['head', 'senior', 'dsl'])),
  present: z.array(personSummary.extend({ since: instant })),
  room: z.enum(['empty', 'waiting-for-second', 'pair', 'alone']),
  openCase: caseId.nullable(),
  /** Reference of the open case. */
  openReference: short.nullable(),
  /** A closed case is only read: there is nothing in it to halt. */
  openCaseClosed: z.boolean(),
  /** In force for the whole application until two people release it. Holds no address: nobody may have signed in. */
  halt: z
    .object({
      caseId: caseId.nullable(),
      reference: z.string(),
      at: instant,
      cause: haltCause,
      categoryId: short.nullable(),
      guidance: guidanceSchema,
    })
    .nullable(),
  /** The recovery kits in the safe. null where none were made, or where nobody is signed in. */
  recovery: z
    .object({
      madeAt: instant,
      kits: z.array(z.string()),
      /** Names of printed sheets that still lie as files in the exports folder: print them, then delete them. */
      sheetsOnDisk: z.array(z.string()),
    })
    .nullable(),
  /** Who of those present has to make the acceptable-use declaration. */
  declarationDue: z.array(personId),
  /** What whoever signed in should know: wrong passphrases since the last time, files that somebody changed. Empty before sign-in. */
  alerts: z.array(z.object({ code: z.string(), sentence: z.string() })),
  version: z.string(),
})
export type RoomState = z.infer<typeof roomState>

const caseView = z.object({ caseId, state: caseState, policy: policySchema })
export type CaseView = z.infer<typeof caseView>

const agreement = z.object({
  visitId: visitId.nullable(),
  agreed: z.array(z.object({ personId, at: instant })),
  ready: z.boolean(),
  statement: z.string(),
})
export type Agreement = z.infer<typeof agreement>

const receipt = z.object({
  number: z.int(),
  sha256,
  sizeBytes: z.int(),
  widthPx: z.int(),
  heightPx: z.int(),
  takenAt: instant,
  url: address,
  seq: z.int(),
  millis: z.number(),
})
export type Receipt = z.infer<typeof receipt>

/** A piece of a file or of a list, on its way between Desk and Vault. */
const piece = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= 1024 * 1024)
const listInForce = z.object({ list: knownListState.nullable() })
/** What is running out (`shared/clocks.ts`); `calendarUntil` is set where bank holidays are no longer known. */
const clockFace = z.object({
  at: instant,
  clocks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      due: instant,
      state: z.enum(['calm', 'soon', 'overdue']),
      words: z.string(),
      note: z.string(),
    }),
  ),
  calendarUntil: z.iso.date().nullable(),
})
export type ClockFace = z.infer<typeof clockFace>

/** An entry of the incident log with what was added to it, names in words. */
const incidentView = z.object({
  ...incidentEventBodies['incident.logged'].omit({ caseId: true }).shape,
  loggedAt: instant,
  loggedBy: z.array(z.string()),
  amendments: z.array(amendmentSaid.extend({ at: instant, by: z.array(z.string()) })),
  /** With those added later. */
  slipsInAll: z.int(),
  /** References of the cases that came of it. */
  cases: z.array(z.string()),
})
export type IncidentView = z.infer<typeof incidentView>

/** First and last day in London, both included. The period has to be over, and may overlap no other that was reported. */
const period = z.strictObject({ from: z.iso.date(), to: z.iso.date() })
const figureTables = z.array(
  z.object({
    id: z.enum(['kind', 'concerns', 'became', 'outcome', 'time', 'filter', 'category']),
    /** A count is null where it is withheld. */
    figures: z.array(z.object({ id: z.string(), title: z.string(), count: z.int().nullable() })),
  }),
)
const governorsFigures = period.extend({
  incidents: z.object({ total: z.int().nullable(), slips: z.int().nullable(), tables: figureTables }),
  cases: z.object({ total: z.int().nullable(), tables: figureTables }),
  /** Up to when the log was counted. */
  countedAt: instant,
})
export type GovernorsFigures = z.infer<typeof governorsFigures>

const incidentFilter = z.strictObject({
  text: z.string().max(500),
  kind: short.nullable(),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  person: z.string().max(200),
})

const savedFile = z.object({ fileName: z.string(), folderName: z.string(), sizeBytes: z.int(), sha256 })

/** A folder's own name, never a way to another folder. */
const backupName = z.string().regex(/^backup-[A-Za-z0-9-]{1,100}$/)

const standingChanged = z.object({ room: roomState, holderOf: z.array(short) })
const newPerson = z.strictObject({ name: short, position: short, role: roleId, passphrase })

const intention = <A extends 'desk' | 'vault', I extends z.ZodType, O extends z.ZodType>(at: A, input: I, output: O) => ({
  at,
  input,
  output,
})

export const contract = {
  // The room
  'room.state': intention('vault', nothing, roomState),
  'computer.identify': intention('vault', nothing, computerIdentity.omit({ location: true })),
  'school.found': intention(
    'vault',
    z.strictObject({ name: short, computerLocation: short, head: newPerson.extend({ role: z.literal('head') }) }),
    roomState,
  ),
  'person.enrol': intention('vault', newPerson, roomState),
  /** The declaration on paper, signed by whoever asks. */
  'declaration.print': intention('vault', ownAct, savedFile),
  /** Prints a new set of recovery kits; cases are sealed to them from here on. The head alone, by their passphrase. */
  'recovery.make': intention(
    'vault',
    z.strictObject({ passphrase }),
    savedFile.extend({ kits: z.array(z.string()), warning: z.string(), room: roomState }),
  ),
  /** The head alone. `holderOf`: references of open cases whose key the person holds a share of still; change the holders there. */
  'person.suspend': intention('vault', z.strictObject({ personId, reason: medium }), standingChanged),
  'person.reinstate': intention('vault', z.strictObject({ personId, reason: medium }), standingChanged),
  'person.remove': intention('vault', z.strictObject({ personId, reason: medium }), standingChanged),
  /** Of somebody who is signed in. Their keys are sealed anew; no case changes. */
  'passphrase.change': intention('vault', z.strictObject({ personId, from: passphrase, to: passphrase }), done),
  'declaration.read': intention(
    'vault',
    nothing,
    z.object({
      title: z.string(),
      lead: z.string(),
      statements: z.array(z.string()),
      agreement: z.string(),
      source: z.string(),
      policyVersion: z.string(),
      textHash: sha256,
    }),
  ),
  /** Of one person in the room, by their own act. `textHash` is of the words that they were shown. */
  'declaration.accept': intention('vault', ownAct.extend({ textHash: sha256 }), roomState),
  /** Asked while a new passphrase is being typed. `about`: the name and position that were typed beside it. */
  'passphrase.check': intention(
    'vault',
    z.strictObject({ passphrase: z.string().max(1_000), about: z.array(z.string().max(200)).max(10) }),
    z.object({
      acceptable: z.boolean(),
      level: z.enum(['weak', 'nearly', 'good', 'strong']),
      sentence: z.string(),
      advice: z.array(z.string()),
    }),
  ),
  'session.sign-in': intention('vault', z.strictObject({ personId, passphrase, pin, purpose: z.enum(['pair', 'alone']) }), roomState),
  'session.sign-out': intention('vault', nothing, roomState),
  // Cases
  'case.list': intention('vault', nothing, z.array(caseListing)),
  'case.start': intention(
    'vault',
    z.strictObject({
      reportedBy: short,
      reportedAt: instant,
      what: long,
      deviceOrAccount: z.string().trim().max(500),
      subject,
      immediateDanger: z.boolean(),
      /** The entry of the incident log that the case starts from; without it the report enters the log by itself. */
      incidentId: id.optional(),
    }),
    caseView,
  ),
  'case.open': intention(
    'vault',
    z.strictObject({
      caseId,
      /** Going on with a file that is older than the one on record (`case.rolled-back`): both, and why. */
      olderCopy: z.strictObject({ reason: medium, both }).optional(),
    }),
    caseView,
  ),
  'case.view': intention('vault', nothing, caseView),
  'case.leave': intention('vault', nothing, roomState),
  'log.read': intention('vault', z.strictObject({ afterSeq: z.int().min(0) }), z.array(timelineEntry)),
  'log.verify': intention('vault', nothing, z.object({ ok: z.boolean(), entries: z.int(), blobs: z.int(), sentence: z.string() })),
  // Before anything is opened
  'triage.answer': intention(
    'vault',
    z.strictObject({ suspectedIllegal: z.boolean(), words: z.string().trim().max(10_000), both }),
    caseView,
  ),
  'case.authorise': intention(
    'vault',
    z.strictObject({
      authoriserId: personId,
      passphrase,
      reason: long,
      scope: long,
      /** A third or further senior who may also open the case, besides the two in the room. */
      alsoMayOpen: z.array(personId).max(18),
      conflicts: z.array(z.strictObject({ personId, statement: medium })).max(10),
      exception: z.strictObject({ sites: medium, askedBy: short, why: medium, from: instant, to: instant }).nullable(),
    }),
    caseView,
  ),
  /**
   * Who may open this case, besides or instead of those named so far. Both in the room confirm, and the authoriser gives their passphrase.
   * Removing somebody gives the case another key, which takes as long as copying the file.
   */
  'case.change-holders': intention(
    'vault',
    z.strictObject({
      add: z.array(personId).max(18),
      remove: z.array(personId).max(18),
      reason: medium,
      authoriserId: personId,
      passphrase,
      both,
    }),
    caseView,
  ),
  'computer.check': intention('vault', z.strictObject({ reason: z.string().trim().max(10_000), both }), caseView),
  // The evidence view
  'view.state': intention('desk', nothing, viewState),
  'view.place': intention(
    'desk',
    z.strictObject({
      x: z.int().min(0).max(20_000),
      y: z.int().min(0).max(20_000),
      width: z.int().min(0).max(20_000),
      height: z.int().min(0).max(20_000),
    }),
    done,
  ),
  /** Takes the view off the screen without halting (another screen is shown, or somebody walks in). */
  'view.hide': intention('desk', nothing, done),
  'visit.open': intention('desk', z.strictObject({ url: address }), viewState),
  /** Both say yes to the question that the view has (`viewState.question`); the page is opened then. */
  'visit.allow': intention('desk', z.strictObject({ both }), viewState),
  'visit.back': intention('desk', nothing, done),
  'visit.reload': intention('desk', nothing, done),
  // Words and pixels
  'concern.describe': intention('vault', z.strictObject({ categoryId: short, words: long }), caseView),
  'capture.agreement': intention('vault', nothing, agreement),
  'capture.agree': intention('vault', ownAct, agreement),
  'capture.withdraw': intention('vault', nothing, agreement),
  'capture.take': intention('desk', nothing, receipt),
  'exhibit.show': intention('vault', z.strictObject({ number: z.int().min(1) }), z.object({ png: pixels, sha256 })),
  // Halt
  halt: intention('desk', z.strictObject({ cause: z.enum(['button', 'key', 'category']), categoryId: short.nullable() }), roomState),
  'halt.categorise': intention('vault', z.strictObject({ categoryId: short }), caseView),
  'police.step-done': intention('vault', z.strictObject({ stepId: short, note: z.string().trim().max(10_000) }), caseView),
  'police.contacted': intention(
    'vault',
    z.strictObject({
      calledBy: short,
      calledAt: instant,
      force: short,
      reference: short,
      officer: z.string().trim().max(200),
      advice: z.string().trim().max(10_000),
    }),
    caseView,
  ),
  'halt.release': intention('vault', z.strictObject({ reason: medium, both }), caseView),
  // Decide and act
  'review.finish': intention('vault', nothing, caseView),
  'judgement.make': intention('vault', caseEventBodies['judgement.made'].extend({ both }), caseView),
  'actions.decide': intention(
    'vault',
    z.strictObject({
      table: z.enum(['pupils', 'staff']),
      incidentId: short,
      chosen: z
        .array(z.strictObject({ actionId: short, owner: short, due: z.iso.date().nullable(), note: z.string().trim().max(10_000) }))
        .max(50),
      departureReason: z.string().trim().max(10_000),
      both,
    }),
    caseView,
  ),
  'case.close': intention('vault', z.strictObject({ both }), caseView),
  // The known list (docs/known-list.md)
  'known-list.state': intention('vault', nothing, listInForce),
  /** Asks for a file in the desktop's own window. A technician or the head, alone. `list` is null where nothing was chosen. */
  'known-list.import': intention('desk', nothing, listInForce),
  // Beside the line
  /** The clocks of the open case, the most pressing first. */
  'clocks.read': intention('vault', nothing, clockFace),
  'contact.record': intention('vault', followUpEventBodies['contact.recorded'].omit({ title: true }), caseView),
  'action.mark-done': intention('vault', followUpEventBodies['action.done'], caseView),
  'exception.end': intention('vault', followUpEventBodies['exception.ended'], caseView),
  /** The way out for what never becomes a case: closed without review. */
  'case.set-aside': intention('vault', followUpEventBodies['case.set-aside'].extend({ both }), caseView),
  /**
   * One of the two turns out to be the subject or close to somebody concerned, and another takes their place. Said by either with their own
   * act; the room is empty afterwards, and the case opens for the other and the new person.
   */
  'conflict.record': intention(
    'vault',
    z.strictObject({ leavingId: personId, joiningId: personId, statement: medium, authoriserId: personId, passphrase, act: ownAct }),
    roomState,
  ),
  /** A paper from the case's log, signed by everybody in the room, each with their own act. It holds no picture. */
  'paper.save': intention(
    'vault',
    z.strictObject({ kind: z.enum(paperKinds), acts: z.array(ownAct).min(1).max(2) }),
    savedFile.extend({ view: caseView }),
  ),
  'retention.set': intention('vault', followUpEventBodies['retention.set'].extend({ both }), caseView),
  'work.cancel': intention('vault', z.strictObject({ workId: id }), done),
  // The incident log
  'incident.log': intention('vault', incidentSaid, incidentView),
  'incident.amend': intention('vault', amendmentSaid.extend({ incidentId: id }), incidentView),
  'incident.list': intention(
    'vault',
    incidentFilter.extend({ page: z.int().min(1).max(100_000), pageSize: z.int().min(1).max(100) }),
    z.object({
      incidents: z.array(incidentView),
      /** Of everything that fits, not of this page alone. */
      total: z.int(),
      slips: z.int(),
      page: z.int(),
      pages: z.int(),
      /** What may be chosen: the kinds of the policy in force. */
      kinds: policySchema.shape.incidentKinds,
    }),
  ),
  'incident.export-csv': intention('vault', incidentFilter, savedFile),
  /** The same selection on paper, in the policy's own form. */
  'incident.print': intention('vault', incidentFilter, savedFile),
  // For the governors: figures alone, small counts withheld
  'governors.figures': intention('vault', period, governorsFigures),
  'governors.report': intention('vault', period, savedFile.extend({ figures: governorsFigures })),
  // Backups and the computer
  /** A copy of everything, encrypted as it is, in the exports folder. */
  'backup.make': intention(
    'vault',
    nothing,
    z.object({ folderName: z.string(), parentName: z.string(), files: z.int(), sizeBytes: z.int(), sha256 }),
  ),
  'backup.list': intention(
    'vault',
    nothing,
    z.array(z.object({ folderName: z.string(), school: z.string(), madeAt: instant, files: z.int(), sizeBytes: z.int() })),
  ),
  'backup.check': intention(
    'vault',
    z.strictObject({ folderName: backupName }),
    z.object({ ok: z.boolean(), files: z.int(), sentence: z.string() }),
  ),
  /** Only where there is no school yet. */
  'backup.restore': intention('vault', z.strictObject({ folderName: backupName }), roomState),
  /** Every so many days, at signing out; null for never. The head alone. */
  'backup.schedule': intention('vault', z.strictObject({ everyDays: z.int().min(1).max(365).nullable() }), roomState),
  /** Said on the new computer, by both: the files were moved here for good. */
  'computer.replace': intention('vault', z.strictObject({ location: short, reason: medium, both }), roomState),
  // Retention
  'disposal.list': intention(
    'vault',
    nothing,
    z.object({
      /** Closed cases. `due`: at least one of the rules that can apply may have run out. */
      kept: z.array(
        z.object({
          caseId,
          reference: short,
          subjectKind: z.enum(['pupil', 'staff', 'unknown']),
          due: z.boolean(),
          options: z.array(
            z.object({
              ruleId: z.string(),
              title: z.string(),
              /** The date to ask for, without which the day is not certain. */
              asks: z.enum(['date-of-birth', 'pension-date']).nullable(),
              earliest: z.iso.date(),
            }),
          ),
        }),
      ),
      disposed: z.array(z.object({ reference: short, openedAt: instant, decidedAt: instant, doneAt: instant.nullable(), reason: medium })),
    }),
  ),
  /** For good: the keys and the file are destroyed. `date` is what the rule asks for; only the day that follows from it is kept. */
  'case.dispose': intention(
    'vault',
    z.strictObject({ caseId, ruleId: short, date: z.iso.date().nullable(), reason: medium, both }),
    z.object({ reference: short, backupsHolding: z.array(z.string()) }),
  ),
  // After closing
  'document.save': intention('vault', z.strictObject({ documentId: id }), savedFile),
  'dsl.review': intention(
    'vault',
    z.strictObject({ outcome: z.enum(['accepted', 'returned']), words: z.string().trim().max(100_000), pin }),
    caseView,
  ),
  'handover.export': intention(
    'vault',
    z.strictObject({ recipient: short, organisation: short, pin }),
    savedFile.extend({ bundlePassphrase: z.string(), caFingerprint: sha256, view: caseView }),
  ),
  /** Shows the exports folder in the desktop's own file window. */
  'exports.show': intention('desk', nothing, done),
} as const

export type Contract = typeof contract
export type Intention = keyof Contract
export type Input<I extends Intention> = z.input<Contract[I]['input']>
export type ParsedInput<I extends Intention> = z.output<Contract[I]['input']>
export type Output<I extends Intention> = z.output<Contract[I]['output']>
export type VaultIntention = { [I in Intention]: Contract[I]['at'] extends 'vault' ? I : never }[Intention]
export type DeskIntention = Exclude<Intention, VaultIntention>

/** A refusal as it crosses the contract. */
export const refusal = z.object({ code: z.string(), sentence: z.string() })
export type Refusal = z.infer<typeof refusal>
export type Answer<I extends Intention> = { ok: true; value: Output<I> } | { ok: false; error: Refusal }

/** What the Desk and the Vault tell the Face unasked. */
export const notices = {
  /** The log grew, or something derived from it changed: read again what you show. */
  'log.grew': z.object({ seq: z.int() }),
  'room.changed': roomState,
  'view.changed': viewState,
  /** The page in the view is one that is shown in place of a blocked one: offer to halt, with the category where one is named. */
  'block-page.recognised': blockPageNotice,
  /** The view is gone. Comes before the Vault has recorded it. */
  halted: z.object({ cause: haltCause, at: instant, blankAfterMs: z.number().nullable() }),
  /** Work of over a second: 0 to 1, and seconds left where they can be told. */
  'work.progress': z.object({
    workId: id,
    title: z.string(),
    fraction: z.number().min(0).max(1),
    secondsLeft: z.number().nullable(),
    cancellable: z.boolean(),
    done: z.boolean(),
  }),
  /** The Vault stopped and was started again; everybody signs in again. */
  'vault.restarted': z.object({ sentence: z.string() }),
} as const
export type NoticeName = keyof typeof notices
export type Notice = { [N in NoticeName]: { name: N; body: z.output<(typeof notices)[N]> } }[NoticeName]

/**
 * What the Desk alone asks of the Vault, on the same port: the Face cannot say these. Each comes from something that happened in
 * the evidence view.
 */
export const deskAsks = {
  'visit.request': { input: z.strictObject({ url: address, cause: visitCause }), output: z.object({ visitId }) },
  'visit.record': { input: z.strictObject({ visitId, record: visitRecord }), output: done },
  /** The beginning of the page's text, to recognise block pages by; looked at and forgotten. */
  'visit.read': { input: z.strictObject({ visitId, text: z.string().max(textLimit) }), output: done },
  'visit.refuse': {
    input: z.strictObject({ kind: refusalKind, url: address, detail: z.string().max(2_000) }),
    output: done,
  },
  /** Checks both own acts and records what was allowed. */
  'visit.allow': { input: z.strictObject({ ...viewQuestion.shape, both }), output: done },
  /** Consumes both agreements for this visit; without them it refuses and no pixel is read. */
  'capture.begin': { input: z.strictObject({ visitId, url: address }), output: z.object({ captureId: id }) },
  /** A piece of the agreed picture's file, in order; the last comes with `capture.store`. */
  'capture.part': { input: z.strictObject({ captureId: id, bytes: pixels }), output: done },
  'capture.store': {
    input: z.strictObject({
      captureId: id,
      /** The file, or its last piece. */
      png: pixels,
      widthPx: z.int().min(1),
      heightPx: z.int().min(1),
      takenAt: instant,
      title: z.string().max(2_000),
    }),
    output: receipt.omit({ millis: true }),
  },
  'capture.fail': { input: z.strictObject({ captureId: id, code: short, sentence: medium }), output: done },
  'halt.record': {
    input: z.strictObject({
      cause: z.enum(['button', 'key', 'category', 'known-list']),
      categoryId: short.nullable(),
      url: address.nullable(),
      /** The address on the known list, where it is not the page's own. */
      matchedUrl: address.exactOptional(),
      visitId: visitId.nullable(),
      haltedAt: instant,
      blankAfterMs: z.number().min(0).nullable(),
    }),
    output: roomState,
  },
  // A file of the known list, piece by piece; and the list in force, for the Desk's own look at every request.
  'known-list.begin': { input: nothing, output: done },
  'known-list.append': { input: z.strictObject({ bytes: piece }), output: done },
  'known-list.finish': { input: nothing, output: listInForce },
  'known-list.read': {
    input: z.strictObject({
      offset: z
        .int()
        .min(0)
        .max(2 ** 31),
      length: z
        .int()
        .min(0)
        .max(1024 * 1024),
    }),
    output: listInForce.extend({ bytes: piece }),
  },
  'session.end': { input: z.strictObject({ cause: z.enum(['left', 'locked', 'quit', 'crashed']) }), output: done },
} as const
export type DeskAsk = keyof typeof deskAsks

/** What the Vault demands of the Desk itself, never passed on: a `stop` or `refer` category was chosen, so halt now. */
export const deskNotices = {
  'halt.demanded': z.object({ cause: haltCause, categoryId: short.nullable() }),
} as const
export type DeskNotice = { [N in keyof typeof deskNotices]: { name: N; body: z.output<(typeof deskNotices)[N]> } }[keyof typeof deskNotices]
