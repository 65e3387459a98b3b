// Plays an investigation against the real Vault over a real data folder, step by step, as the screens and the Desk would ask it. Used by
// every test that needs a case at some point of the procedure.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CaseView, DeskAsk, deskAsks, DeskNotice, Input, Notice, Output, Receipt, RoomState, VaultIntention } from 'shared/contract'
import type { VisitRecord } from 'shared/parts'
import sharp from 'sharp'
import type { z } from 'zod'
import { openVault, type Vault } from '../../src-main/vault/answering'

export const passphrases = {
  head: 'a kettle under the stairs',
  amina: 'seven grey herons at noon',
  tom: 'bicycle lamp and marmalade',
  dsl: 'the quiet library window',
} as const
export const pins = { head: '480213', amina: '731904', tom: '265518', dsl: '907344' } as const
export type Who = keyof typeof pins

const names: Record<Who, string> = { head: 'Rita Okafor', amina: 'Amina Malik', tom: 'Tom Jarvis', dsl: 'Dana Whitfield' }

export interface Investigation {
  readonly home: string
  readonly notices: (Notice | DeskNotice)[]
  readonly ask: <I extends VaultIntention>(name: I, input: Input<I>) => Promise<Output<I>>
  readonly askAsDesk: <A extends DeskAsk>(
    name: A,
    input: z.input<(typeof deskAsks)[A]['input']>,
  ) => Promise<z.output<(typeof deskAsks)[A]['output']>>
  readonly personId: (who: Who) => Promise<RoomState['people'][number]['personId']>
  readonly signIn: (who: Who, purpose: 'pair' | 'alone') => Promise<RoomState>
  readonly both: () => Promise<Input<'case.close'>['both']>
  /** As after a crash: a new Vault over the same folder, the old one not closed in any way. */
  readonly restart: () => Promise<void>
  /** Leaves the folder as it is: somebody else opens it. */
  readonly close: () => void
  readonly stop: () => Promise<void>
}

/**
 * A Vault over a new empty data folder; nothing is set up.
 * @param prepare does something to the folder before the Vault sees it
 * @param now the clock that sign-ins, declarations and waits go by
 */
export async function startInvestigation(
  prepare: (home: string) => void = () => undefined,
  now = () => new Date(),
): Promise<Investigation> {
  const home = await mkdtemp(join(tmpdir(), 'incident-room-'))
  prepare(home)
  const notices: (Notice | DeskNotice)[] = []
  const places = { home, exports: join(home, 'exports'), resources: resolve('resources') }
  const open = (): Promise<Vault> =>
    openVault({
      places,
      version: 'test',
      now,
      notify: (notice) => {
        notices.push(notice)
      },
    })
  let vault = await open()
  const investigation: Investigation = {
    home,
    notices,
    ask: (name, input) => vault.answer({ from: 'face', name, input }) as never,
    askAsDesk: (name, input) => vault.answer({ from: 'desk', name, input }) as never,
    async personId(who) {
      const { people } = await investigation.ask('room.state', {})
      const person = people.find((candidate) => candidate.name === names[who])
      if (!person) throw new Error(`${who} is not enrolled`)
      return person.personId
    },
    async signIn(who, purpose) {
      const personId = await investigation.personId(who)
      const room = await investigation.ask('session.sign-in', { personId, passphrase: passphrases[who], pin: pins[who], purpose })
      return room.declarationDue.includes(personId) ? declare(investigation, who) : room
    },
    async both() {
      return [
        { personId: await investigation.personId('amina'), pin: pins.amina },
        { personId: await investigation.personId('tom'), pin: pins.tom },
      ]
    },
    async restart() {
      vault.close()
      vault = await open()
    },
    close() {
      vault.close()
    },
    async stop() {
      vault.close()
      await rm(home, { recursive: true, force: true })
    },
  }
  return investigation
}

/** As the screen does it: the words are shown, and the person agrees by their own act. */
export async function declare({ ask, personId }: Investigation, who: Who): Promise<RoomState> {
  const { textHash } = await ask('declaration.read', {})
  return ask('declaration.accept', { personId: await personId(who), pin: pins[who], textHash })
}

export async function foundSchool({ ask }: Investigation): Promise<RoomState> {
  await ask('school.found', {
    name: 'Larkfield School',
    computerLocation: "Head's office, laptop 3",
    head: { name: names.head, position: 'Headteacher', role: 'head', passphrase: passphrases.head },
  })
  await ask('person.enrol', { name: names.amina, position: 'Deputy head', role: 'deputy', passphrase: passphrases.amina })
  await ask('person.enrol', { name: names.tom, position: 'Assistant head', role: 'senior', passphrase: passphrases.tom })
  return ask('person.enrol', { name: names.dsl, position: 'Designated safeguarding lead', role: 'dsl', passphrase: passphrases.dsl })
}

export async function signInPair(investigation: Investigation): Promise<RoomState> {
  await investigation.ask('session.sign-out', {})
  await investigation.signIn('amina', 'pair')
  return investigation.signIn('tom', 'pair')
}

export function startCase({ ask }: Investigation): Promise<CaseView> {
  return ask('case.start', {
    reportedBy: 'Class teacher, 9B',
    reportedAt: new Date().toISOString(),
    what: 'Unsuitable site found on a classroom computer\nThe history shows a forum with threats against a pupil.',
    deviceOrAccount: 'Room 12, computer 4',
    subject: { kind: 'pupil', name: 'Sam Reported' },
    immediateDanger: false,
  })
}

/** Report, triage, authorisation, computer: up to the review. */
export async function openReview(investigation: Investigation): Promise<CaseView> {
  const { ask } = investigation
  await startCase(investigation)
  await ask('triage.answer', { suspectedIllegal: false, words: '', both: await investigation.both() })
  await ask('case.authorise', {
    authoriserId: await investigation.personId('head'),
    passphrase: passphrases.head,
    reason: 'A pupil may be at risk.',
    scope: 'One forum and what it links to.',
    alsoMayOpen: [await investigation.personId('head')],
    conflicts: [
      { personId: await investigation.personId('amina'), statement: 'I know nobody concerned outside school.' },
      { personId: await investigation.personId('tom'), statement: 'I know nobody concerned outside school.' },
    ],
    exception: null,
  })
  return ask('computer.check', { reason: '', both: await investigation.both() })
}

export const exampleUrl = 'https://forum.example.org/thread/88213'

export function exampleRecord(url: string): VisitRecord {
  const now = new Date().toISOString()
  return {
    requestedUrl: url,
    finalUrl: url,
    redirects: [],
    status: 200,
    mimeType: 'text/html',
    title: 'Community forum',
    remote: { ip: '93.184.215.14', port: 443 },
    tls: null,
    serverDate: new Date().toUTCString(),
    startedAt: now,
    finishedAt: now,
    failure: null,
  }
}

/** One page looked at, as the Desk reports it. */
export async function visitPage({ askAsDesk }: Investigation, url = exampleUrl) {
  const { visitId } = await askAsDesk('visit.request', { url, cause: 'typed' })
  await askAsDesk('visit.record', { visitId, record: exampleRecord(url) })
  return visitId
}

export function drawPicture(): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 900, channels: 3, background: { r: 90, g: 120, b: 140 } } })
    .png()
    .toBuffer()
}

/** A picture that no compression makes smaller: about a third of a megabyte, and different each time. */
export function drawNoise(): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 300, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .png()
    .toBuffer()
}

/** Both agree, and a picture arrives: as the Desk and the Vault do it together. */
export async function keepPicture(
  investigation: Investigation,
  visitId: Awaited<ReturnType<typeof visitPage>>,
  url = exampleUrl,
  draw = drawPicture,
): Promise<Omit<Receipt, 'millis'>> {
  for (const act of await investigation.both()) await investigation.ask('capture.agree', act)
  const { captureId } = await investigation.askAsDesk('capture.begin', { visitId, url })
  return investigation.askAsDesk('capture.store', {
    captureId,
    png: new Uint8Array(await draw()),
    widthPx: 640,
    heightPx: 900,
    takenAt: new Date().toISOString(),
    title: 'Community forum',
  })
}

/** From an opened review to the last step before signing. */
export async function decideAll(investigation: Investigation): Promise<CaseView> {
  const { ask } = investigation
  await ask('review.finish', {})
  await ask('judgement.make', {
    substance: true,
    reasons: 'The thread names the pupil and threatens them.',
    conclusion: 'The concern has substance. The school acts.',
    both: await investigation.both(),
  })
  return ask('actions.decide', {
    table: 'pupils',
    incidentId: 'offensive-message',
    chosen: [{ actionId: 'headteacher', owner: 'Amina Malik', due: '2026-12-01', note: '' }],
    departureReason: 'The head takes this on at once.',
    both: await investigation.both(),
  })
}
