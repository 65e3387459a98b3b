// Checking a handover, with nothing but the handover: what an officer, a court's expert or the school itself runs. It reads top
// to bottom as the questions are asked, and goes on after a fault, so that the report names everything that is wrong.
import { stat } from 'node:fs/promises'
import { coded, CodedError } from 'shared/errors'
import { readCertificate } from '../keys/certificate-reading'
import type { CmsSigner } from '../keys/cms-verify'
import { checkPayload, checkStatement } from './check-contents'
import { checkManifests, hashFiles, readText } from './check-files'
import { checkLog } from './check-log'
import { checkRecord } from './check-record'
import { checkCertificates, checkSignature } from './check-signature'
import { openFolder } from './folder-bundle'
import { readStatement, statementPath, type HandoverStatement } from './handover-statement'
import { newerBundle, type OpenedBundle } from './opened-bundle'
import { Findings, nothingRead, type BundleSummary, type Report } from './report'
import { openZip } from './zip-bundle'

export interface VerifyOptions {
  /** SHA-256 of the school authority's certificate as the school told it; hex, in capitals or with colons as it comes. */
  readonly trustedCaFingerprint?: string | undefined
}

/**
 * Checks a handover.
 * @param source a zip (with its passphrase, null where there is none) or the folder that it was unzipped to
 * @returns always a report: what cannot be read at all is one too
 */
export async function verifyBundle(
  source: { readonly path: string; readonly passphrase?: string | null | undefined },
  options: VerifyOptions = {},
): Promise<Report> {
  let bundle: OpenedBundle
  try {
    bundle = await openBundle(source.path, source.passphrase ?? null)
  } catch (error) {
    return reportUnreadable(error)
  }
  try {
    return await checkBundle(bundle, options)
  } catch (error) {
    return reportUnreadable(error)
  } finally {
    await bundle.close()
  }
}

async function checkBundle(bundle: OpenedBundle, { trustedCaFingerprint }: VerifyOptions): Promise<Report> {
  const findings = new Findings()
  const remarks = new Findings()
  for (const { where, sentence } of bundle.findings) findings.add(where, sentence)

  const hashes = await hashFiles(bundle, findings)
  await checkManifests(bundle, hashes, findings)
  const certificates = await checkCertificates(bundle, trustedCaFingerprint, findings, remarks)
  const signer = await checkSignature(bundle, certificates, findings)
  const statement = await readHandoverStatement(bundle, findings)
  const log = await checkLog(bundle, certificates, findings, remarks)
  if (log !== null) checkPayload(bundle, log, hashes, findings)
  if (certificates !== null) await checkRecord(bundle, certificates.authority.pem, log, findings)
  const authorityFingerprint = certificates?.authority.fingerprint ?? null
  if (statement !== null) await checkStatement(bundle, statement, { log, signer, authorityFingerprint, hashes }, findings)

  return {
    verdict: findings.all.length === 0 ? 'intact' : 'altered',
    findings: findings.all,
    remarks: remarks.all,
    summary: {
      reference: log?.state.opened?.reference ?? statement?.reference ?? null,
      school: log?.state.opened?.school ?? statement?.school ?? null,
      ...describeSigner(signer),
      recipient: statement && `${statement.recipient}, ${statement.organisation}`,
      entries: log?.entries ?? null,
      exhibits: statement?.exhibits.length ?? null,
      withheld: statement?.withheld.length ?? null,
      caFingerprint: authorityFingerprint,
    },
  }
}

async function openBundle(path: string, passphrase: string | null): Promise<OpenedBundle> {
  const about = await stat(path).catch(() => null)
  if (about === null) throw coded('bundle.not-found', 'There is no file or folder of this name. Check how it is spelt.')
  return about.isDirectory() ? openFolder(path) : openZip(path, passphrase)
}

/** @throws `bundle.newer`, but only where everything up to here is in order: a changed digit is no newer version */
async function readHandoverStatement(bundle: OpenedBundle, findings: Findings): Promise<HandoverStatement | null> {
  const text = await readText(bundle, statementPath, findings)
  if (text === null) return null
  const statement = readStatement(text)
  if (statement === 'newer' && findings.all.length === 0) throw newerBundle()
  if (typeof statement === 'object') return statement
  findings.add(statementPath, 'It is not a statement as a handover has it. It was changed.')
  return null
}

function describeSigner(signer: CmsSigner | null): Pick<BundleSummary, 'signedBy' | 'signedAt'> {
  if (signer === null) return { signedBy: null, signedAt: null }
  const { commonName, title } = readCertificate(signer.certificatePem)
  return { signedBy: title === '' ? commonName : `${commonName}, ${title}`, signedAt: signer.signingTime?.toISOString() ?? null }
}

function reportUnreadable(error: unknown): Report {
  if (!(error instanceof CodedError) && !(error instanceof Error && 'syscall' in error)) throw error
  const sentence =
    error instanceof CodedError
      ? error.message
      : 'The computer could not read this file or folder. Copy it to this computer’s own disk and try again.'
  return { verdict: 'unreadable', findings: [{ where: 'the whole', sentence }], remarks: [], summary: nothingRead }
}
