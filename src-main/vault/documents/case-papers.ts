// The papers that can be made from a case at any lawful time, each from the same log, signed by whoever is in the room. None holds a picture.
import type { CaseState } from 'shared/case-state'
import type { CaseEntry } from 'shared/events'
import { coded } from 'shared/errors'
import type { PaperKind } from 'shared/paper-events'
import type { Policy } from 'shared/policy'
import { drawAuthorisationPaper } from './authorisation-paper'
import { gatherCase, type CaseRecord } from './case-record'
import { drawCustodyLog } from './custody-log-paper'
import type { Flow } from './flow'
import { openDocument } from './furniture'
import { drawJudgementPaper } from './judgement-paper'
import { drawPoliceReferral } from './police-referral-paper'
import { drawSignaturePanel } from './signature-panel'
import { describePanel, signByEach, type RecordSigner } from './signing-people'

interface Paper {
  readonly title: string
  /** What the signature says. */
  readonly reason: string
  /** What has to come first; null where the paper can be made. */
  readonly missing: (state: CaseState) => string | null
  readonly draw: (flow: Flow, record: CaseRecord, entries: Iterable<CaseEntry>) => void | Promise<void>
}

const papers: Readonly<Record<PaperKind, Paper>> = {
  authorisation: {
    title: 'Authorisation of a review',
    reason: 'This is the authorisation as it was recorded',
    missing: (state) => (state.authorisation ? null : 'Nothing has been authorised yet.'),
    draw: drawAuthorisationPaper,
  },
  'custody-log': {
    title: 'Custody log',
    reason: 'This is the log as it was recorded',
    missing: () => null,
    draw: drawCustodyLog,
  },
  'judgement-and-actions': {
    title: 'Record of judgement and actions',
    reason: 'This is what was judged and decided',
    missing: (state) => (state.judgement ? null : 'Nothing has been judged yet.'),
    draw: drawJudgementPaper,
  },
  'police-referral': {
    title: 'Referral to the police',
    reason: 'This is what was recorded for the police',
    missing: (state) => (state.halts.length > 0 ? null : 'This case was never halted, so there is nothing to refer from it.'),
    draw: drawPoliceReferral,
  },
}

export interface PaperSource {
  readonly kind: PaperKind
  readonly state: CaseState
  /** Reads the log from its first entry; called more than once. */
  readonly entries: () => Iterable<CaseEntry>
  readonly policy: Policy
  /** One person or two. */
  readonly signers: readonly RecordSigner[]
  readonly resourcesFolder: string
  readonly now: Date
}

const fieldNames = ['FirstSigner', 'SecondSigner'] as const

export function titleOfPaper(kind: PaperKind): string {
  return papers[kind].title
}

/**
 * Makes and signs a paper.
 * @throws `document.too-early`, `resources.missing`, `identity.foreign`, `identity.forgotten`
 */
export async function makeCasePaper(source: PaperSource): Promise<{ pdf: Uint8Array; pages: number }> {
  const { kind, state, policy, signers, now } = source
  const { title, reason, missing, draw } = papers[kind]
  const lacking = missing(state)
  if (lacking !== null) throw coded('document.too-early', `${lacking} This paper can be made later.`)
  const readExhibit = (): never => {
    throw new Error('no paper holds a picture')
  }
  const record = gatherCase({ state, entries: source.entries(), policy, readExhibit, now })
  const { reference, school, computer } = record.opened
  const heading = { title: `${title}: ${reference}`, reference, school, logHead: state.head, madeAt: now }
  const { flow, finish } = openDocument(heading, source.resourcesFolder)
  await flow.within('Sect', async () => {
    flow.heading(1, title)
    await draw(flow, record, source.entries())
  })
  const { name, position, signature, wetSignature } = policy.forms.recordOfReview
  for (const [at, signer] of signers.entries())
    drawSignaturePanel(
      flow,
      { heading: at === 0 ? 'First signature' : 'Second signature', name, position, signature, wetSignature },
      describePanel(signer, fieldNames[at] ?? '', now),
    )
  const drawn = await finish()
  const pdf = await signByEach(drawn.pdf, signers, fieldNames, { reason, location: computer.location, signedAt: now })
  return { pdf, pages: drawn.pages }
}
