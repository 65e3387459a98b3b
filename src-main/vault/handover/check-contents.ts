// Last question: do the parts tell one story? The log names every exhibit and the record by hash; the head's statement says how
// far the log goes and what is withheld; the files must be exactly those.
import type { CaseState } from 'shared/case-state'
import { mayDo } from 'shared/roles'
import type { CmsSigner } from '../keys/cms-verify'
import { readCertificate } from '../keys/certificate-reading'
import { tagFile, writeBagInfo } from './bag-text'
import { certificateFolder, exhibitFolder, exhibitPath, payloadPath } from './bundle-layout'
import { readText, type Hashes } from './check-files'
import type { CheckedLog } from './check-log'
import { statementPath, type HandoverStatement } from './handover-statement'
import type { OpenedBundle } from './opened-bundle'
import type { Findings } from './report'

/** The statement against the log, against who signed, and against the tag files that repeat it. */
export async function checkStatement(
  bundle: OpenedBundle,
  statement: HandoverStatement,
  found: { log: CheckedLog | null; signer: CmsSigner | null; authorityFingerprint: string | null; hashes: Hashes },
  findings: Findings,
): Promise<void> {
  const { log, signer, hashes } = found
  const disagree = (sentence: string) => {
    findings.add(statementPath, sentence)
  }
  if (found.authorityFingerprint !== null && statement.authorityFingerprint !== found.authorityFingerprint) {
    disagree('It names another certificate authority than the one enclosed.')
  }
  if (signer !== null && readCertificate(signer.certificatePem).subjectSerial !== statement.madeBy.personId) {
    disagree(`It says that ${statement.madeBy.name} handed over, but ${signer.subjectName} signed.`)
  }
  const madeBy = log?.state.opened?.people.find(({ personId }) => personId === statement.madeBy.personId)
  if (madeBy && !mayDo(madeBy.role, 'disclose'))
    disagree(`It was made by ${madeBy.name}, who may not hand a case over: only the head, or whoever stands in for the head, may.`)
  if ((hashes.get(tagFile.page) ?? null) !== statement.page)
    findings.add(tagFile.page, 'This is not the page that the handover was made with. Do not open it.')
  if (log !== null) compareWithLog(statement, log, findings)
  await checkBagInfo(bundle, statement, findings)
}

function compareWithLog(statement: HandoverStatement, { state, entries }: CheckedLog, findings: Findings): void {
  const { head, opened, exhibits } = state
  const { log } = statement
  if (entries < log.entries) {
    findings.add(payloadPath.log, `The log was cut short: it ends at entry ${entries}, and ${log.entries} were handed over.`)
  } else if (entries > log.entries) {
    findings.add(
      `${payloadPath.log}, entry ${log.entries + 1}`,
      `Entries were added: ${log.entries} were handed over, and there are ${entries}.`,
    )
  } else if (head.hash !== log.head) {
    findings.add(payloadPath.log, 'The last entry is not the one that was handed over.')
  }
  const numbers = (sealed: boolean) => exhibits.filter((one) => one.sealed === sealed).map(({ number }) => number)
  const agrees =
    statement.reference === opened?.reference &&
    statement.caseId === opened.caseId &&
    statement.school === opened.school &&
    statement.policy.hash === opened.policy.hash &&
    statement.exhibits.map(({ number }) => number).join() === numbers(false).join() &&
    statement.withheld.join() === numbers(true).join()
  if (!agrees && entries === log.entries)
    findings.add(
      statementPath,
      'It does not agree with the log about the case, its policy, or which exhibits are enclosed and which withheld.',
    )
}

/** bag-info.txt repeats the statement and counts the payload; where the payload is wrong already, its count proves nothing. */
async function checkBagInfo(bundle: OpenedBundle, statement: HandoverStatement, findings: Findings): Promise<void> {
  const text = await readText(bundle, tagFile.info, findings)
  if (text === null || findings.all.some(({ where }) => where.startsWith('data/'))) return
  const payload = [...bundle.files.values()].filter(({ path }) => path.startsWith('data/'))
  const expected = writeBagInfo({
    school: statement.school,
    reference: statement.reference,
    recipient: statement.organisation,
    madeAt: statement.madeAt,
    payloadBytes: payload.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    payloadFiles: payload.length,
  })
  if (text !== expected) findings.add(tagFile.info, 'It does not say what the signed statement says. It was changed.')
}

/** Every file of the payload against what the log says of it, and no file that neither log nor layout knows. */
export function checkPayload(bundle: OpenedBundle, { state }: CheckedLog, hashes: Hashes, findings: Findings): void {
  const { opened, closed, documents, exhibits } = state
  for (const { number, blob, sealed } of exhibits) {
    const path = exhibitPath(number)
    if (sealed && bundle.files.has(path))
      findings.add(path, 'This exhibit was sealed and must not leave the school. Do not open it; tell the school and the police.')
    if (!sealed) expectHash(path, blob, `exhibit ${number}`)
  }
  const record = documents.find(({ documentId }) => documentId === closed?.documentId)
  if (closed === null || record === undefined) {
    findings.add(payloadPath.log, 'The log has no entry that closes the case. It was cut short: only closed cases are handed over.')
  } else {
    expectHash(payloadPath.record, closed.documentSha256, 'the record with which the case was closed')
    if (record.blob !== closed.documentSha256)
      findings.add(payloadPath.log, 'The log closes the case with another record than the one that it says was made.')
  }
  if (opened !== null) expectHash(payloadPath.policy, opened.policyBlob, 'the policy of the case')
  findUnknownFiles(bundle, state, findings)

  function expectHash(path: string, sha256: string, what: string): void {
    if (!bundle.files.has(path)) {
      if (!findings.names(path)) findings.add(path, `This file is missing: it is ${what}.`)
    } else if (hashes.has(path) && hashes.get(path) !== sha256) {
      findings.add(path, `This is not ${what}: the log names another SHA-256.`)
    }
  }
}

function findUnknownFiles(bundle: OpenedBundle, { exhibits }: CaseState, findings: Findings): void {
  const known = new Set<string>([...Object.values(payloadPath), statementPath, ...exhibits.map(({ number }) => exhibitPath(number))])
  for (const path of bundle.files.keys()) {
    if (!path.startsWith('data/') || known.has(path) || findings.names(path)) continue
    if (path.startsWith(certificateFolder) && path.endsWith('.pem')) continue
    findings.add(path, path.startsWith(exhibitFolder) ? 'The log knows no such exhibit.' : 'A handover holds no such file.')
  }
}
