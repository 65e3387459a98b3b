// The Vault's side of the halt marker (shared/halt-marker.ts): reads it at every look, writes it where the halt began here (a suspicion
// stated at triage), and removes it only after a release has been recorded.
import { readFile, rm } from 'node:fs/promises'
import { haltMarker, type HaltMarker } from 'shared/halt-marker'
import { replaceFile } from './keys/atomic-file'
import { haltMarkerPath, type Places } from './places'

/** The marker, or null where there is none. One that cannot be read still halts: it was put there for a reason. */
export async function readHaltMarker(places: Places): Promise<HaltMarker | null> {
  let text: string
  try {
    text = await readFile(haltMarkerPath(places), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    return unreadable()
  }
  try {
    return haltMarker.parse(JSON.parse(text))
  } catch {
    return unreadable()
  }
}

export async function writeHaltMarker(places: Places, marker: HaltMarker): Promise<void> {
  await replaceFile(haltMarkerPath(places), Buffer.from(JSON.stringify(marker), 'utf8'))
}

export async function removeHaltMarker(places: Places): Promise<void> {
  await rm(haltMarkerPath(places), { force: true })
}

function unreadable(): HaltMarker {
  return {
    format: 'incident-room/halt',
    version: 1,
    caseId: null,
    reference: '',
    haltedAt: new Date(0).toISOString(),
    cause: 'button',
    categoryId: null,
  }
}
