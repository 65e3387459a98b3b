// Signs a PDF by appending (ISO 32000-1, 12.8; ETSI EN 319 142-1, PAdES baseline B-B): not a byte of what is signed is touched, so a
// second person can sign after the first and both signatures stay whole. The signature itself is made in the keys room.
import { createHash } from 'node:crypto'
import { coded } from 'shared/errors'
import { readReference, readReferences, readText, writeDate, writeDictionary, writeText, type PdfDictionary } from './pdf-dictionary'
import { PdfFile } from './pdf-revisions'

/** The key under which an empty field keeps the picture to show once it is signed. */
export const signedAppearanceKey = 'IncidentRoomSignedAppearance'

export interface PdfSigning {
  /** The empty signature field to fill. */
  readonly fieldName: string
  readonly name: string
  readonly reason: string
  readonly location: string
  readonly signedAt: Date
  /** Makes a detached CMS signature (DER) over content with this SHA-256, 32 bytes. */
  readonly sign: (digest: Uint8Array) => Uint8Array | Promise<Uint8Array>
}

/** Bytes set aside for the CMS: two certificates take under 3,000, an RFC 3161 token with its chain up to 8,000 more. */
const reservedBytes = 16_384
/** Printed (4) and locked (128), as ISO 32000-1, 12.5.3 numbers the flags. */
const signedFieldFlags = '132'
const rangeWidth = 10

/**
 * Appends one person's signature.
 * @returns the whole signed file
 * @throws `pdf.unreadable`; `signature.no-field` where there is no such field, `signature.taken` where it is signed already;
 *   `signature.too-large` where the CMS does not fit
 */
export async function signPdf(pdf: Uint8Array, signing: PdfSigning): Promise<Uint8Array> {
  const file = new PdfFile(pdf)
  const field = findEmptyField(file, signing.fieldName)
  const appended = writeRevision(file, field, signing)
  const signed = new Uint8Array(pdf.length + appended.bytes.length)
  signed.set(pdf)
  signed.set(appended.bytes, pdf.length)
  const gap = { from: pdf.length + appended.contentsAt, to: pdf.length + appended.contentsAt + 2 * reservedBytes + 2 }
  writeRange(signed, pdf.length + appended.rangeAt, gap)
  const cms = await signing.sign(digestAround(signed, gap))
  if (cms.length > reservedBytes) {
    throw coded('signature.too-large', 'The signature did not fit into the document. Nothing was signed. Try again without a time stamp.')
  }
  writeAscii(signed, gap.from + 1, Buffer.from(cms).toString('hex'))
  return signed
}

/** SHA-256 of everything but the place of the signature, as the ByteRange says. */
export function digestAround(bytes: Uint8Array, gap: { from: number; to: number }, end = bytes.length): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes.subarray(0, gap.from)).update(bytes.subarray(gap.to, end)).digest())
}

interface EmptyField {
  readonly number: number
  readonly entries: PdfDictionary
}

function findEmptyField(file: PdfFile, fieldName: string): EmptyField {
  for (const number of readReferences(file.readForm()?.entries.get('Fields')) ?? []) {
    const entries = file.readObject(number)?.entries
    if (!entries || entries.get('FT') !== '/Sig' || readText(entries.get('T')) !== fieldName) continue
    if (entries.has('V'))
      throw coded('signature.taken', 'This place in the document is signed already. Make the document again to sign it anew.')
    return { number, entries }
  }
  throw coded('signature.no-field', 'This document has no place for that signature. Make the document again.')
}

interface Appended {
  readonly bytes: Uint8Array
  /** Where in them the `<` of the signature stands, and the ten blanks of the first number of the ByteRange. */
  readonly contentsAt: number
  readonly rangeAt: number
}

function writeRevision(file: PdfFile, field: EmptyField, signing: PdfSigning): Appended {
  const { trailer, tableAt } = file.newest
  const base = file.bytes.length
  const signatureNumber = Number(trailer.get('Size'))
  const chunks: string[] = []
  let length = 0
  const write = (text: string): number => {
    chunks.push(text)
    length += text.length
    return length - text.length
  }
  write('\n')
  const signatureAt = write(`${String(signatureNumber)} 0 obj\n<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n`)
  for (const [key, text] of [
    ['Name', signing.name],
    ['Reason', signing.reason],
    ['Location', signing.location],
  ] as const)
    write(`/${key} ${writeText(text)}\n`)
  write(`/M ${writeDate(signing.signedAt)}\n/ByteRange [`)
  const rangeAt = write(' '.repeat(4 * (rangeWidth + 1)))
  write(']\n/Contents ')
  const contentsAt = write(`<${'0'.repeat(2 * reservedBytes)}>`)
  write('\n>>\nendobj\n')
  const fieldAt = write(`${String(field.number)} 0 obj\n${writeDictionary(fillField(field.entries, signatureNumber))}\nendobj\n`)
  const newTableAt = write('xref\n')
  for (const [number, at] of [
    [field.number, fieldAt],
    [signatureNumber, signatureAt],
  ] as const)
    write(`${String(number)} 1\n${String(base + at).padStart(10, '0')} 00000 n \n`)
  const next = new Map(trailer)
  next.set('Size', String(signatureNumber + 1))
  next.set('Prev', String(tableAt))
  next.set('ID', renewId(trailer.get('ID'), `${signing.fieldName} ${signing.signedAt.toISOString()}`))
  write(`trailer\n${writeDictionary(next)}\nstartxref\n${String(base + newTableAt)}\n%%EOF\n`)
  return { bytes: Buffer.from(chunks.join(''), 'latin1'), contentsAt, rangeAt }
}

function fillField(empty: PdfDictionary, signatureNumber: number): PdfDictionary {
  const entries = new Map(empty)
  const appearance = readReference(entries.get(signedAppearanceKey))
  entries.set('V', `${String(signatureNumber)} 0 R`)
  entries.set('F', signedFieldFlags)
  if (appearance !== null) entries.set('AP', `<< /N ${String(appearance)} 0 R >>`)
  return entries
}

/** The first half stays the file's, the second names this revision (ISO 32000-1, 14.4). */
function renewId(id: string | undefined, seed: string): string {
  const first = /^\[\s*(<[0-9A-Fa-f]*>)/.exec(id ?? '')?.[1] ?? '<00>'
  return `[${first} <${createHash('sha256').update(first).update(seed).digest('hex').slice(0, 32)}>]`
}

function writeRange(bytes: Uint8Array, at: number, gap: { from: number; to: number }): void {
  const numbers = [0, gap.from, gap.to, bytes.length - gap.to]
  writeAscii(bytes, at, numbers.map((number) => String(number).padEnd(rangeWidth)).join(' '))
}

function writeAscii(bytes: Uint8Array, at: number, text: string): void {
  bytes.set(Buffer.from(text, 'latin1'), at)
}
