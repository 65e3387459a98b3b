// Who is in the room and what is open: the only mutable state of the Vault. Signing in and out, opening and leaving happen here, so that
// keys have one owner and one place where they are forgotten.
import type { Notice, RoomState, DeskNotice } from 'shared/contract'
import { haltInForce, type CaseState } from 'shared/case-state'
import { CodedError, coded } from 'shared/errors'
import type { CaseEventBody, SchoolFact } from 'shared/events'
import type { PersonId, PersonSummary } from 'shared/parts'
import type { KnownListLines } from './domain/known-list-lines'
import { emptyRoom, enter, idsIn, peopleIn, requirePair, type Room } from './domain/room'
import { findCase, findMissing, findMissingNote } from './domain/school'
import { readHaltMarker } from './halt-marker-file'
import { openIdentity } from './keys/identity'
import type { PersonSecret } from './keys/person-secret'
import { SessionPin } from './keys/session-pin'
import type { LoadedList } from './known-list'
import type { OpenCase } from './open-case'
import { directoryPath, schoolPath, type Places } from './places'
import { findRoomHalt } from './room-halt'
import { readDirectory, type Directory, type DirectoryPerson } from './school-file/directory'
import { openSchoolFile, type SchoolFile } from './school-file/school-file'
import { SignedIn } from './signed-in'
import { WorkBench } from './work'

export interface VaultSettings {
  readonly places: Places
  readonly version: string
  readonly notify: (notice: Notice | DeskNotice) => void
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
  readonly #version: string
  readonly #signedIn = new Map<PersonId, SignedIn>()
  #school: SchoolFile | null = null

  constructor(settings: VaultSettings) {
    this.places = settings.places
    this.notify = settings.notify
    this.#version = settings.version
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

  /** Opens a person's keys with their passphrase. @throws `passphrase.wrong`, `person.unknown`, `sealed.damaged` */
  openPerson(personId: PersonId, passphrase: string): Promise<PersonSecret> {
    const person = this.findInDirectory(personId)
    return openIdentity(person.identity, passphrase, personId)
  }

  /**
   * Somebody comes in (step 4). The rules are asked first, so that a refusal costs nobody a passphrase check, and again after it, because
   * checking takes a moment.
   */
  async signIn(personId: PersonId, passphrase: string, pin: string, purpose: 'pair' | 'alone'): Promise<void> {
    const person = summarise(this.findInDirectory(personId))
    enter(this.room, person, purpose)
    const sessionPin = new SessionPin(pin)
    const secret = await this.openPerson(personId, passphrase)
    try {
      const room = enter(this.room, person, purpose)
      this.#school ??= await openSchoolFile(schoolPath(this.places), this.requireDirectory(), secret)
      this.#school.record([{ type: 'person.signed-in', body: { personId, purpose } }], [secret])
      this.#signedIn.set(personId, new SignedIn(person, secret, new Date().toISOString(), sessionPin))
      this.room = room
    } catch (error) {
      secret.forget()
      throw error
    }
  }

  /** The founder is in the room from the moment the school exists. */
  admitFounder(person: PersonSummary, secret: PersonSecret, school: SchoolFile, directory: Directory): void {
    this.directory = directory
    this.#school = school
    this.#signedIn.set(person.personId, new SignedIn(person, secret, new Date().toISOString(), null))
    this.room = { kind: 'alone', person }
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
      openCase.record([{ type: 'session.closed', body: { cause } }], this.signers)
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
    }
  }

  /** Tells the register where a case stands, where it does not know yet. */
  noteCase(state: CaseState): void {
    if (!state.opened || !this.#school) return
    const note = findMissingNote(findCase(this.#school.state, state.opened.caseId), statusOfState(state))
    if (note) this.recordInSchool(note)
  }

  recordInSchool(fact: SchoolFact): void {
    this.school.record([fact], this.signers)
  }

  async tellRoom(): Promise<RoomState> {
    const { directory, room } = this
    const people = directory?.people.map(summarise) ?? []
    const missing = directory ? findMissing(people) : (['head', 'senior', 'dsl'] as const)
    const state: RoomState = {
      phase: findPhase(directory, room, missing.length > 0),
      school: directory?.name ?? null,
      computer: directory?.computer ?? null,
      people,
      missing: [...missing],
      present: peopleIn(room).map((person) => ({ ...person, since: this.requireSignedIn(person.personId).since })),
      room: room.kind,
      openCase: this.openCase?.caseId ?? null,
      openReference: this.openCase?.reference ?? null,
      halt: findRoomHalt(await readHaltMarker(this.places), this.openCase, this.#school, this.places),
      version: this.#version,
    }
    return state
  }
}

export function summarise({ personId, name, position, role }: PersonSummary): PersonSummary {
  return { personId, name, position, role }
}

/** Where a case stands, by its own log. */
export function statusOfState(state: CaseState): 'open' | 'halted' | 'closed' | 'accepted' | 'returned' {
  if (haltInForce(state)) return 'halted'
  if (!state.closed) return 'open'
  return state.dslReviews.at(-1)?.outcome ?? 'closed'
}

function findPhase(directory: Directory | null, room: Room, isShort: boolean): RoomState['phase'] {
  if (!directory) return 'first-run'
  if (room.kind === 'empty' || room.kind === 'waiting-for-second') return 'sign-in'
  return isShort && room.kind === 'alone' && room.person.role === 'head' ? 'staffing' : 'room'
}
