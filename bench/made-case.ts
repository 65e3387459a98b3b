// Case files of a chosen size, written as the application writes them.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { caseEventBodies } from 'shared/events'
import type { CaseFact } from 'shared/events'
import { createLogFile } from '../src-main/vault/case-file/log-file'
import type { LogFile, NewBlob } from '../src-main/vault/case-file/log-file'
import { byBoth, caseOpened, concernDescribed, exhibitKept, logId, policyPack, randomBlob } from '../tests/vault/case-file/sample-facts'

export interface MadeCase {
  readonly path: string
  readonly key: Uint8Array
  readonly file: LogFile<typeof caseEventBodies>
}

/** A case file with its first entry, open. */
export function makeCaseIn(folder: string, name = 'INC-2026-0014.case'): MadeCase {
  const path = join(folder, name)
  const key = new Uint8Array(randomBytes(32))
  const file = createLogFile(path, { key, kind: 'case', logId, bodies: caseEventBodies })
  file.append({ facts: [caseOpened()], blobs: [policyPack], ...byBoth })
  return { path, key, file }
}

/** How many entries go into one transaction while a case is filled: only the filling is quicker by it. */
const factsAtOnce = 500

/** Appends `events` small events and then `exhibits` pictures of random bytes. */
export function fillCase({ file }: MadeCase, size: { events: number; exhibits: number; exhibitBytes: number }): void {
  appendFacts(
    file,
    Array.from({ length: size.events }, (_, number) => concernDescribed(`Concern number ${number}: words as people write them.`)),
  )
  for (let number = 1; number <= size.exhibits; number += 1) {
    const blob: NewBlob & { sha256: Parameters<typeof exhibitKept>[0]['sha256'] } = randomBlob(size.exhibitBytes)
    file.append({ facts: [exhibitKept(blob, number)], blobs: [blob], ...byBoth })
  }
}

export function appendFacts(file: MadeCase['file'], facts: readonly CaseFact[]): void {
  for (let start = 0; start < facts.length; start += factsAtOnce) {
    file.append({ facts: facts.slice(start, start + factsAtOnce), ...byBoth })
  }
}
