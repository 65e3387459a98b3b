// As much of the PDF syntax as signing needs (ISO 32000-1, 7.3): the entries of a dictionary, each value kept as it was written, so
// that what is not changed is written again byte for byte. Text here is bytes as Latin-1.

/** Key without its slash -> the value as it stands in the file. */
export type PdfDictionary = Map<string, string>

/** Thrown inside this room where bytes are no PDF that this product could have written. */
export class PdfSyntaxError extends Error {}

const space = /[\0\t\n\f\r ]/
const delimiter = /[\0\t\n\f\r ()<>[\]{}/%]/

/** Reads the dictionary that begins at `at` (after white space). Throws PdfSyntaxError. */
export function readDictionary(text: string, at = 0): { entries: PdfDictionary; start: number; end: number; valueAt: Map<string, number> } {
  const start = skipSpace(text, at)
  if (!text.startsWith('<<', start)) throw new PdfSyntaxError('no dictionary')
  const entries: PdfDictionary = new Map()
  const valueAt = new Map<string, number>()
  let from = skipSpace(text, start + 2)
  while (!text.startsWith('>>', from)) {
    if (text[from] !== '/') throw new PdfSyntaxError('no key')
    const keyEnd = skipToken(text, from + 1)
    const key = decodeName(text.slice(from + 1, keyEnd))
    if (entries.has(key)) throw new PdfSyntaxError('key twice')
    const valueStart = skipSpace(text, keyEnd)
    const valueEnd = skipValue(text, valueStart)
    entries.set(key, text.slice(valueStart, valueEnd))
    valueAt.set(key, valueStart)
    from = skipSpace(text, valueEnd)
  }
  return { entries, start, end: from + 2, valueAt }
}

export function writeDictionary(entries: PdfDictionary): string {
  return `<<\n${Array.from(entries, ([key, value]) => `/${encodeName(key)} ${value}`).join('\n')}\n>>`
}

/** The number of an indirect reference such as `12 0 R`, or null. */
export function readReference(value: string | undefined): number | null {
  const match = /^(\d{1,10})[\0\t\n\f\r ]+0[\0\t\n\f\r ]+R$/.exec(value ?? '')
  return match ? Number(match[1]) : null
}

/** The numbers of an array of references, or null where it is anything else. */
export function readReferences(value: string | undefined): number[] | null {
  const inner = /^\[([^[\]]*)\]$/.exec(value ?? '')?.[1]?.trim()
  if (inner === undefined) return null
  if (inner === '') return []
  const parts = inner.match(/\d{1,10}\s+0\s+R/g) ?? []
  return parts.join(' ').replace(/\s+/g, ' ') === inner.replace(/\s+/g, ' ') ? parts.map((part) => Number(/^\d+/.exec(part)?.[0])) : null
}

/** An array of whole numbers, or null. */
export function readIntegers(value: string | undefined): number[] | null {
  const inner = /^\[([\d\s]*)\]$/.exec(value ?? '')?.[1]?.trim()
  return inner === undefined || inner === '' ? null : inner.split(/\s+/).map(Number)
}

/** A PDF text string (7.9.2.2) as text, or null where the value is no string. */
export function readText(value: string | undefined): string | null {
  const bytes = readBytes(value)
  if (bytes === null) return null
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
  return Buffer.from(bytes).toString('latin1')
}

/** A PDF text string: plain where it is ASCII, else UTF-16 in hexadecimal, which needs no escaping. */
export function writeText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`
}

/** A PDF date (7.9.4) in UTC. */
export function writeDate(at: Date): string {
  return `(D:${at
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-T:]/g, '')}Z)`
}

/** The instant of a PDF date in UTC, or null for any other. */
export function readDate(value: string | undefined): Date | null {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(readText(value) ?? '')
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1)
  const date = new Date(`${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}Z`)
  return Number.isNaN(date.getTime()) ? null : date
}

function readBytes(value: string | undefined): Buffer | null {
  if (value === undefined) return null
  if (/^<[0-9A-Fa-f\s]*>$/.test(value)) {
    const digits = value.slice(1, -1).replace(/\s/g, '')
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
  }
  if (!value.startsWith('(')) return null
  const plain = value.slice(1, -1).replace(/\\(\r\n?|\n|[0-7]{1,3}|[\s\S])/g, (_, escaped: string) => {
    if (/^[\r\n]/.test(escaped)) return ''
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(parseInt(escaped, 8) & 0xff)
    return ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' } as Record<string, string>)[escaped] ?? escaped
  })
  return Buffer.from(plain, 'latin1')
}

function skipSpace(text: string, at: number): number {
  for (;;) {
    while (at < text.length && space.test(text.charAt(at))) at += 1
    if (text[at] !== '%') return at
    while (at < text.length && !/[\r\n]/.test(text.charAt(at))) at += 1
  }
}

function skipToken(text: string, at: number): number {
  while (at < text.length && !delimiter.test(text.charAt(at))) at += 1
  return at
}

/** The end of the value that begins at `at`. A reference is one value. */
function skipValue(text: string, at: number): number {
  const first = text[at]
  if (text.startsWith('<<', at)) return readDictionary(text, at).end
  if (first === '<') return endAfter(text.indexOf('>', at))
  if (first === '(') return skipLiteral(text, at)
  if (first === '/') return skipToken(text, at + 1)
  if (first === '[') {
    let inside = skipSpace(text, at + 1)
    while (text[inside] !== ']') inside = skipSpace(text, skipValue(text, inside))
    return inside + 1
  }
  const end = skipToken(text, at)
  if (end === at) throw new PdfSyntaxError('no value')
  const reference = /^\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?=[\0\t\n\f\r ()<>[\]{}/%]|$)/.exec(text.slice(at, at + 40))
  return reference ? at + reference[0].length : end
}

function skipLiteral(text: string, at: number): number {
  let depth = 0
  for (let i = at; i < text.length; i += 1) {
    const character = text[i]
    if (character === '\\') i += 1
    else if (character === '(') depth += 1
    else if (character === ')') {
      depth -= 1
      if (depth === 0) return i + 1
    }
  }
  throw new PdfSyntaxError('string without end')
}

function endAfter(index: number): number {
  if (index === -1) throw new PdfSyntaxError('value without end')
  return index + 1
}

function decodeName(name: string): string {
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)))
}

function encodeName(name: string): string {
  return name.replace(/[^!$-&*-.0-;=?-Z\\^-z|~]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
}
