// A PDF as the revisions that were appended one after the other (ISO 32000-1, 7.5.6), each with its own cross-reference table. Reads
// what this product writes, which is plain tables and uncompressed dictionaries, and refuses anything else.
import { coded } from 'shared/errors'
import { PdfSyntaxError, readDictionary, readReference, type PdfDictionary } from './pdf-dictionary'

/** One revision: where its table begins and which objects it defines. */
export interface Revision {
  readonly tableAt: number
  readonly trailer: PdfDictionary
  /** Object number -> offset in the file. */
  readonly objects: ReadonlyMap<number, number>
}

export interface PdfObjectText {
  readonly entries: PdfDictionary
  /** Offset in the file of each value. */
  readonly valueAt: ReadonlyMap<string, number>
}

const firstLook = 4_096
const tailBytes = 1_024

export class PdfFile {
  readonly bytes: Uint8Array
  /** Newest first. */
  readonly revisions: readonly Revision[]

  /** @throws `pdf.unreadable` where this is no PDF that this product made */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.revisions = guard(() => readRevisions(bytes))
  }

  get newest(): Revision {
    const [newest] = this.revisions
    if (!newest) throw unreadable()
    return newest
  }

  /** The dictionary of an object, as it stood when the file was `before` bytes long. Null where there is none. */
  readObject(number: number, before = this.bytes.length): PdfObjectText | null {
    const revision = this.revisions.find(({ tableAt, objects }) => tableAt < before && objects.has(number))
    const offset = revision?.objects.get(number)
    if (offset === undefined) return null
    return guard(() => readObjectAt(this.bytes, number, offset))
  }

  /** The catalogue, and the form in it if there is one. */
  readForm(before = this.bytes.length): PdfObjectText | null {
    const revision = this.revisions.find(({ tableAt }) => tableAt < before)
    const root = readReference(revision?.trailer.get('Root'))
    const catalogue = root === null ? null : this.readObject(root, before)
    const form = readReference(catalogue?.entries.get('AcroForm'))
    return form === null ? null : this.readObject(form, before)
  }
}

function guard<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof PdfSyntaxError || error instanceof RangeError) throw unreadable()
    throw error
  }
}

function unreadable() {
  return coded('pdf.unreadable', 'This PDF cannot be read. It is damaged, or it was not made by Incident Room.')
}

function readRevisions(bytes: Uint8Array): Revision[] {
  const revisions: Revision[] = []
  const seen = new Set<number>()
  for (let at: number | null = findLastTable(bytes); at !== null;) {
    if (seen.has(at) || at >= bytes.length) throw new PdfSyntaxError('tables in a circle')
    seen.add(at)
    const revision = readTable(bytes, at)
    revisions.push(revision)
    const before = revision.trailer.get('Prev')
    at = before === undefined ? null : readNumber(before)
  }
  return revisions
}

function findLastTable(bytes: Uint8Array): number {
  const tail = latin1(bytes, Math.max(0, bytes.length - tailBytes), bytes.length)
  const match = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(tail)
  if (!match) throw new PdfSyntaxError('no end')
  return Number(match[1])
}

/** A cross-reference table and its trailer. Entries are 20 bytes each (7.5.4). */
function readTable(bytes: Uint8Array, tableAt: number): Revision {
  const objects = new Map<number, number>()
  let at = tableAt
  const keyword = /^xref\s*/.exec(latin1(bytes, at, at + 10))
  if (!keyword) throw new PdfSyntaxError('no table')
  at += keyword[0].length
  for (;;) {
    const head = /^(\d{1,10}) (\d{1,10})[ \r]*\n/.exec(latin1(bytes, at, at + 40))
    if (!head) break
    at += head[0].length
    const [first, count] = [Number(head[1]), Number(head[2])]
    if (at + count * 20 > bytes.length) throw new PdfSyntaxError('short table')
    for (let row = 0; row < count; row += 1, at += 20) {
      const entry = /^(\d{10}) (\d{5}) ([nf])/.exec(latin1(bytes, at, at + 20))
      if (!entry) throw new PdfSyntaxError('bad entry')
      if (entry[3] === 'n') objects.set(first + row, Number(entry[1]))
    }
  }
  if (!latin1(bytes, at, at + 7).startsWith('trailer')) throw new PdfSyntaxError('no trailer')
  const { entries } = readGrowing(bytes, at + 7)
  return { tableAt, trailer: entries, objects }
}

function readObjectAt(bytes: Uint8Array, number: number, offset: number): PdfObjectText {
  const head = new RegExp(`^${String(number)} 0 obj\\s*`).exec(latin1(bytes, offset, offset + 40))
  if (!head) throw new PdfSyntaxError('object not where the table says')
  return readGrowing(bytes, offset + head[0].length)
}

/** Reads a dictionary from as little of the file as it needs: the file may hold hundreds of pictures. */
function readGrowing(bytes: Uint8Array, at: number): PdfObjectText {
  for (let size = firstLook; ; size *= 4) {
    const end = Math.min(bytes.length, at + size)
    try {
      const { entries, valueAt } = readDictionary(latin1(bytes, at, end))
      return { entries, valueAt: new Map(Array.from(valueAt, ([key, place]) => [key, place + at])) }
    } catch (error) {
      if (!(error instanceof PdfSyntaxError) || end === bytes.length) throw error
    }
  }
}

function readNumber(value: string): number {
  if (!/^\d{1,10}$/.test(value)) throw new PdfSyntaxError('no number')
  return Number(value)
}

/** Bytes `from` to `to` as one character each. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, bytes.length)
  return end <= from ? '' : Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1')
}
