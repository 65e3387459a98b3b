// Where things lie: the data folder, the exports folder and the resources of the application. Made once, from the Desk's environment.
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { haltMarkerFile } from 'shared/halt-marker'

export interface Places {
  readonly home: string
  readonly exports: string
  readonly resources: string
}

export const directoryPath = (places: Places): string => join(places.home, 'school.json')
export const schoolPath = (places: Places): string => join(places.home, 'school.db')
export const triesPath = (places: Places): string => join(places.home, 'tries.json')
export const haltMarkerPath = (places: Places): string => join(places.home, haltMarkerFile)
/** The age files of the recovery kits: useless without the passphrases on the sheets in the safe. */
export const recoveryFolder = (places: Places): string => join(places.home, 'recovery')
export const kitPath = (places: Places, kitId: string): string => join(recoveryFolder(places), `kit-${kitId}.age`)
export const policyPath = (places: Places): string => join(places.resources, 'policy', 'default.json')
export const blockPagesPath = (places: Places): string => join(places.resources, 'block-pages.json')
export const bankHolidaysPath = (places: Places): string => join(places.resources, 'calendar', 'bank-holidays.json')

export const verifierPath = (places: Places): string => join(places.resources, 'verifier', 'verify.html')

/** `INC-2026-0014.case`. References hold letters, digits and hyphens only. */
export const caseFileName = (reference: string): string => `${reference}.case`
export const casePath = (places: Places, reference: string): string => join(places.home, 'cases', caseFileName(reference))

/** Makes the folders that must be there; private to the user who runs the application. */
export async function makeFolders(places: Places): Promise<void> {
  await mkdir(join(places.home, 'cases'), { recursive: true, mode: 0o700 })
}

export type ExportKind = 'documents' | 'handover' | 'incident-log' | 'recovery' | 'governors' | 'declarations' | 'backups'

/** The folder for one kind of export, made when first needed. */
export async function makeExportsFolder(places: Places, kind: ExportKind): Promise<string> {
  const folder = join(places.exports, kind)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Names of the recovery sheets that still lie in the exports folder, passphrases and all. */
export async function listRecoverySheets(places: Places): Promise<string[]> {
  const names = await readdir(join(places.exports, 'recovery')).catch(() => [])
  return names.filter((name) => name.endsWith('.pdf')).sort()
}
