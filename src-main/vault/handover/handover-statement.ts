// handover.json: what the head states on handing a case over. It lies in the payload and so under the signature, and everything
// else that the bundle claims about itself (bag-info.txt, the counts, what is withheld) is checked against it.
import { address, caseId, id, instant, medium, personId, sha256, short } from 'shared/parts'
import { z } from 'zod'

export const statementPath = 'data/handover.json'
const currentVersion = 1

export const handoverStatement = z.strictObject({
  format: z.literal('incident-room/handover'),
  version: z.literal(currentVersion),
  reference: short,
  caseId,
  school: short,
  madeAt: instant,
  madeBy: z.strictObject({ personId, name: short, position: z.string().max(200) }),
  recipient: short,
  organisation: short,
  /** SHA-256 of the school authority's certificate (DER): to be compared by telephone. */
  authorityFingerprint: sha256,
  /** The log as far as it goes: how many entries, and the hash of the last. */
  log: z.strictObject({ entries: z.int().min(1), head: sha256 }),
  record: z.strictObject({ documentId: id, sha256 }),
  policy: z.strictObject({ version: short, hash: sha256 }),
  exhibits: z.array(z.strictObject({ number: z.int().min(1), file: medium, sha256, url: address })).max(100_000),
  /** Exhibits of a page that the law forbids to pass on: kept encrypted by the school, counted here, not included. */
  withheld: z.array(z.int().min(1)).max(100_000),
  /** SHA-256 of verify.html, which lies outside the payload; null where the bundle has none. */
  page: sha256.nullable(),
})
export type HandoverStatement = z.infer<typeof handoverStatement>

/** The statement as the file holds it. */
export function writeStatement(statement: HandoverStatement): string {
  return `${JSON.stringify(handoverStatement.parse(statement), null, 2)}\n`
}

/** The statement of a file's text; `newer` where a later version of Incident Room wrote it, `bad` where it is no statement. */
export function readStatement(text: string): HandoverStatement | 'newer' | 'bad' {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'bad'
  }
  const outer = z.object({ format: z.literal('incident-room/handover'), version: z.int() }).safeParse(value)
  if (outer.success && outer.data.version > currentVersion) return 'newer'
  const parsed = handoverStatement.safeParse(value)
  return parsed.success ? parsed.data : 'bad'
}
