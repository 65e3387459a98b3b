// Where this project keeps, for each user, what is heavy to fetch or build.

import { homedir } from 'node:os'
import { join } from 'node:path'

/** The cache folder: INCIDENT_ROOM_CACHE, else the platform's own place for caches. */
export function cacheFolder() {
  if (process.env.INCIDENT_ROOM_CACHE) return process.env.INCIDENT_ROOM_CACHE
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'incident-room')
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? homedir(), 'incident-room', 'cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'incident-room')
  return join(homedir(), '.cache', 'incident-room')
}
