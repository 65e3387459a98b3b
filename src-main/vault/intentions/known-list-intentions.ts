// Importing the known list (a technician or the head, alone), telling what it is, handing it to the Desk, and the halt that a match makes.
import { coded } from 'shared/errors'
import { effectOf, stopRows } from 'shared/policy'
import { KnownListLines } from '../domain/known-list-lines'
import { requireAlone } from '../domain/room'
import { isKnown, loadList, packList, tellList } from '../known-list'
import { newBlob } from '../open-case'
import type { RoomKeeper } from '../room-keeper'
import { recordPendingHalt } from './halt-intentions'
import type { DeskHandlers, Handlers } from './handler'

export const knownListIntentions = {
  'known-list.state': (keeper) => ({ list: tellList(keeper.school) }),
} satisfies Partial<Handlers>

export const knownListAsks = {
  'known-list.begin'(keeper) {
    requireAlone(keeper.room, 'known-list')
    keeper.knownListImport = { lines: new KnownListLines(), decoder: new TextDecoder('utf-8') }
    return {}
  },

  'known-list.append'(keeper, { bytes }) {
    requireAlone(keeper.room, 'known-list')
    const { lines, decoder } = requireImport(keeper)
    lines.take(decoder.decode(bytes, { stream: true }))
    return {}
  },

  'known-list.finish'(keeper) {
    const person = requireAlone(keeper.room, 'known-list')
    const { lines } = requireImport(keeper)
    keeper.knownListImport = null
    const read = lines.end()
    const categoryId = read.categoryId ?? stopRows[0].id
    requireHalting(keeper, categoryId)
    const blob = newBlob(packList(read), 'application/octet-stream')
    const body = {
      title: read.title,
      categoryId,
      hosts: read.hosts.length,
      urls: read.urls.length,
      blob: blob.sha256,
      importedBy: person.personId,
    }
    keeper.school.record([{ type: 'known-list.imported', body }], keeper.signers, [blob])
    keeper.knownList = undefined
    return { list: tellList(keeper.school) }
  },

  'known-list.read'(keeper, { offset, length }) {
    const list = readList(keeper)
    return { list: list?.state ?? null, bytes: list ? list.bytes.slice(offset, offset + length) : new Uint8Array() }
  },
} satisfies Partial<DeskHandlers>

/** The list in force, read when it is first asked for. */
function readList(keeper: RoomKeeper) {
  keeper.knownList ??= { loaded: loadList(keeper.school) }
  return keeper.knownList.loaded
}

/**
 * Halts instead of granting a visit to a known address (seed: nothing that may be illegal is opened). Recorded first: nothing was shown, so
 * there is nothing to take away in a hurry; the Desk is told all the same, because another page may be open.
 * @throws `known-list.match`
 */
export function refuseKnown(keeper: RoomKeeper, url: string): void {
  const list = readList(keeper)
  if (!list || !isKnown(list, url)) return
  const openCase = keeper.requireOpenCase()
  const { categoryId } = list.state
  keeper.notify({ name: 'halt.demanded', body: { cause: 'known-list', categoryId } })
  const haltedAt = new Date().toISOString()
  const act = { cause: 'known-list', categoryId, url, matchedUrl: url, visitId: null, haltedAt, blankAfterMs: null } as const
  openCase.pendingHalt ??= act
  recordPendingHalt(keeper)
  throw coded(
    'known-list.match',
    'This address is on the known list. It was not opened, and the review is halted. Follow the guidance on the screen.',
  )
}

function requireImport(keeper: RoomKeeper) {
  if (!keeper.knownListImport) throw coded('known-list.no-import', 'No import has begun. Choose the file again.')
  return keeper.knownListImport
}

/** @throws `known-list.category` where a match would not halt */
function requireHalting(keeper: RoomKeeper, categoryId: string): void {
  const { policy } = keeper.school.readPolicy()
  const isKnownCategory = policy.categories.some(({ id }) => id === categoryId)
  if (!isKnownCategory || !['stop', 'refer'].includes(effectOf(policy, categoryId)))
    throw coded(
      'known-list.category',
      'Nothing was imported: the category that the list names is not one that halts a review. Correct the line "category:" or leave it out.',
    )
}
