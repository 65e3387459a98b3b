// A small, true log for the tests, in a folder of its own that is gone when the test ends.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseEventBodies } from 'shared/events'
import { afterEach } from 'vitest'
import { createLogFile } from '../../../src-main/vault/case-file/log-file'
import type { LogFile } from '../../../src-main/vault/case-file/log-file'
import { byBoth, caseOpened, logId, policyPack } from './sample-facts'

export type CaseLog = LogFile<typeof caseEventBodies>

/** A new folder under the system's temporary one, removed after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'incident-room-log-'))
  folders.push(folder)
  return folder
}

/** A file with an opened case in it (entry 1, with the policy pack), open. */
export function makeCase(folder = makeFolder()): { path: string; key: Uint8Array; file: CaseLog } {
  const path = join(folder, 'INC-2026-0014.case')
  const key = new Uint8Array(randomBytes(32))
  const file = createLogFile(path, { key, kind: 'case', logId, bodies: caseEventBodies })
  openFiles.push(file)
  file.append({ facts: [caseOpened()], blobs: [policyPack], ...byBoth })
  return { path, key, file }
}

const folders: string[] = []
const openFiles: { close: () => void }[] = []

/** Closed after the test, whether or not the test came to it. */
export function closeLater<T extends { close: () => void }>(file: T): T {
  openFiles.push(file)
  return file
}

afterEach(() => {
  for (const file of openFiles.splice(0)) file.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** The code of what `act` throws, or undefined where it throws nothing. */
export function codeOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
  return undefined
}
