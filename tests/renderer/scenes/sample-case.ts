// One case, told as its log: folded by the product's own fold and told by its own sentences, so that the scenes show what the
// Vault would say at each point of it.
import { createHash } from 'node:crypto'
import { foldCase } from 'shared/case-state'
import type { CaseView, TimelineEntry } from 'shared/contract'
import type { CaseEntry, CaseFact } from 'shared/events'
import type { BlobHash, CaseId, VisitId, VisitRecord } from 'shared/parts'
import { tellEntry } from 'shared/timeline'
import { amina, computer, everybody, grace, head, policy, tom } from './people'

export const sampleCaseId = 'c'.repeat(32) as CaseId
export const reference = 'INC-2026-0014'
export const visits = ['a1', 'a2', 'a3', 'a4'].map((start) => start.padEnd(32, '0') as VisitId)

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const onRecord = everybody.map((one) => ({ ...one, logKey: 'k'.repeat(43), certificatePem: 'PEM' }))
const [first, second, third, fourth] = visits as [VisitId, VisitId, VisitId, VisitId]
const pair = [amina.personId, tom.personId]
export const threadUrl = 'https://forum.example.org/thread/88213'

const record = (requestedUrl: string, more: Partial<VisitRecord>): VisitRecord => ({
  requestedUrl,
  finalUrl: requestedUrl,
  redirects: [],
  status: 200,
  mimeType: 'text/html',
  title: 'Community Forum',
  remote: { ip: '93.184.215.14', port: 443 },
  tls: null,
  serverDate: 'Sun, 22 Nov 2026 13:55:31 GMT',
  startedAt: '2026-11-22T13:55:30.200Z',
  finishedAt: '2026-11-22T13:55:31.000Z',
  failure: null,
  ...more,
})

const exhibit = (number: number, visitId: VisitId, url: string, at: string): CaseFact => ({
  type: 'exhibit.kept',
  body: {
    captureId: String(number).repeat(32),
    number,
    visitId,
    url,
    title: 'Community Forum: thread 88213',
    kind: 'full-page',
    mimeType: 'image/png',
    blob: sha256(`picture ${number}`) as BlobHash,
    sizeBytes: 2_418_330,
    widthPx: 1280,
    heightPx: 6412,
    takenAt: at,
  },
})

type Told = readonly [clock: string, fact: CaseFact, actors?: readonly string[]]

const begun: readonly Told[] = [
  [
    '13:41:02',
    {
      type: 'case.opened',
      body: {
        caseId: sampleCaseId,
        reference,
        school: 'Oakfield Community School',
        policy: { version: policy.version, hash: sha256('policy') },
        policyBlob: sha256('policy') as BlobHash,
        computer,
        people: onRecord,
        caCertificatePem: 'PEM',
      },
    },
  ],
  [
    '13:41:02',
    {
      type: 'report.recorded',
      body: {
        reportedBy: 'P. Shah, class teacher',
        reportedAt: '2026-11-22T10:42:00.000Z',
        what: 'Unsuitable site found on a classroom computer: a forum with posts that insult pupils by name.\nThe address was in the history: forum.example.org/thread/88213.',
        deviceOrAccount: 'Classroom computer 14, account of a member of staff',
        subject: { kind: 'staff', name: 'Martin Cole' },
        immediateDanger: false,
      },
    },
  ],
  ['13:41:03', { type: 'session.opened', body: { people: [amina.personId, tom.personId], keyEpoch: 1 } }],
]

const ready: readonly Told[] = [
  ['13:44:20', { type: 'triage.answered', body: { suspectedIllegal: false, words: '' } }],
  [
    '13:50:07',
    {
      type: 'case.authorised',
      body: {
        authorisedBy: head.personId,
        reason: 'A teacher reported posts that insult pupils by name, written from a school account.',
        scope: 'The forum thread in the report, and pages that it links to directly.',
        reviewers: [amina.personId, tom.personId],
        holders: [amina.personId, tom.personId, grace.personId],
        conflicts: [
          { personId: amina.personId, statement: 'Not close to anybody whom this concerns.' },
          { personId: tom.personId, statement: 'Not close to anybody whom this concerns.' },
        ],
        exception: {
          sites: 'forum.example.org',
          askedBy: 'Rita Okafor',
          why: 'The filter blocks forums',
          from: '2026-11-22T13:30:00.000Z',
          to: '2026-11-22T15:30:00.000Z',
        },
      },
    },
  ],
  ['13:52:41', { type: 'computer.checked', body: { same: true, seen: computer, differences: [], reason: '' } }],
]

const looked: readonly Told[] = [
  ['13:55:30', { type: 'visit.requested', body: { visitId: first, url: 'https://forum.example.org/u/mcole', cause: 'typed' } }],
  [
    '13:55:31',
    { type: 'visit.recorded', body: { visitId: first, record: record('https://forum.example.org/u/mcole', { title: 'Posts by mcole' }) } },
  ],
  [
    '13:57:02',
    {
      type: 'concern.described',
      body: {
        concernId: 'd'.repeat(32),
        visitId: first,
        url: 'https://forum.example.org/u/mcole',
        categoryId: 'discrimination',
        words: 'Several posts mock pupils for their religion. Two pupils of year 9 are named.',
      },
    },
  ],
  ['13:58:40', exhibit(1, first, 'https://forum.example.org/u/mcole', '2026-11-22T13:58:40.000Z')],
  ['14:01:10', { type: 'visit.requested', body: { visitId: second, url: 'http://forum.example.org/t/88213', cause: 'page' } }],
  [
    '14:01:12',
    {
      type: 'visit.recorded',
      body: {
        visitId: second,
        record: record('http://forum.example.org/t/88213', {
          finalUrl: threadUrl,
          title: 'Community Forum: thread 88213',
          redirects: [
            { url: 'http://forum.example.org/t/88213', status: 301, location: 'https://forum.example.org/t/88213' },
            { url: 'https://forum.example.org/t/88213', status: 302, location: threadUrl },
          ],
        }),
      },
    },
  ],
  ['14:01:58', { type: 'visit.refused', body: { kind: 'pop-up', url: 'https://ads.example.net/win', detail: '' } }],
  ['14:02:11', { type: 'visit.requested', body: { visitId: third, url: 'https://files.example.net/photos', cause: 'page' } }],
  [
    '14:02:12',
    {
      type: 'visit.recorded',
      body: {
        visitId: third,
        record: record('https://files.example.net/photos', {
          status: null,
          failure: {
            code: 'net::ERR_CERT_AUTHORITY_INVALID',
            sentence: 'The certificate of this site is not trusted, so it was not shown.',
          },
        }),
      },
    },
  ],
  ['14:02:40', { type: 'visit.requested', body: { visitId: fourth, url: threadUrl, cause: 'back' } }],
  [
    '14:02:41',
    { type: 'visit.recorded', body: { visitId: fourth, record: record(threadUrl, { title: 'Community Forum: thread 88213' }) } },
  ],
  ['14:03:20', exhibit(2, fourth, threadUrl, '2026-11-22T14:03:20.000Z')],
]

const finished: readonly Told[] = [['14:10:00', { type: 'review.finished', body: {} }]]

const judged: readonly Told[] = [
  [
    '14:21:00',
    {
      type: 'judgement.made',
      body: {
        substance: true,
        reasons:
          'The posts were written from the account of a member of staff and mock two pupils by name.\nThe times match lessons in room 12.',
        conclusion: 'The concern has substance. It is referred to the head and the Local Authority.',
      },
    },
  ],
]

const acted: readonly Told[] = [
  [
    '14:28:00',
    {
      type: 'actions.decided',
      body: {
        table: 'staff',
        incidentId: policy.actionTables.staff.incidents[9]?.id ?? '',
        proposed: [],
        chosen: policy.actionTables.staff.actions
          .slice(1, 4)
          .map(({ id, title }) => ({ actionId: id, title, owner: 'Rita Okafor', due: '2026-11-23', note: '' })),
        departureReason: 'The Local Authority advises a referral to HR before any warning.',
      },
    },
  ],
]

const closed: readonly Told[] = [
  [
    '14:35:12',
    {
      type: 'document.made',
      body: {
        documentId: 'e'.repeat(32),
        kind: 'record-of-review',
        title: 'Record of reviewing devices / internet sites',
        blob: sha256('pdf') as BlobHash,
        sizeBytes: 1_204_551,
        pages: 9,
        signedBy: [amina.personId, tom.personId],
      },
    },
  ],
  [
    '14:35:12',
    { type: 'case.closed', body: { documentId: 'e'.repeat(32), documentSha256: sha256('pdf'), readers: [grace.personId, head.personId] } },
  ],
]

const reviewed: readonly Told[] = [
  [
    '15:02:00',
    { type: 'dsl.reviewed', body: { outcome: 'accepted', words: 'Complete, and in order. I have told the LADO today.' } },
    [grace.personId],
  ],
]

const disclosed: readonly Told[] = [
  [
    '15:20:00',
    {
      type: 'case.disclosed',
      body: {
        recipient: 'DC Helen Ward',
        organisation: 'Avon and Somerset Police',
        fileName: 'INC-2026-0014-handover.zip',
        sizeBytes: 6_204_118,
        sha256: sha256('zip'),
        manifestSha256: sha256('manifest'),
      },
    },
    [head.personId],
  ],
]

const haltedBy = (categoryId: string | null, guidanceId: string): readonly Told[] => [
  [
    '14:03:07',
    {
      type: 'halt.recorded',
      body: {
        cause: categoryId === null ? 'button' : 'category',
        categoryId,
        guidanceId,
        url: threadUrl,
        visitId: fourth,
        haltedAt: '2026-11-22T14:03:07.000Z',
        blankAfterMs: 31,
        sealedExhibits: categoryId === null ? [] : [2],
      },
    },
  ],
]

const isolated: readonly Told[] = [
  [
    '14:04:00',
    { type: 'police.step-done', body: { stepId: 'isolate', note: 'Network cable unplugged by T. Jarvis, Wi-Fi off. Computer left on.' } },
  ],
]

const called: readonly Told[] = [
  [
    '14:12:00',
    {
      type: 'police.contacted',
      body: {
        calledBy: 'Amina Malik',
        calledAt: '2026-11-22T14:06:00.000Z',
        force: 'Avon and Somerset Police',
        reference: '5226301188',
        officer: 'Call handler 4417',
        advice: 'Leave the computer on and locked away. An officer comes tomorrow morning.',
      },
    },
  ],
]

const suspected: readonly Told[] = [
  ['13:44:20', { type: 'triage.answered', body: { suspectedIllegal: true, words: 'The reporter describes sexual images of pupils.' } }],
  [
    '13:44:20',
    {
      type: 'halt.recorded',
      body: {
        cause: 'triage',
        categoryId: null,
        guidanceId: 'suspected',
        url: null,
        visitId: null,
        haltedAt: '2026-11-22T13:44:20.000Z',
        blankAfterMs: null,
        sealedExhibits: [],
      },
    },
  ],
]

const chapters = {
  begun,
  ready: [...begun, ...ready],
  looked: [...begun, ...ready, ...looked],
  finished: [...begun, ...ready, ...looked, ...finished],
  judged: [...begun, ...ready, ...looked, ...finished, ...judged],
  acted: [...begun, ...ready, ...looked, ...finished, ...judged, ...acted],
  closed: [...begun, ...ready, ...looked, ...finished, ...judged, ...acted, ...closed],
  reviewed: [...begun, ...ready, ...looked, ...finished, ...judged, ...acted, ...closed, ...reviewed],
  disclosed: [...begun, ...ready, ...looked, ...finished, ...judged, ...acted, ...closed, ...reviewed, ...disclosed],
  stopped: [...begun, ...ready, ...looked, ...haltedBy(null, 'stopped')],
  halted: [...begun, ...ready, ...looked, ...haltedBy('child-sexual-abuse', 'child-sexual-abuse'), ...isolated],
  called: [...begun, ...ready, ...looked, ...haltedBy('child-sexual-abuse', 'child-sexual-abuse'), ...isolated, ...called],
  suspected: [...begun, ...suspected],
} as const
export type Chapter = keyof typeof chapters

function entriesOf(chapter: Chapter): CaseEntry[] {
  return chapters[chapter].map(([clock, fact, actors], index) => ({
    ...fact,
    seq: index + 1,
    at: `2026-11-22T${clock}.000Z`,
    monotonicMs: index * 1_000,
    actors: [...(actors ?? pair)],
    hash: sha256(`${chapter} ${index} ${fact.type}`),
  }))
}

/** The case as the Vault would tell it at this point. */
export const caseAt = (chapter: Chapter): CaseView => ({ caseId: sampleCaseId, state: foldCase(entriesOf(chapter)), policy })

/** Its log in words. */
export function timelineAt(chapter: Chapter): TimelineEntry[] {
  const names = {
    person: (id: string) => everybody.find((one) => one.personId === id)?.name ?? id,
    category: (id: string) => policy.categories.find((category) => category.id === id)?.title ?? id,
  }
  return entriesOf(chapter).map((entry) => tellEntry(entry, names))
}
