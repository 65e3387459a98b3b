// Signatures that were tampered with, and what each tampering is called.
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDocument } from '../../../src-main/vault/documents/furniture'
import { signPdf, type PdfSigning } from '../../../src-main/vault/documents/sign'
import { drawSignaturePanel } from '../../../src-main/vault/documents/signature-panel'
import { verifySignatures } from '../../../src-main/vault/documents/verify-signatures'
import { signCms } from '../../../src-main/vault/keys/cms'
import { ask } from '../keys/judges'
import { codeOf, makeSchool, type Member } from '../keys/school'
import { furnishRoom, madeAt, resourcesFolder, type Room } from './sample-case'

let room: Room
let empty: Uint8Array
let once: Uint8Array
let twice: Uint8Array

const wording = { heading: 'Reviewing person', name: 'Name', position: 'Position', signature: 'Signature', wetSignature: 'By hand' }

async function drawEmpty(names: readonly string[] = ['First', 'Second']): Promise<Uint8Array> {
  const heading = {
    title: 'Two places to sign',
    reference: 'INC-2026-0014',
    school: 'Larkfield School',
    logHead: { seq: 1, hash: '0'.repeat(64) },
    madeAt,
  }
  const { flow, finish } = openDocument(heading, resourcesFolder)
  names.forEach((name) =>
    drawSignaturePanel(flow, wording, {
      fieldName: name,
      name,
      position: 'Senior leader',
      signedAt: madeAt,
      certificateFingerprint: 'ab'.repeat(32),
    }),
  )
  return (await finish()).pdf
}

function signingOf(member: Member, fieldName: string): PdfSigning {
  const signer = {
    secret: member.secret,
    certificatePem: member.public.documentCertificatePem,
    authorityPem: room.school.authority.certificatePem,
  }
  const told = { fieldName, name: member.name, reason: 'Reviewed', location: 'Office', signedAt: madeAt }
  return { ...told, sign: (sha256) => signCms({ sha256 }, signer) }
}

beforeAll(async () => {
  room = await furnishRoom()
  empty = await drawEmpty()
  once = await signPdf(empty, signingOf(room.first, 'First'))
  twice = await signPdf(once, signingOf(room.second, 'Second'))
})

const faultsOf = (pdf: Uint8Array): (string | null)[] =>
  verifySignatures(pdf, { authorityPem: room.school.authority.certificatePem }).signatures.map(({ fault }) => fault)

function changeByte(pdf: Uint8Array, at: number): Uint8Array {
  const changed = pdf.slice()
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

/** Appends a revision that puts another object in the place of one that is there. */
function replaceObject(pdf: Uint8Array, number: number, body: string): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  const trailers = [...text.matchAll(/trailer\s*(<<[\s\S]*?>>)\s*startxref\s+(\d+)/g)]
  const [, trailer = '', table = ''] = trailers.at(-1) ?? []
  const object = `${String(number)} 0 obj\n${body}\nendobj\n`
  const next = trailer.replace(/\/Prev \d+\s*/, '').replace(/^<</, `<< /Prev ${table} `)
  const entry = `${String(pdf.length).padStart(10, '0')} 00000 n \n`
  const tail = `xref\n${String(number)} 1\n${entry}trailer\n${next}\nstartxref\n${String(pdf.length + object.length)}\n%%EOF\n`
  return Buffer.concat([pdf, Buffer.from(object + tail, 'latin1')])
}

function objectNumber(pdf: Uint8Array, marker: RegExp): number {
  const text = Buffer.from(pdf).toString('latin1')
  const found = [...text.matchAll(/(\d+) 0 obj\s*(<<[\s\S]*?)endobj/g)].find(([, , body = '']) => marker.test(body))
  if (!found) throw new Error('No such object')
  return Number(found[1])
}

describe('signing by appending', () => {
  it('leaves what was there as it was', () => {
    expect(Buffer.from(twice.subarray(0, once.length)).equals(once)).toBe(true)
    expect(Buffer.from(once.subarray(0, empty.length)).equals(empty)).toBe(true)
  })

  it('is checked by openssl over the ranges that the file names', () => {
    const text = Buffer.from(twice).toString('latin1')
    const signatures = [...text.matchAll(/\/ByteRange \[(\d+) +(\d+) +(\d+) +(\d+) *\]\n\/Contents <([0-9a-f]+)>/g)]
    expect(signatures).toHaveLength(2)
    for (const [, , from, to, rest, hex = ''] of signatures) {
      const content = Buffer.concat([twice.subarray(0, Number(from)), twice.subarray(Number(to), Number(to) + Number(rest))])
      const args =
        'cms -verify -cades -binary -inform DER -in cms.der -content content -CAfile ca.pem -purpose any -attime 1800000000 -out out'.split(
          ' ',
        )
      const files = { 'cms.der': trimDer(Buffer.from(hex, 'hex')), content, 'ca.pem': room.school.authority.certificatePem }
      expect(ask('openssl', args, files).output).toMatch(/successful/i)
    }
  })

  it('shows the signer only where one signed', () => {
    const read = (pdf: Uint8Array): string => ask('pdftotext', ['a.pdf', '-'], { 'a.pdf': pdf }).output
    expect(read(empty)).not.toContain('Signed electronically by')
    expect(read(empty).match(/Not signed electronically/g)).toHaveLength(2)
    expect(read(once).match(/Signed electronically by/g)).toHaveLength(1)
    expect(read(twice)).not.toContain('Not signed electronically')
  })

  it('tells who has still to sign', () => {
    expect(verifySignatures(empty)).toMatchObject({ ok: false, emptyFields: ['First', 'Second'], signatures: [] })
    expect(verifySignatures(once)).toMatchObject({ ok: true, emptyFields: ['Second'] })
  })

  it('refuses a place that is not there, or taken', async () => {
    expect(await codeOf(() => signPdf(empty, signingOf(room.first, 'Third')))).toBe('signature.no-field')
    expect(await codeOf(() => signPdf(once, signingOf(room.second, 'First')))).toBe('signature.taken')
  })

  it('refuses a signature that does not fit, and a file that is no PDF', async () => {
    expect(await codeOf(() => signPdf(empty, { ...signingOf(room.first, 'First'), sign: () => new Uint8Array(20_000) }))).toBe(
      'signature.too-large',
    )
    for (const bytes of [new Uint8Array(), new TextEncoder().encode('%PDF-1.7\n'), empty.subarray(0, empty.length - 300)])
      expect(await codeOf(() => signPdf(bytes, signingOf(room.first, 'First')))).toBe('pdf.unreadable')
  })

  it('carries any name, reason and place, readable again', async () => {
    const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (name, reason, location) => {
        const signed = await signPdf(empty, { ...signingOf(room.first, 'First'), name, reason, location })
        expect(verifySignatures(signed).signatures[0]).toMatchObject({ name, reason, fault: null })
      }),
      { numRuns: 60 },
    )
    const awkward = await signPdf(empty, {
      ...signingOf(room.first, 'First'),
      name: 'A) /X (\\',
      reason: '\u0000\n\r',
      location: '中文 <<',
    })
    const verdict = ask('qpdf', ['--check', 'a.pdf'], { 'a.pdf': awkward })
    expect(verdict.output).not.toMatch(/warning/i)
    expect(verdict.ok).toBe(true)
  })
})

describe('a document of an earlier version', () => {
  it('still verifies: made in November 2026, never to be made again', () => {
    const vector = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'vectors', name))
    const result = verifySignatures(vector('signed-twice-2026-11.pdf'), { authorityPem: vector('authority-2026-11.pem').toString('utf8') })
    expect(result.ok).toBe(true)
    expect(
      result.signatures.map(({ fieldName, name, subjectName, reason, signedAt }) => ({ fieldName, name, subjectName, reason, signedAt })),
    ).toEqual([
      { fieldName: 'Field0', name: 'Amina Malik', subjectName: 'Amina Malik', reason: 'Reviewed', signedAt: madeAt },
      { fieldName: 'Field1', name: 'Tom Jarvis', subjectName: 'Tom Jarvis', reason: 'Reviewed', signedAt: madeAt },
    ])
  })
})

describe('tampering', () => {
  it('of any byte is found, by us and by pdfsig', () => {
    const gaps = [
      ...Buffer.from(twice)
        .toString('latin1')
        .matchAll(/\/Contents <[0-9a-f]+>/g),
    ].map((match) => [match.index, match.index + match[0].length] as const)
    const inGap = (at: number): boolean => gaps.some(([from, to]) => at >= from && at < to)
    fc.assert(
      fc.property(
        fc.nat(twice.length - 1).filter((at) => !inGap(at)),
        (at) => {
          expect(isAccepted(changeByte(twice, at))).toBe(false)
        },
      ),
      { numRuns: 150 },
    )
    const { output } = ask('pdfsig', ['a.pdf'], { 'a.pdf': changeByte(twice, 3_000) })
    expect(output).toMatch(/Digest Mismatch/)
  })

  it('with the signature itself is found', () => {
    const at = Buffer.from(twice).toString('latin1').indexOf('/Contents <') + 300
    const changed = twice.slice()
    changed[at] = changed[at] === 0x30 ? 0x31 : 0x30
    expect(isAccepted(changed)).toBe(false)
  })

  it('by appending is found', () => {
    const appended = Buffer.concat([twice, Buffer.from('\n% and more\nstartxref\n0\n%%EOF\n')])
    expect(isAccepted(appended)).toBe(false)
    expect(verifySignatures(Buffer.concat([twice, Buffer.from('\n\n')]))).toMatchObject({ ok: false, appendedBytes: 2 })
  })

  it('by laying another page over what was signed is found', () => {
    const page = objectNumber(twice, /\/Type \/Page\n/)
    const forged = replaceObject(once, page, '<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] >>')
    expect(faultsOf(forged)).toEqual(['changed-since'])
  })

  it('by changing the page before the second signs is found', async () => {
    const page = objectNumber(once, /\/Type \/Page\n/)
    const forged = await signPdf(
      replaceObject(once, page, '<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] >>'),
      signingOf(room.second, 'Second'),
    )
    expect(faultsOf(forged)).toEqual(['changed-since', null])
    expect(verifySignatures(forged).ok).toBe(false)
  })

  it('by giving an empty field another picture is found', () => {
    const field = objectNumber(once, /\/T \(Second\)/)
    const forged = replaceObject(once, field, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Second) /AP << /N 4 0 R >> >>')
    expect(faultsOf(forged)).toEqual(['changed-since'])
  })

  it('with the range, so that something is left out, is found', () => {
    const text = Buffer.from(once).toString('latin1')
    const match = /\/ByteRange \[0 +(\d+)/.exec(text)
    const shorter = Buffer.from(
      text.replace(
        match?.[0] ?? '',
        (match?.[0] ?? '').replace(/\d+$/, (digits) => String(Number(digits) - 1)),
      ),
      'latin1',
    )
    expect(faultsOf(shorter)).toEqual(['range-wrong'])
  })

  it('by a signer of another school is found', async () => {
    const other = await makeSchool(['Amina Malik'], 'Another School')
    const [stranger] = other.members
    if (!stranger) throw new Error('Nobody enrolled')
    const signer = {
      secret: stranger.secret,
      certificatePem: stranger.public.documentCertificatePem,
      authorityPem: other.authority.certificatePem,
    }
    const forged = await signPdf(empty, { ...signingOf(room.first, 'First'), sign: (sha256) => signCms({ sha256 }, signer) })
    expect(faultsOf(forged)).toEqual(['certificate-untrusted'])
    expect(verifySignatures(forged).ok).toBe(true)
  })

  it('with a date outside the certificate is found', async () => {
    const early = await signPdf(empty, { ...signingOf(room.first, 'First'), signedAt: new Date('2020-01-01T00:00:00Z') })
    expect(faultsOf(early)).toEqual(['certificate-out-of-date'])
  })

  it('never does more than refuse: any bytes are judged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(twice.length), (noise, at) => {
        const forged = Buffer.concat([twice.subarray(0, at), noise, twice.subarray(at + noise.length)])
        const same = createHash('sha256').update(forged).digest('hex') === createHash('sha256').update(twice).digest('hex')
        expect(isAccepted(forged)).toBe(same || isZeroPaddingOnly(forged))
      }),
      { numRuns: 150 },
    )
  })
})

/** True where nothing but the digits of a signature's own place differ, to the same signature. */
function isZeroPaddingOnly(forged: Uint8Array): boolean {
  const blank = (bytes: Uint8Array): string =>
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/\/Contents <[0-9a-fA-F]+>/g, '')
  return forged.length === twice.length && blank(forged) === blank(twice) && faultsOf(forged).every((fault) => fault === null)
}

function isAccepted(pdf: Uint8Array): boolean {
  try {
    const { ok, signatures } = verifySignatures(pdf, { authorityPem: room.school.authority.certificatePem })
    return ok && signatures.length === 2
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'pdf.unreadable') return false
    throw error
  }
}

/** The DER without the zeros that fill its place. */
function trimDer(padded: Buffer): Buffer {
  const lengthBytes = (padded[1] ?? 0) & 0x7f
  return padded.subarray(0, 2 + lengthBytes + padded.readUIntBE(2, lengthBytes))
}
