// What the file remembers of its own log: quick where it fits, passed over where it does not, and never believed by a check.
import { caseEventBodies } from 'shared/events'
import { expect, it } from 'vitest'
import { connect } from '../../src-main/vault/case-file/connection'
import { openLogFile } from '../../src-main/vault/case-file/log-file'
import { verifyLog } from '../../src-main/vault/case-file/verify'
import { FoldedLog } from '../../src-main/vault/folded-log'
import { verifyEvent } from '../../src-main/vault/keys/log-signature'
import { byBoth, concernDescribed } from './case-file/sample-facts'
import { closeLater, makeCase } from './case-file/sample-log'
import type { CaseLog } from './case-file/sample-log'

/** A case of 261 entries with a snapshot at 251, and what somebody with the key did to it since. */
function reopenAfter(sql: string): CaseLog {
  const { path, key, file } = makeCase()
  file.append({ facts: Array.from({ length: 250 }, (_, number) => concernDescribed(`concern ${number}`)), ...byBoth })
  FoldedLog.read(file).keep(file)
  file.append({ facts: Array.from({ length: 10 }, (_, number) => concernDescribed(`later ${number}`)), ...byBoth })
  file.close()
  const connection = connect(path, key)
  connection.exec(sql)
  connection.close()
  return closeLater(openLogFile(path, { key, kind: 'case', bodies: caseEventBodies }))
}

const lie = `UPDATE snapshot SET text = replace(text, 'concern 7"', 'concern none"')`

it('opens to the very state that the whole log gives', () => {
  const file = reopenAfter('SELECT 1')
  const [quick, whole] = [FoldedLog.open(file), FoldedLog.read(file)]
  expect(quick.state).toEqual(whole.state)
  expect(quick.treeRoot).toBe(whole.treeRoot)
  expect(whole.state.concerns).toHaveLength(260)
})

it('is what opening reads, and not what checking reads', async () => {
  const file = reopenAfter(lie)
  expect(FoldedLog.open(file).state).not.toEqual(FoldedLog.read(file).state)
  expect(await verifyLog(file, { verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: 261 })
  expect(FoldedLog.read(file).state.concerns[7]?.words).toBe('concern 7')
})

it.each([
  ['another build wrote it', `UPDATE snapshot SET build = 'another'`],
  ['it ends at an entry that the log does not hold', `UPDATE snapshot SET hash = '${'0'.repeat(64)}'`],
  ['it ends at another entry than it says', 'UPDATE snapshot SET seq = 250'],
  ['it is gone', 'DELETE FROM snapshot'],
])('is passed over where %s', (_what, sql) => {
  const file = reopenAfter(`${lie}; ${sql}`)
  expect(FoldedLog.open(file).state).toEqual(FoldedLog.read(file).state)
})
