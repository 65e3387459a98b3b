// Where the encrypted SQLite addon lies. The package brings its own build; a runtime that is too old for that one is given
// another by the set-up (an environment variable) or by the packaged application (its resources folder).

import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The addon to pass as `nativeBinding`, or undefined when the package's own build is the right one. */
export function sqliteAddonPath(): string | undefined {
  return isPackaged() ? findPackagedAddon() : process.env.INCIDENT_ROOM_SQLITE_ADDON
}

/** A packaged application loads no code that its environment names. */
function isPackaged(): boolean {
  return import.meta.url.includes('/app.asar/')
}

function findPackagedAddon(): string | undefined {
  // Electron's own property, named here because the Vault knows no Electron types.
  const { resourcesPath } = process as { resourcesPath?: string }
  if (resourcesPath === undefined) return undefined
  const path = join(resourcesPath, 'better_sqlite3.node')
  return existsSync(path) ? path : undefined
}
