// Whatever people write, and whatever a page calls itself, the file stays sound and the signatures whole.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeRecord } from '../../../src-main/vault/documents/make-record'
import { verifySignatures } from '../../../src-main/vault/documents/verify-signatures'
import { ask } from '../keys/judges'
import { drawPage, furnishRoom, SampleLog } from './sample-case'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.constantFrom(
    '(((',
    '\\)',
    '<</X',
    '%PDF',
    '\u202Eevil\u202C',
    'ab\u0000c',
    '<b>bold</b>',
    '\ud83d',
    'e\u0301'.repeat(90),
    'W'.repeat(3_000),
    'שלום (1) עולם',
  ),
)
/** As the log's own shapes let it through. */
const written = (limit: number) => anyText.map((text) => text.slice(0, limit).trim()).filter((text) => text !== '')

describe('any text', () => {
  it('in every field leaves a sound, signed document', async () => {
    const room = await furnishRoom()
    const png = await drawPage(320, 240)
    await fc.assert(
      fc.asyncProperty(
        fc.record({ what: written(5_000), reason: written(5_000), subjectName: written(200), device: written(200), school: written(200) }),
        fc.record({
          url: written(3_000),
          title: written(2_000),
          words: written(5_000),
          reasons: written(5_000),
          conclusion: written(5_000),
          note: written(2_000),
        }),
        async (opening, rest) => {
          const log = new SampleLog(room).open(opening)
          const visitId = log.visit(1, rest.url, { title: rest.title })
          log.concern(visitId, rest.url, rest.words)
          log.exhibit(1, visitId, rest.url, png, { widthPx: 320, heightPx: 240 }, rest.title)
          const { pdf } = await makeRecord(log.decide(rest).source())
          const verdict = ask('qpdf', ['--check', 'a.pdf'], { 'a.pdf': pdf })
          expect(verdict.output).not.toMatch(/warning|error:/i)
          expect(verdict.ok).toBe(true)
          expect(verifySignatures(pdf, { authorityPem: room.school.authority.certificatePem }).ok).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)

  it('as a person’s name is printed, not boxed', async () => {
    const names = ['Θεόδωρος Παπαδόπουλος', 'Александр Ковальчук', 'Nguyễn Thị Ánh Tuyết'] as const
    const others = ['प्रिया शर्मा', '王小明', 'محمد أحمد'] as const
    for (const [head, first, second] of [names, others]) {
      const room = await furnishRoom([head, first, second])
      const { pdf } = await makeRecord(new SampleLog(room).open().source())
      const text = ask('pdftotext', ['-layout', 'a.pdf', '-'], { 'a.pdf': pdf }).output
      for (const name of [head, first, second]) expect(text).toContain(name)
      expect(text).not.toContain('[U+')
      expect(ask('pdfsig', ['a.pdf'], { 'a.pdf': pdf }).output.match(/Signature is Valid/g)).toHaveLength(2)
    }
  })
})
