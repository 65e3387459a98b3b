// Printing recovery kits for the school's safe. The sheets are the only place where their passphrases are ever written.
import { createHash } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { coded } from 'shared/errors'
import { requireAlone } from '../domain/room'
import { makeRecoverySheets } from '../documents/recovery-sheets'
import { replaceFile } from '../keys/atomic-file'
import { openAuthority } from '../keys/authority'
import { makeRecoveryKits } from '../keys/recovery-kits'
import { kitPath, makeExportsFolder, recoveryFolder } from '../places'
import type { RoomKeeper } from '../room-keeper'
import type { Handlers } from './handler'
import { tellEverybody } from './people-intentions'

/** Any two of three: one sheet may burn, and one person who finds one sheet has nothing. */
const kitsInSet = 3

export const warning =
  'This file holds the passphrases of the recovery kits. Print it now, put the sheets into the safe, and delete the file; empty the recycle bin too. Do not send it, and do not copy it.'

export const recoveryIntentions = {
  async 'recovery.make'(keeper, { passphrase }) {
    const head = requireAlone(keeper.room, 'administer')
    const directory = keeper.requireDirectory()
    const secret = await keeper.openPerson(head.personId, passphrase)
    const authority = await openAuthority(directory.authority, secret).finally(() => {
      secret.forget()
    })
    const madeAt = new Date()
    try {
      const { kits, made } = await makeRecoveryKits({
        schoolId: directory.schoolId,
        count: kitsInSet,
        firstNumber: await findFreeNumber(keeper),
        madeAt: madeAt.toISOString(),
        authority,
      })
      const pdf = await makeRecoverySheets({ school: directory.name, kits: made, madeAt, resourcesFolder: keeper.places.resources })
      for (const { kitId, file } of made) await saveFile(kitPath(keeper.places, kitId), file)
      const folder = await makeExportsFolder(keeper.places, 'recovery')
      const kitIds = made.map((kit) => kit.kitId)
      const fileName = `recovery-kits-${kitIds.join('-')}.pdf`
      await saveFile(join(folder, fileName), pdf)
      // Last: cases are sealed to these kits from here on, so their files and sheets must be there.
      keeper.recordInSchool({ type: 'recovery.made', body: { kits, madeBy: head.personId } })
      const sha256 = createHash('sha256').update(pdf).digest('hex')
      const room = await tellEverybody(keeper)
      return { fileName, folderName: basename(folder), sizeBytes: pdf.byteLength, sha256, kits: kitIds, warning, room }
    } finally {
      authority.forget()
    }
  },
} satisfies Partial<Handlers>

/** The number after every kit that is on record or in the folder: a sheet and a file with the same number always belong together. */
async function findFreeNumber(keeper: RoomKeeper): Promise<number> {
  const folder = recoveryFolder(keeper.places)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const inFolder = (await readdir(folder)).map((name) => Number(/^kit-([0-9]{1,4})\.age$/.exec(name)?.[1] ?? 0))
  const onRecord = keeper.school.state.recovery?.kits.map((kit) => Number(kit.kitId)) ?? []
  return Math.max(0, ...inFolder, ...onRecord) + 1
}

async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceFile(path, bytes)
  } catch {
    throw coded('recovery.unwritten', 'The recovery kits could not be saved. Check that the disk is not full or read-only, then try again.')
  }
}
