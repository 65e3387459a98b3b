// Third question: is the log whole, in order, unchanged, and signed by people whom the school enrolled?
import { evolve, emptyCase, type CaseState } from 'shared/case-state'
import { caseEventBodies, type CaseEntry } from 'shared/events'
import type { PersonOnRecord } from 'shared/parts'
import { ChainCheck, toFault } from '../case-file/chain'
import { peoplePutOnRecord } from '../case-file/people-on-record'
import { parseStoredLine } from '../case-file/stored-event'
import { isIssuedBy, readCertificate } from '../keys/certificate-reading'
import { verifyCheckpoint, verifyEvent } from '../keys/log-signature'
import { payloadPath } from './bundle-layout'
import type { Certificates } from './check-signature'
import { FileFault, newerBundle, readLines, type BundleFile, type OpenedBundle } from './opened-bundle'
import type { Findings } from './report'

/** The case as its log tells it. */
export interface CheckedLog {
  readonly state: CaseState
  readonly entries: number
}

/**
 * Checks the log entry by entry.
 * @returns null where it is missing or not in order; everything in it is then in doubt
 * @throws `bundle.newer`
 */
export async function checkLog(
  bundle: OpenedBundle,
  certificates: Certificates | null,
  findings: Findings,
  remarks: Findings,
): Promise<CheckedLog | null> {
  const file = bundle.files.get(payloadPath.log)
  if (file === undefined) {
    findings.add(payloadPath.log, 'This file is missing, and no handover is without it.')
    return null
  }
  const check = new ChainCheck({ bodies: caseEventBodies, verifySignature: verifyEvent, verifyCheckpoint })
  const people: PersonOnRecord[] = []
  let state = emptyCase()
  try {
    for await (const entry of readEntries(file, check)) {
      state = evolve(state, entry)
      people.push(...peoplePutOnRecord(entry))
      checkPair(entry, findings)
    }
  } catch (error) {
    addLogFault(error, findings)
    return null
  }
  for (const { seq, setBackMs } of check.clock) {
    const seconds = Math.round(setBackMs / 1000)
    remarks.add(
      `${payloadPath.log}, entry ${seq}`,
      `The computer’s clock was set back by ${seconds} seconds or more just before this entry.`,
    )
  }
  if (certificates !== null) checkPeople(people, state, certificates, findings)
  return { state, entries: check.head.seq }
}

async function* readEntries(file: BundleFile, check: ChainCheck<typeof caseEventBodies>): AsyncGenerator<CaseEntry, void, undefined> {
  for await (const line of readLines(file)) {
    const entry: unknown = check.accept(parseStoredLine(line, check.head.seq + 1))
    yield entry as CaseEntry
  }
}

/** What only two make (procedure step 4). Whoever holds one certified key could otherwise write an end of their own to a genuine log. */
const madeByTwo: ReadonlySet<CaseEntry['type']> = new Set([
  'case.opened',
  'exhibit.kept',
  'judgement.made',
  'actions.decided',
  'document.made',
  'case.closed',
])

function checkPair({ seq, type, actors }: CaseEntry, findings: Findings): void {
  if (madeByTwo.has(type) && actors.length < 2)
    findings.add(`${payloadPath.log}, entry ${seq}`, 'This entry is signed by one person alone, and only two together can make it.')
}

function addLogFault(error: unknown, findings: Findings): void {
  if (error instanceof FileFault) {
    findings.add(payloadPath.log, `This file ${error.message}`)
    return
  }
  const { at, code, sentence } = toFault(error)
  // A kind of entry that is not known, under hashes and a signature that are in order, is news and no tampering.
  if (code === 'event.unknown' && findings.all.length === 0) throw newerBundle()
  findings.add(at.seq === undefined ? payloadPath.log : `${payloadPath.log}, entry ${at.seq}`, sentence)
}

/** Everybody whom the log calls by name and key is certified by the authority as exactly that. */
function checkPeople(people: readonly PersonOnRecord[], { opened }: CaseState, certificates: Certificates, findings: Findings): void {
  if (opened !== null && readFingerprint(opened.caCertificatePem) !== certificates.authority.fingerprint) {
    findings.add(payloadPath.authority, 'This is not the authority under which the case was opened.')
  }
  const enclosed = new Set([...certificates.people.values()].map(({ fingerprint }) => fingerprint))
  for (const { personId, name, logKey, certificatePem } of people) {
    const fingerprint = readFingerprint(certificatePem)
    if (fingerprint === null || !isEnrolled(personId, logKey, certificatePem, certificates.authority.pem)) {
      findings.add(payloadPath.log, `The school’s authority does not vouch for the keys that the log gives for ${name}.`)
    } else if (!enclosed.has(fingerprint)) {
      findings.add(payloadPath.log, `The certificate of ${name} is missing among the certificates of the handover.`)
    }
  }
}

function isEnrolled(personId: string, logKey: string, certificatePem: string, authorityPem: string): boolean {
  const { subjectSerial, uris } = readCertificate(certificatePem)
  return isIssuedBy(certificatePem, authorityPem) && subjectSerial === personId && uris.includes(`urn:incident-room:ed25519:${logKey}`)
}

function readFingerprint(pem: string): string | null {
  try {
    return readCertificate(pem).fingerprint
  } catch {
    return null
  }
}
