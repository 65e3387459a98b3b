// The copy that a file is re-keyed as. A kill can leave it behind; nothing depends on it.
import { rmSync } from 'node:fs'

/** Beside the file, so that taking its place is one step on the same disk. */
export const copyPathOf = (path: string): string => `${path}.rekey`

/** Takes away what a killed re-keying of this file left, where it can. To be called by whoever holds the file's lock. */
export function removeCopy(path: string): void {
  for (const leftover of [copyPathOf(path), `${copyPathOf(path)}-journal`]) {
    try {
      rmSync(leftover, { force: true })
    } catch {
      // Something else of that name: no reason not to open the case.
    }
  }
}
