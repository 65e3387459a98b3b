// A statement about the log that does not fit the log is found, whoever signed the entry that holds it.
import { sign } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { CaseFact, EventSignature } from 'shared/events'
import type { CheckpointStatement } from 'shared/parts'
import { expect, it } from 'vitest'
import { hashLeaf, rootOf } from '../../../src-main/vault/case-file/merkle-tree'
import { verifyLog } from '../../../src-main/vault/case-file/verify'
import { verifyCheckpoint, verifyEvent } from '../../../src-main/vault/keys/log-signature'
import { both, byBoth, concernDescribed, first, logId, type Signer } from './sample-facts'
import { makeCase } from './sample-log'
import type { CaseLog } from './sample-log'

/** What is true of a log as it stands. */
function stateLog(file: CaseLog): CheckpointStatement {
  const leaves = [...file.storedEvents()].map(({ hash }) => hashLeaf(Buffer.from(hash, 'hex')))
  return { log: logId, ...file.head(), treeRoot: rootOf(leaves).toString('hex'), at: '2026-11-22T10:00:00.000Z' }
}

/** Written here apart from the keys room: Ed25519 over the domain, a zero byte and the RFC 8785 text. */
function signStatement(signers: readonly Signer[], statement: CheckpointStatement): EventSignature[] {
  const message = Buffer.from(`incident-room/checkpoint/v1\0${canonicalize(statement) ?? ''}`)
  return signers.map(({ personId, privateKey }) => ({ personId, signature: sign(null, message, privateKey).toString('base64url') }))
}

const checkpoint = (statement: CheckpointStatement, signatures: EventSignature[]): CaseFact => ({
  type: 'checkpoint.signed',
  body: { occasion: 'opened', statement, signatures },
})

async function verifyWith(make: (statement: CheckpointStatement) => CaseFact): Promise<unknown> {
  const { file } = makeCase()
  file.append({ facts: [concernDescribed('two'), concernDescribed('three')], ...byBoth })
  file.append({ facts: [make(stateLog(file)), concernDescribed('five')], ...byBoth })
  const verdict = await verifyLog(file, { verifySignature: verifyEvent, verifyCheckpoint })
  return verdict.ok ? 'ok' : { code: verdict.code, ...verdict.at }
}

it('is accepted where it is true', async () => {
  expect(await verifyWith((statement) => checkpoint(statement, signStatement(both, statement)))).toBe('ok')
})

it.each<[string, Partial<CheckpointStatement>]>([
  ['another root', { treeRoot: '0'.repeat(64) }],
  ['another hash', { hash: '0'.repeat(64) }],
  ['a shorter log', { seq: 2 }],
  ['another log', { log: '0'.repeat(32) }],
])('is refused with %s', async (_what, change) => {
  const verdict = await verifyWith((statement) => {
    const changed = { ...statement, ...change }
    return checkpoint(changed, signStatement(both, changed))
  })
  expect(verdict).toEqual({ code: 'checkpoint.wrong', seq: 4 })
})

it('is refused where one of those present did not sign the statement, or signed another', async () => {
  const refused = { code: 'checkpoint.wrong', seq: 4 }
  expect(await verifyWith((statement) => checkpoint(statement, signStatement([first], statement)))).toEqual(refused)
  expect(await verifyWith((statement) => checkpoint(statement, signStatement(both, { ...statement, seq: 2 })))).toEqual(refused)
})
