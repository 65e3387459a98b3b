// The backup of this school's data folder: where it goes, what is noted of it, and when one is due.
import { randomBytes } from 'node:crypto'
import { basename, join } from 'node:path'
import { describeError } from 'shared/errors'
import { makeBackup } from './backup'
import { hashFile, manifestName } from './backup-manifest'
import { idsIn } from './domain/room'
import { caseFileName, makeExportsFolder } from './places'
import type { RoomKeeper } from './room-keeper'

/** A backup in the exports folder, noted in the school's log. Nobody has to be asked: it is as closed as the files themselves. */
export async function runBackup(keeper: RoomKeeper) {
  const directory = keeper.requireDirectory()
  const { school, openCase } = keeper
  const folder = await makeExportsFolder(keeper.places, 'backups')
  const now = new Date()
  const folderName = `backup-${now.toISOString().slice(0, 19).replace(/[:T]/g, '-')}-${randomBytes(2).toString('hex')}`
  const openFiles = [
    {
      path: 'school.db',
      copyTo: (target: string) => {
        school.copyTo(target)
      },
    },
  ]
  if (openCase)
    openFiles.push({
      path: `cases/${caseFileName(openCase.reference)}`,
      copyTo: (target) => {
        openCase.file.copyTo(target)
      },
    })
  const manifest = await keeper.work.run('Making a backup', (signal, onProgress) =>
    makeBackup({ home: keeper.places.home, folder, folderName, school: directory, openFiles, now, onProgress, signal }),
  )
  const { sha256 } = await hashFile(join(folder, folderName, manifestName))
  const sizeBytes = manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0)
  keeper.recordInSchool({ type: 'backup.made', body: { folderName, files: manifest.files.length, sizeBytes, manifestSha256: sha256 } })
  return { folderName, parentName: basename(folder), files: manifest.files.length, sizeBytes, sha256 }
}

/** At signing out: the backup that the school's own schedule asks for. That it failed is noted, and keeps nobody from leaving. */
export async function backUpIfDue(keeper: RoomKeeper): Promise<void> {
  if (keeper.room.kind === 'empty' || !isDue(keeper, new Date())) return
  try {
    await runBackup(keeper)
  } catch (error) {
    const { code, sentence } = describeError(error)
    if (idsIn(keeper.room).length > 0) keeper.recordInSchool({ type: 'backup.failed', body: { code, sentence } })
  }
}

function isDue({ school }: RoomKeeper, now: Date): boolean {
  const { everyDays, lastMadeAt } = school.state.backup
  if (everyDays === null) return false
  return lastMadeAt === null || now.getTime() - Date.parse(lastMadeAt) >= everyDays * 86_400_000
}
