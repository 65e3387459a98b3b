// Backups on demand and by schedule, checking them, putting one back, and the move to a replacement computer.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CodedError, coded } from 'shared/errors'
import { checkBackup, readManifest } from '../backup-manifest'
import { identifyComputer } from '../computer'
import { findComputerDifferences } from '../domain/before-opening'
import { requireAlone } from '../domain/room'
import { makeExportsFolder } from '../places'
import { restoreBackup } from '../restore'
import { runBackup } from '../school-backup'
import type { Handlers } from './handler'
import { tellEverybody } from './people-intentions'

export const backupIntentions = {
  'backup.make': (keeper) => runBackup(keeper),

  async 'backup.list'(keeper) {
    const folder = await makeExportsFolder(keeper.places, 'backups')
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort()
    const manifests = names.map(async (folderName) => {
      const manifest = await readManifest(join(folder, folderName)).catch(() => null)
      if (!manifest) return []
      const { school, madeAt, files } = manifest
      return [{ folderName, school, madeAt, files: files.length, sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0) }]
    })
    return (await Promise.all(manifests)).flat().reverse()
  },

  async 'backup.check'(keeper, { folderName }) {
    const folder = join(await makeExportsFolder(keeper.places, 'backups'), folderName)
    return keeper.work.run('Checking the backup', async (signal, tell) => {
      try {
        const { files } = await checkBackup(folder, tell, signal)
        return { ok: true, files: files.length, sentence: 'Every file of this backup is there and as it was saved.' }
      } catch (error) {
        if (!(error instanceof CodedError)) throw error
        return { ok: false, files: 0, sentence: error.message }
      }
    })
  },

  async 'backup.restore'(keeper, { folderName }) {
    if (keeper.directory)
      throw coded('restore.not-empty', 'This computer has a school already. A backup is put back only where there is none.')
    const folder = join(await makeExportsFolder(keeper.places, 'backups'), folderName)
    await keeper.work.run('Putting the backup back', (signal, tell) => restoreBackup(folder, keeper.places.home, tell, signal))
    await keeper.loadDirectory()
    return tellEverybody(keeper)
  },

  async 'backup.schedule'(keeper, { everyDays }) {
    requireAlone(keeper.room, 'administer')
    keeper.recordInSchool({ type: 'backup.scheduled', body: { everyDays } })
    return tellEverybody(keeper)
  },

  async 'computer.replace'(keeper, { location, reason, both }) {
    keeper.confirmBoth(both)
    const directory = keeper.requireDirectory()
    const computer = { ...(await identifyComputer()), location }
    const differences = findComputerDifferences(directory.computer, computer)
    if (differences.length === 0)
      throw coded('computer.same', 'This is the designated computer already. Move the files to the other computer first, and say so there.')
    keeper.recordInSchool({ type: 'computer.replaced', body: { computer, differences, reason } })
    await keeper.changeDirectory((present) => ({ ...present, computer }))
    return tellEverybody(keeper)
  },
} satisfies Partial<Handlers>
