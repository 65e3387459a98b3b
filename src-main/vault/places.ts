// Where things lie: the data folder, the exports folder and the resources of the application. Made once, from the Desk's environment.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { haltMarkerFile } from 'shared/halt-marker'

export interface Places {
  readonly home: string
  readonly exports: string
  readonly resources: string
}

export const directoryPath = (places: Places): string => join(places.home, 'school.json')
export const schoolPath = (places: Places): string => join(places.home, 'school.db')
export const haltMarkerPath = (places: Places): string => join(places.home, haltMarkerFile)
export const policyPath = (places: Places): string => join(places.resources, 'policy', 'default.json')
export const blockPagesPath = (places: Places): string => join(places.resources, 'block-pages.json')

export const verifierPath = (places: Places): string => join(places.resources, 'verifier', 'verify.html')

/** `INC-2026-0014.case`. References hold letters, digits and hyphens only. */
export const caseFileName = (reference: string): string => `${reference}.case`
export const casePath = (places: Places, reference: string): string => join(places.home, 'cases', caseFileName(reference))

/** Makes the folders that must be there; private to the user who runs the application. */
export async function makeFolders(places: Places): Promise<void> {
  await mkdir(join(places.home, 'cases'), { recursive: true, mode: 0o700 })
}

/** The folder for one kind of export, made when first needed. */
export async function makeExportsFolder(places: Places, kind: 'documents' | 'handover'): Promise<string> {
  const folder = join(places.exports, kind)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}
