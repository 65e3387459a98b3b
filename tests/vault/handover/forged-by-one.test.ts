// One of the people whom the school's authority certified is not the school: a handover that one of the two (or a technician) signed
// over a log whose end they wrote alone is no handover.
import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { evolve, emptyCase } from 'shared/case-state'
import { caseEventBodies, type CaseFact } from 'shared/events'
import { blobHash } from 'shared/parts'
import { parseStored, sealEvent } from '../../../src-main/vault/case-file/seal'
import { verifyBundle } from '../../../src-main/vault/handover/verify'
import { signEvent } from '../../../src-main/vault/keys/log-signature'
import { at } from '../keys/school'
import { closedAt, handOver, makeClosedCase } from './closed-case'
import { makeSignedRecord } from './signed-record'

test('a handover whose end one of the two wrote and signed alone is not intact', async () => {
  const made = await makeClosedCase()
  const forger = at(made.school.members, 2)
  const cut = made.entries.findIndex(({ text }) => (JSON.parse(text) as { type: string }).type === 'document.made')
  const entries = made.entries.slice(0, cut)
  const { log } = JSON.parse(at(entries, 0).text) as { log: string }
  const append = (fact: CaseFact) => {
    const last = at(entries, entries.length - 1)
    const before = JSON.parse(last.text) as { at: string; monotonicMs: number }
    const { text, hash } = sealEvent(
      {
        log,
        seq: entries.length + 1,
        at: new Date(Date.parse(before.at) + 1_500).toISOString(),
        monotonicMs: before.monotonicMs + 1_500,
        type: fact.type,
        actors: [forger.public.personId],
        body: fact.body,
        prev: last.hash,
      },
      caseEventBodies,
    )
    entries.push({ seq: entries.length + 1, text, hash, signatures: [signEvent(forger.secret, hash)] })
  }
  const record = await makeSignedRecord([forger], made.school.authority.certificatePem, closedAt)
  const blob = blobHash.parse(createHash('sha256').update(record).digest('hex'))
  const documentId = randomBytes(16).toString('hex')
  append({ type: 'judgement.made', body: { substance: false, reasons: 'Nothing to see.', conclusion: 'No action.' } })
  append({
    type: 'document.made',
    body: {
      documentId,
      kind: 'record-of-review',
      title: 'Record',
      blob,
      sizeBytes: record.length,
      pages: 1,
      signedBy: [forger.public.personId],
    },
  })
  append({ type: 'case.closed', body: { documentId, documentSha256: blob, readers: [forger.public.personId] } })
  let state = emptyCase()
  for (const stored of entries) state = evolve(state, parseStored(stored, caseEventBodies))
  const forged = { ...made, entries, state, head: forger, blobs: new Map([...made.blobs, [blob, record]]) }
  const bundle = await handOver(forged)
  const report = await verifyBundle(bundle, { trustedCaFingerprint: undefined })
  expect(report.verdict).toBe('altered')
})
