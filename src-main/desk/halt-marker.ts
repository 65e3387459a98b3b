// The Desk's side of the halt marker: written before anything is recorded, so that whatever happens next comes back halted.
import { haltMarkerFile, type HaltMarker } from 'shared/halt-marker'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes `halt.json` whole and durably. Never blocks: all of it runs off the event loop. */
export async function writeHaltMarker(home: string, marker: HaltMarker): Promise<void> {
  const path = join(home, haltMarkerFile)
  const unfinished = `${path}.new`
  const file = await open(unfinished, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(marker), 'utf8')
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(unfinished, path)
  if (process.platform === 'win32') return
  const folder = await open(home, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
