// A case as its log would hold it, with real keys and real pictures, for everything that is printed from one.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import sharp from 'sharp'
import { foldCase } from 'shared/case-state'
import { caseEventBodies, type CaseEntry, type CaseEventType } from 'shared/events'
import type { BlobHash } from 'shared/parts'
import { parsePolicy, type Policy } from 'shared/policy'
import type { z } from 'zod'
import type { RecordSource } from '../../../src-main/vault/documents/make-record'
import { at, enrol, makeSchool, type Member, type School } from '../keys/school'

export const resourcesFolder = resolve('resources')
export const policy: Policy = parsePolicy(JSON.parse(readFileSync(resolve('resources/policy/default.json'), 'utf8')))
export const madeAt = new Date('2026-11-24T15:12:09.000Z')

export interface Room {
  readonly school: School
  readonly head: Member
  readonly first: Member
  readonly second: Member
  readonly positions: readonly [string, string, string]
}

export async function furnishRoom(
  names: readonly [string, string, string] = ['Rita Okafor', 'Amina Malik', 'Tom Jarvis'],
  positions: readonly [string, string, string] = ['Headteacher', 'Deputy head', 'Assistant head, Key Stage 3'],
): Promise<Room> {
  const school = await makeSchool([], 'Larkfield School')
  const [head, first, second] = await Promise.all(names.map((name, place) => enrol(school.authority, name, positions[place])))
  if (!head || !first || !second) throw new Error('Three are enrolled')
  return { school, head, first, second, positions }
}

type Body<T extends CaseEventType> = z.input<(typeof caseEventBodies)[T]>

/** Writes a log, an entry every few seconds, and keeps the pictures that it names. */
export class SampleLog {
  readonly entries: CaseEntry[] = []
  readonly pictures = new Map<string, Uint8Array>()
  readonly room: Room
  #clock: number

  constructor(room: Room, startsAt = '2026-11-24T13:58:30.000Z') {
    this.room = room
    this.#clock = Date.parse(startsAt)
  }

  add<T extends CaseEventType>(type: T, body: Body<T>): void {
    this.#clock += 7_311
    const seq = this.entries.length + 1
    const hash = createHash('sha256')
      .update(`${String(seq)} ${JSON.stringify(body)}`)
      .digest('hex')
    const actors = [this.room.first.secret.personId, this.room.second.secret.personId]
    const entry = { type, body: caseEventBodies[type].parse(body), seq, hash, at: this.now, monotonicMs: seq, actors }
    this.entries.push(entry as unknown as CaseEntry)
  }

  get now(): string {
    return new Date(this.#clock).toISOString()
  }

  get pair() {
    return [this.room.first.secret.personId, this.room.second.secret.personId]
  }

  /** Case, report, triage, authorisation and computer. */
  open(told: { what?: string; reason?: string; scope?: string; subjectName?: string; device?: string; school?: string } = {}): this {
    const { head, first, second, positions, school } = this.room
    const computer = {
      location: "Head's office, locked cupboard, laptop 3",
      maker: 'LENOVO',
      model: 'ThinkPad L14 Gen 3',
      serial: 'PF-3X7K2M',
      os: 'Windows 11 Pro 23H2',
      hostname: 'LARK-REVIEW-03',
      machine: createHash('sha256').update('machine').digest('hex'),
    }
    const pin = createHash('sha256').update('policy').digest('hex')
    this.add('case.opened', {
      caseId: '00112233445566778899aabbccddeeff',
      reference: 'INC-2026-0014',
      school: told.school ?? 'Larkfield School',
      policy: { version: policy.version, hash: pin },
      policyBlob: pin,
      computer,
      people: [head, first, second].map((member, place) => ({
        personId: member.secret.personId,
        name: member.name,
        position: at(positions, place),
        role: place === 0 ? ('head' as const) : ('senior' as const),
        logKey: member.public.logKey,
        certificatePem: member.public.documentCertificatePem,
      })),
      caCertificatePem: school.authority.certificatePem,
    })
    this.add('session.opened', { people: this.pair, keyEpoch: 1 })
    this.add('report.recorded', {
      reportedBy: 'Class teacher, 9B',
      reportedAt: '2026-11-24T10:41:00.000Z',
      what:
        told.what ??
        'The history of a classroom computer shows a forum with threats against a named pupil. Found while preparing a lesson.',
      deviceOrAccount: told.device ?? 'Room 12, computer 4',
      subject: { kind: 'pupil', name: told.subjectName ?? 'Sam Reported, 9B' },
      immediateDanger: false,
    })
    this.add('triage.answered', { suspectedIllegal: false, words: 'Threatening words only, as far as the teacher saw.' })
    this.add('case.authorised', {
      authorisedBy: head.secret.personId,
      reason: told.reason ?? 'A pupil may be at risk from threats made on a public forum, from inside the school.',
      scope: told.scope ?? 'The forum thread, and pages it links to. No accounts are to be signed in to.',
      reviewers: this.pair,
      holders: this.pair,
      conflicts: this.pair.map((personId) => ({ personId, statement: 'I know nobody concerned outside school.' })),
      exception: {
        sites: 'forum.example.org',
        askedBy: 'Amina Malik',
        why: 'The school filter blocks the forum.',
        from: '2026-11-24T13:00:00.000Z',
        to: '2026-11-24T18:00:00.000Z',
      },
    })
    this.add('computer.checked', { same: true, seen: computer, differences: [], reason: '' })
    return this
  }

  visit(number: number, url: string, told: { finalUrl?: string; title?: string; failure?: string } = {}): string {
    const visitId = number.toString(16).padStart(32, '0')
    this.add('visit.requested', { visitId, url, cause: 'typed' })
    const finalUrl = told.finalUrl ?? url
    this.add('visit.recorded', {
      visitId,
      record: {
        requestedUrl: url,
        finalUrl,
        redirects: finalUrl === url ? [] : [{ url, status: 301, location: finalUrl }],
        status: told.failure ? null : 200,
        mimeType: 'text/html',
        title: told.title ?? 'Community forum',
        remote: { ip: '93.184.215.14', port: 443 },
        tls: {
          protocol: 'TLS 1.3',
          cipher: 'AES_128_GCM',
          subject: 'CN=forum.example.org',
          issuer: 'CN=Example CA',
          fingerprintSha256: createHash('sha256').update(url).digest('hex'),
          validFrom: null,
          validTo: null,
          verdict: 'ok',
        },
        serverDate: null,
        startedAt: this.now,
        finishedAt: this.now,
        failure: told.failure ? { code: told.failure, sentence: 'The name of this site could not be found.' } : null,
      },
    })
    return visitId
  }

  concern(visitId: string | null, url: string, words: string, categoryId = 'threats'): void {
    this.add('concern.described', { concernId: makeId(this.entries.length), visitId, url, categoryId, words })
  }

  exhibit(
    number: number,
    visitId: string,
    url: string,
    png: Uint8Array,
    size: { widthPx: number; heightPx: number },
    title = 'Community forum',
  ): void {
    const captureId = makeId(number + 5_000)
    this.add('capture.agreed', {
      captureId,
      visitId,
      url,
      statement: 'What I see is not an indecent image of a child and not extreme pornography. I agree to keep a picture of this page.',
      agreements: this.pair.map((personId) => ({ personId, at: this.now })),
    })
    const blob = createHash('sha256').update(png).digest('hex')
    this.pictures.set(blob, png)
    const facts = { captureId, number, visitId, url, title, kind: 'full-page' as const, mimeType: 'image/png' as const, ...size }
    this.add('exhibit.kept', { ...facts, blob, sizeBytes: png.length, takenAt: this.now })
  }

  decide(told: { reasons?: string; conclusion?: string; note?: string } = {}): this {
    this.add('review.finished', {})
    this.add('judgement.made', {
      substance: true,
      reasons: told.reasons ?? 'The thread names the pupil and was written from the school network during lesson 3.',
      conclusion: told.conclusion ?? 'A pupil in 9B wrote threats against another pupil. The parents of both are told today.',
    })
    this.add('actions.decided', {
      table: 'pupils',
      incidentId: at(policy.actionTables.pupils.incidents, 3).id,
      proposed: at(policy.actionTables.pupils.incidents, 3).actions,
      chosen: policy.actionTables.pupils.actions.slice(1, 4).map(({ id, title }) => ({
        actionId: id,
        title,
        owner: 'Amina Malik',
        due: '2026-11-30',
        note: told.note ?? 'By telephone, then in writing.',
      })),
      departureReason: 'The parents are told by the deputy herself because of what happened last term.',
    })
    return this
  }

  source(): RecordSource {
    const { first, second, school, positions } = this.room
    const sign = (member: Member, position: string) => ({
      personId: member.secret.personId,
      name: member.name,
      position,
      signer: {
        secret: member.secret,
        certificatePem: member.public.documentCertificatePem,
        authorityPem: school.authority.certificatePem,
      },
    })
    return {
      state: foldCase(this.entries),
      entries: this.entries,
      policy,
      readExhibit: (blob: BlobHash) => {
        const found = this.pictures.get(blob)
        if (!found) throw new Error('No such picture')
        return found
      },
      signers: [sign(first, positions[1]), sign(second, positions[2])],
      resourcesFolder,
      now: madeAt,
    }
  }
}

export function makeId(number: number): string {
  return number.toString(16).padStart(32, 'a')
}

/** A picture of a page with a header, running text, boxes and a number down its side, with an alpha channel as screenshots have. */
export async function drawPage(widthPx: number, heightPx: number): Promise<Uint8Array> {
  const rows = Array.from({ length: Math.floor(heightPx / 120) }, (_, row) => {
    const y = 140 + row * 120
    return `<rect x="60" y="${String(y)}" width="${String(widthPx - 120)}" height="96" fill="#fff" stroke="#ccd"/>
      <circle cx="110" cy="${String(y + 48)}" r="28" fill="hsl(${String((row * 47) % 360)} 45% 55%)"/>
      <text x="160" y="${String(y + 40)}" font-size="20" font-weight="bold" font-family="sans-serif">member_${String(row)} wrote at pixel ${String(y)}</text>
      <text x="160" y="${String(y + 70)}" font-size="18" font-family="sans-serif">You know what happens after school. Everybody in 9B knows it too.</text>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(widthPx)}" height="${String(heightPx)}"><rect width="100%" height="100%" fill="#eef1f6"/>
    <rect width="100%" height="90" fill="#27406b"/><text x="60" y="58" font-size="34" fill="#fff" font-family="sans-serif">Community forum</text>${rows.join('')}</svg>`
  return new Uint8Array(await sharp(Buffer.from(svg), { limitInputPixels: false }).ensureAlpha().png({ compressionLevel: 6 }).toBuffer())
}

/** The ordinary case: three addresses, a long page and a short one. */
export async function ordinaryCase(room: Room): Promise<SampleLog> {
  const log = new SampleLog(room).open()
  const url = 'https://forum.example.org/thread/88213'
  const visitId = log.visit(1, 'http://forum.example.org/t/88213', { finalUrl: url, title: 'Threads about 9B – Community forum' })
  log.concern(
    visitId,
    url,
    'Several posts threaten a pupil by name, say where she will be met after school, and call on others to join in.',
  )
  log.exhibit(1, visitId, url, await drawPage(1280, 9000), { widthPx: 1280, heightPx: 9000 }, 'Threads about 9B – Community forum')
  const long = `https://cdn.example.net/${'a1b2c3d4e5f6'.repeat(12)}/?session=${'0123456789abcdef'.repeat(14)}&return=https%3A%2F%2Fforum.example.org%2Fthread%2F88213`
  const second = log.visit(2, long, { title: '照片 · фото · صورة' })
  log.concern(second, long, 'A picture of the school gate with the pupil’s name written over it.', 'offence-or-disrepute')
  log.exhibit(2, second, long, await drawPage(1280, 720), { widthPx: 1280, heightPx: 720 }, '照片 · фото · صورة')
  log.visit(3, 'https://no-such-site.example/', { failure: 'net::ERR_NAME_NOT_RESOLVED' })
  return log.decide()
}
