// Pages that UK providers and filters show in place of one that they block. Whoever meets one should know that somebody else judged the
// address before them, and for one of them (the Internet Watch Foundation's) that the review has to halt. Data: resources/block-pages.json.
import { z } from 'zod'
import { short, visitId, type VisitRecord } from './parts'

/** Every part that is there has to fit; texts are compared without regard to case and white space. */
const sign = z.strictObject({
  status: z.int().min(100).max(599).exactOptional(),
  /** The beginning of an address, without scheme, that one was sent on to. */
  sentTo: z.string().min(4).max(300).exactOptional(),
  title: z.string().min(4).max(300).exactOptional(),
  text: z.string().min(12).max(500).exactOptional(),
})
export const blockPagesSchema = z.strictObject({
  format: z.literal('incident-room/block-pages'),
  version: short,
  pages: z.array(
    z.strictObject({
      id: short,
      title: short,
      kind: z.enum(['provider', 'filter', 'court', 'iwf']),
      /** The category that such a page makes one suspect; null where it says nothing of the kind. */
      categoryId: short.nullable(),
      source: z.url(),
      signs: z.array(sign.refine((one) => Object.keys(one).length > 0)).min(1),
    }),
  ),
})
export type BlockPages = z.infer<typeof blockPagesSchema>
export type BlockPage = BlockPages['pages'][number]

/** What the log keeps of a page that was recognised. */
export const recognisedBlockPage = z.strictObject({ blockPageId: short, title: short, dataVersion: short, categoryId: short.nullable() })
export const blockPageNotice = recognisedBlockPage.extend({ visitId, sentence: z.string() })
/** Most of a page's text that is looked at, in UTF-16 code units; none of it is kept. */
export const textLimit = 4_000

/** The first page of the data that a visit looks like; null where it looks like none. */
export function recogniseBlockPage({ pages }: BlockPages, record: VisitRecord, text: string): BlockPage | null {
  const sentTo = [record.finalUrl, ...record.redirects.flatMap(({ location }) => location ?? [])].map(dropScheme)
  const [titleSeen, textSeen] = [smooth(record.title), smooth(text)]
  const fits = (one: BlockPage['signs'][number]): boolean =>
    (one.status === undefined || one.status === record.status) &&
    (one.sentTo === undefined || sentTo.some((url) => url.startsWith(dropScheme(one.sentTo ?? '')))) &&
    (one.title === undefined || titleSeen.includes(smooth(one.title))) &&
    (one.text === undefined || textSeen.includes(smooth(one.text)))
  return pages.find(({ signs }) => signs.some(fits)) ?? null
}

/** What the two are told, and offered. */
export function tellBlockPage({ title, categoryId }: Pick<BlockPage, 'title' | 'categoryId'>): string {
  const found = `This looks like a page that is shown in place of a blocked one: ${title}.`
  return categoryId === null
    ? `${found} Somebody has judged the address before you. Halt if you suspect something illegal behind it; do not try to get round the block.`
    : `${found} Halt the review: the address is suspected of holding what nobody may look for.`
}

function dropScheme(url: string): string {
  return url.replace(/^https?:\/\//i, '').toLowerCase()
}

function smooth(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}
