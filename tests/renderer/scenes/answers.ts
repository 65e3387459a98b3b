// Answers laid ready for whole situations, from which scenes depart.
import type { CaseListing, RoomState } from 'shared/contract'
import type { CaseId } from 'shared/parts'
import { guidanceFor } from 'shared/policy'
import { noView, type ViewState } from 'shared/view-state'
import type { Answers } from '../harness/scripted-room'
import { foundComputer, pairRoom, policy } from './people'
import { samplePicture } from './sample-picture'
import { caseAt, reference, sampleCaseId, threadUrl, timelineAt, visits, type Chapter } from './sample-case'

const done = { value: {} }

/** A room with nothing open. */
export const inRoom = (room: RoomState, cases: readonly CaseListing[] = []): Answers => ({
  'room.state': { value: room },
  'view.state': { value: noView },
  'view.hide': done,
  'view.place': done,
  'computer.identify': { value: foundComputer },
  'case.list': { value: [...cases] },
})

export const openView: ViewState = {
  open: true,
  visitId: visits[3] ?? null,
  url: threadUrl,
  title: 'Community Forum: thread 88213',
  loading: false,
  canGoBack: true,
  tls: 'ok',
  remote: { ip: '93.184.215.14', port: 443 },
  failure: null,
  question: null,
  lookalike: null,
}

/** A room in the sample case at some point of it. */
export const inCase = (chapter: Chapter, room: RoomState = pairRoom, view: ViewState = noView): Answers => ({
  ...inRoom({ ...room, openCase: sampleCaseId, openReference: reference }),
  'view.state': { value: view },
  'case.view': { value: caseAt(chapter) },
  'log.read': { value: timelineAt(chapter) },
  'capture.agreement': { value: { visitId: view.visitId, agreed: [], ready: false, statement: 'I agree.' } },
  'exhibit.show': { png: samplePicture },
})

/** A halt in force, as the room tells it. */
export function haltOf(kind: 'child-sexual-abuse' | 'stopped' | 'suspected'): NonNullable<RoomState['halt']> {
  const guidance = guidanceFor(policy, kind)
  if (guidance === null) throw new Error(`no guidance for ${kind}`)
  const cause = { 'child-sexual-abuse': 'category', stopped: 'button', suspected: 'triage' } as const
  return {
    caseId: sampleCaseId,
    reference,
    at: '2026-11-22T14:03:07.000Z',
    cause: cause[kind],
    categoryId: kind === 'child-sexual-abuse' ? kind : null,
    guidance,
  }
}

const listing = (number: number, more: Partial<CaseListing>): CaseListing => ({
  caseId: String(number).padStart(32, '0') as CaseId,
  reference: `INC-2026-00${number}`,
  openedAt: `2026-11-${number}T09:10:00.000Z`,
  status: 'open',
  disclosed: false,
  openedBy: ['Amina Malik', 'Tom Jarvis'],
  subjectKind: 'staff',
  mayOpen: true,
  recoverable: true,
  ...more,
})

export const sampleCases: readonly CaseListing[] = [
  listing(14, { caseId: sampleCaseId }),
  listing(13, { status: 'halted', subjectKind: 'pupil', openedBy: ['Grace Adeyemi', 'Tom Jarvis'], mayOpen: false }),
  listing(12, { status: 'closed', subjectKind: 'pupil' }),
  listing(11, { status: 'returned', subjectKind: 'unknown', openedBy: ['Rita Okafor', 'Amina Malik'] }),
  listing(10, { status: 'accepted', disclosed: true }),
]
