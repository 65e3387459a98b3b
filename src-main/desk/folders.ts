// Where the application keeps things on this computer, decided once and before Chromium starts: the data folder, Chromium's own profile
// apart from it, and the folder that copies and handovers are saved to.
import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface Folders {
  readonly home: string
  readonly exports: string
  readonly resources: string
}

/** Decides and makes the folders. `INCIDENT_ROOM_HOME` moves the data folder, `INCIDENT_ROOM_EXPORTS` the exports. */
export function prepareFolders(): Folders {
  const named = process.env.INCIDENT_ROOM_HOME
  const home = named ? resolve(named) : join(app.getPath('appData'), 'Incident Room')
  const exportsNamed = process.env.INCIDENT_ROOM_EXPORTS
  const exports = exportsNamed ? resolve(exportsNamed) : named ? join(home, 'exports') : join(app.getPath('documents'), 'Incident Room')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  app.setPath('userData', join(home, 'profile'))
  app.setPath('sessionData', join(home, 'profile'))
  app.setPath('crashDumps', join(home, 'profile'))
  return { home, exports, resources: join(app.getAppPath(), 'resources') }
}
