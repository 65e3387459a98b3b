// Checks the signatures of a PDF without believing any of it: that each covers what it says, that the picture of the document was
// not changed after the first, and that nothing was appended after the last. Read by the verifier, and by nobody as a legal opinion.
import type { CmsFault } from '../keys/cms-verify'
import { verifyCms } from '../keys/cms-verify'
import { PdfSyntaxError, readDate, readIntegers, readReference, readReferences, readText, type PdfDictionary } from './pdf-dictionary'
import { latin1, PdfFile } from './pdf-revisions'
import { digestAround, signedAppearanceKey } from './sign'

/** Why a signature does not count, besides what can be wrong with the CMS itself. */
export type PdfSignatureFault =
  | CmsFault
  | 'range-wrong' // the ByteRange does not cover everything but the signature
  | 'cms-unreadable'
  | 'changed-since' // something but another signature was put over what was signed

export interface PdfSignature {
  readonly fieldName: string
  /** As the document says; the certificate says who it was. */
  readonly name: string
  readonly reason: string
  readonly signedAt: Date | null
  /** From the signer's certificate; empty where it cannot be read. */
  readonly subjectName: string
  readonly certificatePem: string
  /** Bytes of the file, from its beginning, that this signature vouches for. */
  readonly coveredBytes: number
  readonly fault: PdfSignatureFault | null
}

export interface PdfSignatures {
  /** In the order of signing. */
  readonly signatures: readonly PdfSignature[]
  readonly emptyFields: readonly string[]
  /** Bytes after the end of what the last signature covers: 0 in a file that nobody has added to. */
  readonly appendedBytes: number
  /** True where every signature counts, there is at least one, and nothing was appended. */
  readonly ok: boolean
}

/**
 * Verifies every signature of a document that this product made.
 * @param options.authorityPem the school's authority; without it any certificate counts
 * @throws `pdf.unreadable` where the file is no such document
 */
export function verifySignatures(pdf: Uint8Array, options: { authorityPem?: string } = {}): PdfSignatures {
  const file = new PdfFile(pdf)
  const signatures: PdfSignature[] = []
  const emptyFields: string[] = []
  const fields = readReferences(file.readForm()?.entries.get('Fields')) ?? []
  for (const number of fields) {
    const field = file.readObject(number)?.entries
    if (field?.get('FT') !== '/Sig') continue
    const fieldName = readText(field.get('T')) ?? ''
    const value = readReference(field.get('V'))
    if (value === null) emptyFields.push(fieldName)
    else signatures.push(verifyOne(file, fields, fieldName, value, options))
  }
  signatures.sort((a, b) => a.coveredBytes - b.coveredBytes)
  const appendedBytes = pdf.length - (signatures.at(-1)?.coveredBytes ?? 0)
  const ok = signatures.length > 0 && appendedBytes === 0 && signatures.every(({ fault }) => fault === null)
  return { signatures, emptyFields, appendedBytes, ok }
}

function verifyOne(
  file: PdfFile,
  fields: readonly number[],
  fieldName: string,
  signatureNumber: number,
  { authorityPem }: { authorityPem?: string },
): PdfSignature {
  const signature = file.readObject(signatureNumber)
  const entries: PdfDictionary = signature?.entries ?? new Map<string, string>()
  const signedAt = readDate(entries.get('M'))
  const told = { fieldName, name: readText(entries.get('Name')) ?? '', reason: readText(entries.get('Reason')) ?? '', signedAt }
  const range = readRange(file.bytes, entries, signature?.valueAt.get('Contents'))
  if (range === null) return { ...told, subjectName: '', certificatePem: '', coveredBytes: 0, fault: 'range-wrong' }
  const cms = Buffer.from(entries.get('Contents')?.slice(1, -1) ?? '', 'hex')
  const checked = checkCms(cms, digestAround(file.bytes, range, range.end), { authorityPem, at: signedAt })
  const fault = checked.fault ?? (isOnlySignedSince(file, fields, range.end) ? null : 'changed-since')
  return { ...told, ...checked, coveredBytes: range.end, fault }
}

interface CoveredRange {
  readonly from: number
  readonly to: number
  readonly end: number
}

/** The range, where it leaves out exactly the signature's own hexadecimal string and ends where a revision ends. */
function readRange(bytes: Uint8Array, entries: PdfDictionary, contentsAt: number | undefined): CoveredRange | null {
  const [start, from, to, rest, ...more] = readIntegers(entries.get('ByteRange')) ?? []
  const contents = entries.get('Contents') ?? ''
  if (start !== 0 || from === undefined || to === undefined || rest === undefined || more.length > 0) return null
  const end = to + rest
  const leavesOutContents = from === contentsAt && to === from + contents.length && /^<(?:[0-9A-Fa-f]{2})+>$/.test(contents)
  const endsRevision = end <= bytes.length && /%%EOF\s*$/.test(latin1(bytes, end - 16, end))
  return leavesOutContents && endsRevision ? { from, to, end } : null
}

function checkCms(
  der: Uint8Array,
  sha256: Uint8Array,
  { authorityPem, at }: { authorityPem: string | undefined; at: Date | null },
): { subjectName: string; certificatePem: string; fault: PdfSignatureFault | null } {
  try {
    const { signers } = verifyCms(der, { sha256 }, { padded: true, ...(authorityPem !== undefined && { authorityPem }), ...(at && { at }) })
    const [signer] = signers
    // PAdES allows one signer in one signature.
    if (!signer || signers.length > 1) return { subjectName: '', certificatePem: '', fault: 'unsupported' }
    return { subjectName: signer.subjectName, certificatePem: signer.certificatePem, fault: signer.reason }
  } catch {
    return { subjectName: '', certificatePem: '', fault: 'cms-unreadable' }
  }
}

/** True where every revision after `end` fills signature fields with their prepared pictures and changes nothing else. */
function isOnlySignedSince(file: PdfFile, fields: readonly number[], end: number): boolean {
  const later = file.revisions.filter(({ tableAt }) => tableAt >= end)
  const signedRevision = file.revisions.find(({ tableAt }) => tableAt < end)
  const size = Number(signedRevision?.trailer.get('Size') ?? 0)
  try {
    return later.every(({ trailer, objects }) => {
      const sameRoot = trailer.get('Root') === signedRevision?.trailer.get('Root')
      return (
        sameRoot && [...objects.keys()].every((number) => number >= size || (fields.includes(number) && isOnlyFilled(file, number, end)))
      )
    })
  } catch (error) {
    if (error instanceof PdfSyntaxError) return false
    throw error
  }
}

function isOnlyFilled(file: PdfFile, number: number, end: number): boolean {
  const before = file.readObject(number, end)?.entries
  const after = file.readObject(number)?.entries
  if (!before || !after || before.get('FT') !== '/Sig') return false
  const prepared = readReference(before.get(signedAppearanceKey))
  const allowed = new Set(['V', 'F', 'AP'])
  const keys = new Set([...before.keys(), ...after.keys()])
  const others = [...keys].every((key) => allowed.has(key) || before.get(key) === after.get(key))
  const picture = after.get('AP') === before.get('AP') || after.get('AP') === `<< /N ${String(prepared)} 0 R >>`
  return others && picture && ['4', '132'].includes(after.get('F') ?? '')
}
