// Who is in the room and what is open: the only mutable state of the Vault. Signing in and out, opening and leaving happen here, so that
// keys have one owner and one place where they are forgotten.
import { createHash } from 'node:crypto'
import type { Notice, RoomState, DeskNotice } from 'shared/contract'
import { haltInForce, type CaseState } from 'shared/case-state'
import { CodedError, coded } from 'shared/errors'
import type { CaseEventBody, SchoolFact } from 'shared/events'
import type { PersonId, PersonSummary } from 'shared/parts'
import { isDeclarationDue } from './domain/declaration'
import { summariseCase } from './domain/case-summary'
import type { KnownListLines } from './domain/known-list-lines'
import { emptyRoom, enter, idsIn, peopleIn, requirePair, type Room } from './domain/room'
import { findCase, findMissing, findMissingNote, type CaseStatus } from './domain/school'
import { refuseSuspended, standingOf } from './domain/standing'
import { readHaltMarker } from './halt-marker-file'
import { openIdentity } from './keys/identity'
import { PassphraseTries } from './keys/passphrase-tries'
import type { PersonSecret } from './keys/person-secret'
import { SessionPin } from './keys/session-pin'
import type { LoadedList } from './known-list'
import type { OpenCase } from './open-case'
import { directoryPath, listRecoverySheets, schoolPath, triesPath, type Places } from './places'
import { findRoomHalt } from './room-halt'
import { hashDeclaration } from './declaration-text'
import { readDirectory, writeDirectory, type Directory, type DirectoryPerson } from './school-file/directory'
import { openSchoolFile, type SchoolFile } from './school-file/school-file'
import { recordTries } from './sign-in-record'
import { SignedIn } from './signed-in'
import { WorkBench } from './work'

export interface VaultSettings {
  readonly places: Places
  readonly version: string
  readonly notify: (notice: Notice | DeskNotice) => void
  /** The time of day; tests bring their own. */
  readonly now?: () => Date
}

export class RoomKeeper {
  readonly places: Places
  readonly work: WorkBench
  readonly notify: VaultSettings['notify']
  room: Room = emptyRoom
  directory: Directory | null = null
  openCase: OpenCase | null = null
  /** The known list as last read from the school file; undefined until it is asked for. */
  knownList: { readonly loaded: LoadedList | null } | undefined
  /** A list on its way in. */
  knownListImport: { readonly lines: KnownListLines; readonly decoder: TextDecoder } | null = null
  readonly now: () => Date
  readonly #version: string
  readonly #tries: PassphraseTries
  #alerts: RoomState['alerts'] = []
  #declarationDue: PersonId[] = []
  #arriving: Promise<void> = Promise.resolve()
  #directoryChange: Promise<void> = Promise.resolve()
  #turn: Promise<unknown> = Promise.resolve()
  readonly #signedIn = new Map<PersonId, SignedIn>()
  #school: SchoolFile | null = null

  constructor(settings: VaultSettings) {
    this.places = settings.places
    this.notify = settings.notify
    this.now = settings.now ?? (() => new Date())
    this.#version = settings.version
    this.#tries = new PassphraseTries(triesPath(settings.places), this.now)
    this.work = new WorkBench(settings.notify)
  }

  async loadDirectory(): Promise<void> {
    this.directory = await readDirectory(directoryPath(this.places))
  }

  /** @throws `school.none` before the school was set up */
  requireDirectory(): Directory {
    if (!this.directory) throw coded('school.none', 'This computer has not been set up yet. Set up the school first.')
    return this.directory
  }

  /** @throws `room.empty` where nobody is signed in */
  get school(): SchoolFile {
    if (!this.#school) throw coded('room.empty', 'Nobody is signed in. Sign in first.')
    return this.#school
  }

  /** @throws `case.none` */
  requireOpenCase(): OpenCase {
    if (!this.openCase) throw coded('case.none', 'No case is open. Open a case first.')
    return this.openCase
  }

  /** The keys of everybody present, in the order they came. */
  get signers(): PersonSecret[] {
    return idsIn(this.room).map((personId) => this.requireSignedIn(personId).secret)
  }

  requireSignedIn(personId: PersonId): SignedIn {
    const signedIn = this.#signedIn.get(personId)
    if (!signedIn) throw coded('room.absent', 'This person is not signed in.')
    return signedIn
  }

  findInDirectory(personId: PersonId): DirectoryPerson {
    const person = this.requireDirectory().people.find((candidate) => candidate.personId === personId)
    if (!person) throw coded('person.unknown', 'This person is not enrolled on this computer. Choose a name from the list.')
    return person
  }

  /** @throws `person.unknown`, `person.suspended` */
  findActive(personId: PersonId): DirectoryPerson {
    const person = this.findInDirectory(personId)
    refuseSuspended(person.suspended ? 'suspended' : 'active', person.name)
    return person
  }

  /**
   * Opens the keys of somebody beside the people in the room, with their passphrase: an authorisation, a change of passphrase.
   * @throws `passphrase.wrong`, `passphrase.wait`, `person.unknown`, `sealed.damaged`
   */
  async openPerson(personId: PersonId, passphrase: string): Promise<PersonSecret> {
    const { school } = this
    const secret = await this.#tryPassphrase(personId, passphrase)
    await recordTries(school, this.#tries, secret)
    return secret
  }

  /** Changes the plain directory on the disk, one change at a time, each to what the one before left. @throws `school.unwritten` */
  changeDirectory(change: (directory: Directory) => Directory): Promise<void> {
    const next = this.#directoryChange.then(async () => {
      const changed = change(this.requireDirectory())
      if (changed === this.directory) return
      await writeDirectory(directoryPath(this.places), changed)
      this.directory = changed
    })
    this.#directoryChange = next.catch(() => undefined)
    return next
  }

  /** Does something once everything that was begun in turn before it has ended. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(act)
    this.#turn = next.catch(() => undefined)
    return next
  }

  #tryPassphrase(personId: PersonId, passphrase: string): Promise<PersonSecret> {
    const person = this.findActive(personId)
    return this.#tries.attempt(personId, person.name, () => openIdentity(person.identity, passphrase, personId))
  }

  /**
   * Somebody comes in (step 4). The rules are asked first, so that a refusal costs nobody a passphrase check, and again after it, because
   * checking takes a moment.
   */
  signIn(personId: PersonId, passphrase: string, pin: string, purpose: 'pair' | 'alone'): Promise<void> {
    // One at a time: two who come in at once would both find the school file closed.
    const next = this.#arriving.then(() => this.#admit(personId, passphrase, pin, purpose))
    this.#arriving = next.catch(() => undefined)
    return next
  }

  async #admit(personId: PersonId, passphrase: string, pin: string, purpose: 'pair' | 'alone'): Promise<void> {
    const person = summarise(this.findInDirectory(personId))
    enter(this.room, person, purpose)
    const sessionPin = new SessionPin(pin)
    const secret = await this.#tryPassphrase(personId, passphrase)
    try {
      const room = enter(this.room, person, purpose)
      const school = this.#school ?? (await this.#openSchool(person, secret))
      this.#school = school
      const arrived: SchoolFact = { type: 'person.signed-in', body: { personId, purpose } }
      this.#alerts = [...this.#alerts, ...(await recordTries(school, this.#tries, secret, [arrived]))]
      this.#signedIn.set(personId, new SignedIn(person, secret, new Date().toISOString(), sessionPin))
      this.room = room
      this.#askDeclaration(personId)
    } catch (error) {
      secret.forget()
      throw error
    }
  }

  /** Opens the school file for the first who comes in, and believes it over the directory. @throws `person.suspended`, `school.altered` */
  async #openSchool(person: PersonSummary, secret: PersonSecret): Promise<SchoolFile> {
    const school = await openSchoolFile(schoolPath(this.places), this.requireDirectory(), secret)
    try {
      await this.changeDirectory((directory) => school.correct(directory))
      refuseSuspended(standingOf(school.state, person.personId), person.name)
      return school
    } catch (error) {
      school.close()
      throw error
    }
  }

  /** The founder is in the room from the moment the school exists. */
  admitFounder(person: PersonSummary, secret: PersonSecret, school: SchoolFile, directory: Directory): void {
    this.directory = directory
    this.#school = school
    this.#signedIn.set(person.personId, new SignedIn(person, secret, new Date().toISOString(), null))
    this.room = { kind: 'alone', person }
    this.#askDeclaration(person.personId)
  }

  /** Asked once, at signing in: nobody is interrupted later because the year has run out meanwhile. */
  #askDeclaration(personId: PersonId): void {
    const { declaration } = this.school.readPolicy().policy
    if (isDeclarationDue(this.school.state, declaration, hashDeclaration(declaration), personId, this.now()))
      this.#declarationDue = [...this.#declarationDue, personId]
  }

  /** Who in the room still has to make the acceptable-use declaration. */
  get declarationDue(): readonly PersonId[] {
    return this.#declarationDue
  }

  /** The person has made it. */
  noteDeclared(personId: PersonId): void {
    this.#declarationDue = this.#declarationDue.filter((one) => one !== personId)
  }

  /** The own acts of both people in the room, whatever their order. A PIN that ran out of tries empties the room. */
  confirmBoth(acts: readonly { personId: PersonId; pin: string }[]): void {
    const { first, second } = requirePair(this.room)
    for (const person of [first, second]) {
      const act = acts.find((candidate) => candidate.personId === person.personId)
      if (!act) throw coded('both.missing', `${person.name} has not confirmed with their own PIN.`)
      this.confirmOne(person.personId, act.pin)
    }
  }

  /** @throws `pin.wrong`, `pin.locked` (everybody is signed out) */
  confirmOne(personId: PersonId, pin: string): void {
    try {
      this.requireSignedIn(personId).confirm(pin)
    } catch (error) {
      if (!(error instanceof CodedError) || !error.code.startsWith('pin.')) throw error
      const { name } = this.requireSignedIn(personId).person
      if (error.code === 'pin.locked') {
        this.empty('locked')
        void this.tellRoom().then((body) => {
          this.notify({ name: 'room.changed', body })
        })
      }
      throw coded(error.code, `${name}: ${error.message}`)
    }
  }

  /** Leaves the open case, if any, and says so in its log. */
  leaveCase(cause: CaseEventBody<'session.closed'>['cause']): void {
    const { openCase } = this
    if (!openCase) return
    this.openCase = null
    try {
      openCase.recordWithCheckpoint('left', [{ type: 'session.closed', body: { cause } }], this.signers)
      this.noteCheckpoint(openCase.state)
      openCase.keepSnapshot()
    } finally {
      openCase.close()
    }
  }

  /** Everybody out: the case is left, every key in memory is zeroed. */
  empty(cause: CaseEventBody<'session.closed'>['cause']): void {
    this.work.cancelAll()
    try {
      this.leaveCase(cause)
    } finally {
      for (const signedIn of this.#signedIn.values()) signedIn.forget()
      this.#signedIn.clear()
      this.room = emptyRoom
      this.knownList = undefined
      this.knownListImport = null
      this.#school?.close()
      this.#school = null
      this.#alerts = []
      this.#declarationDue = []
    }
  }

  /** Tells the register where a case stands, where it does not know yet. */
  noteCase(state: CaseState): void {
    if (!state.opened || !this.#school) return
    const note = findMissingNote(findCase(this.#school.state, state.opened.caseId), statusOfState(state))
    if (note) this.recordInSchool(note)
    const { incidents, summaries } = this.#school.state
    const kind = incidents.find(({ cases }) => state.opened && cases.includes(state.opened.caseId))?.kind ?? 'unknown'
    const summary = summariseCase(state, tokenOf(state.opened.caseId), kind)
    if (summary && !summaries.some(({ token }) => token === summary.token)) this.recordInSchool({ type: 'case.summarised', body: summary })
  }

  /** Tells the register how far a case's log has come, so that an older copy of its file is noticed. */
  noteCheckpoint(state: CaseState): void {
    const { opened, head } = state
    if (!opened || !this.#school || findCase(this.#school.state, opened.caseId).checkpoint?.hash === head.hash) return
    this.recordInSchool({ type: 'case.checkpointed', body: { caseId: opened.caseId, seq: head.seq, hash: head.hash } })
  }

  recordInSchool(...facts: SchoolFact[]): void {
    this.school.record(facts, this.signers)
  }

  async tellRoom(): Promise<RoomState> {
    const { directory, room } = this
    const everybody = directory?.people ?? []
    const people = everybody.filter((person) => !person.suspended).map(summarise)
    const missing = directory ? findMissing(people) : (['head', 'senior', 'dsl'] as const)
    const state: RoomState = {
      phase: findPhase(directory, room, missing.length > 0),
      school: directory?.name ?? null,
      computer: directory?.computer ?? null,
      people,
      suspended: everybody.filter((person) => person.suspended).map(summarise),
      missing: [...missing],
      present: peopleIn(room).map((person) => ({ ...person, since: this.requireSignedIn(person.personId).since })),
      room: room.kind,
      openCase: this.openCase?.caseId ?? null,
      openReference: this.openCase?.reference ?? null,
      openCaseClosed: this.openCase !== null && this.openCase.state.closed !== null,
      recovery: await this.#tellRecovery(),
      declarationDue: [...this.#declarationDue],
      alerts: this.#alerts,
      halt: findRoomHalt(await readHaltMarker(this.places), this.openCase, this.#school, this.places),
      version: this.#version,
    }
    return state
  }

  async #tellRecovery(): Promise<RoomState['recovery']> {
    const recovery = this.#school?.state.recovery
    if (!recovery) return null
    const { madeAt, kits } = recovery
    return { madeAt, kits: kits.map((kit) => kit.kitId), sheetsOnDisk: await listRecoverySheets(this.places) }
  }
}

/** What the figures know a case by. */
function tokenOf(caseId: string): string {
  return createHash('sha256').update(`incident-room/summary/v1\0${caseId}`).digest('hex').slice(0, 32)
}

export function summarise({ personId, name, position, role }: PersonSummary): PersonSummary {
  return { personId, name, position, role }
}

/** Where a case stands, by its own log. */
export function statusOfState(state: CaseState): CaseStatus {
  if (haltInForce(state)) return 'halted'
  if (state.followUp.setAside) return 'set-aside'
  if (!state.closed) return 'open'
  return state.dslReviews.at(-1)?.outcome ?? 'closed'
}

function findPhase(directory: Directory | null, room: Room, isShort: boolean): RoomState['phase'] {
  if (!directory) return 'first-run'
  if (room.kind === 'empty' || room.kind === 'waiting-for-second') return 'sign-in'
  return isShort && room.kind === 'alone' && room.person.role === 'head' ? 'staffing' : 'room'
}
