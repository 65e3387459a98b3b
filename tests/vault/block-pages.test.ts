// Pages in place of blocked ones: every one of the data is recognised by each of its signs, an ordinary page by none, and the case and the two
// are told once.
import { readFileSync } from 'node:fs'
import { blockPagesSchema, recogniseBlockPage } from 'shared/block-pages'
import type { VisitRecord } from 'shared/parts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleRecord, exampleUrl, foundSchool, openReview, signInPair, startInvestigation, type Investigation } from './investigation'

const data = blockPagesSchema.parse(JSON.parse(readFileSync('resources/block-pages.json', 'utf8')))
const signs = data.pages.flatMap(({ id, signs: each }) => each.map((sign) => ({ id, sign })))

describe('the data', () => {
  it('names each page once, with its source', () => {
    expect(new Set(data.pages.map(({ id }) => id)).size).toBe(data.pages.length)
    expect(data.pages.length).toBeGreaterThan(10)
  })

  it.each(signs)('recognises $id by $sign', ({ id, sign }) => {
    const record: VisitRecord = {
      ...exampleRecord(exampleUrl),
      status: sign.status ?? 200,
      title: sign.title === undefined ? 'A page' : `${sign.title.toUpperCase()} - notice`,
      redirects: sign.sentTo === undefined ? [] : [{ url: exampleUrl, status: 302, location: `http://${sign.sentTo}?from=here` }],
    }
    const text = sign.text === undefined ? '' : `Sorry.\n\n${sign.text.replaceAll(' ', '\n  ')}. If you think`
    expect(recogniseBlockPage(data, record, text)?.id).toBe(id)
  })

  it.each([
    ['an ordinary page', exampleRecord(exampleUrl), 'A forum about football.'],
    ['a page that is not there', { ...exampleRecord(exampleUrl), status: 404, title: 'Not found' }, 'There is no such page'],
    ['a page that may not be seen', { ...exampleRecord(exampleUrl), status: 403, title: 'Forbidden' }, 'Sign in first.'],
    ['the provider’s own shop', exampleRecord('https://www.vodafone.co.uk/mobile'), 'Phones and tariffs'],
    ['an address that only names one', exampleRecord('https://example.org/block.cf.sky.com'), ''],
  ])('takes %s for none', (_what, record, text) => {
    expect(recogniseBlockPage(data, record, text)).toBeNull()
  })
})

describe('in a review', () => {
  let review: Investigation
  beforeAll(async () => {
    review = await startInvestigation()
    await foundSchool(review)
    await signInPair(review)
    await openReview(review)
  })
  afterAll(() => review.stop())

  it('the case keeps what was recognised and not the text, and the two are offered to halt', async () => {
    const { visitId } = await review.askAsDesk('visit.request', { url: exampleUrl, cause: 'typed' })
    await review.askAsDesk('visit.record', { visitId, record: { ...exampleRecord(exampleUrl), status: 403 } })
    const text =
      'Access has been denied by your internet access provider because this page may contain indecent images of children as identified by the Internet Watch Foundation. Beware of the badger.'
    review.notices.length = 0
    for (let time = 0; time < 2; time += 1) await review.askAsDesk('visit.read', { visitId, text })
    const told = review.notices.filter(({ name }) => name === 'block-page.recognised')
    expect(told).toMatchObject([
      { body: { visitId, categoryId: 'child-sexual-abuse', sentence: expect.stringContaining('Halt the review') as string } },
    ])
    const { state } = await review.ask('case.view', {})
    expect(state.visits.at(-1)?.blockPage).toMatchObject({ blockPageId: 'iwf-splash', dataVersion: data.version })
    const log = await review.ask('log.read', { afterSeq: 0 })
    expect(log.at(-1)).toMatchObject({ tone: 'warning', title: expect.stringContaining('Internet Watch Foundation') as string })
    expect(JSON.stringify([state, log])).not.toContain('badger')
  })

  it('an ordinary page adds nothing to the log', async () => {
    const { visitId } = await review.askAsDesk('visit.request', { url: exampleUrl, cause: 'reload' })
    await review.askAsDesk('visit.record', { visitId, record: exampleRecord(exampleUrl) })
    const before = await review.ask('log.read', { afterSeq: 0 })
    await review.askAsDesk('visit.read', { visitId, text: 'A forum.' })
    expect(await review.ask('log.read', { afterSeq: 0 })).toEqual(before)
  })
})
