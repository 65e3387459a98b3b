// The known list while somebody is signed in: read from the school's encrypted file once, looked up before every visit, handed to the Desk in
// pieces, and forgotten with the keys.
import { createHash } from 'node:crypto'
import { digestBytes, isOnKnownList, type KnownDigests, type KnownListState } from 'shared/known-list'
import type { ReadList } from './domain/known-list-lines'
import type { SchoolFile } from './school-file/school-file'

export interface LoadedList extends KnownDigests {
  readonly state: KnownListState
}

/** Digests in the order that lookups want. */
export function packList({ hosts, urls }: Pick<ReadList, 'hosts' | 'urls'>): Uint8Array {
  const bytes = new Uint8Array((hosts.length + urls.length) * digestBytes)
  let at = 0
  for (const digest of [...hosts, ...urls]) {
    bytes.set(Buffer.from(digest, 'hex'), at)
    at += digestBytes
  }
  return bytes
}

/** The list in force, or null where none was imported. */
export function loadList(school: SchoolFile): LoadedList | null {
  const state = tellList(school)
  const bytes = school.readKnownList()
  return state && bytes ? { state, bytes, hosts: state.hosts } : null
}

export function tellList(school: SchoolFile): KnownListState | null {
  const imported = school.state.knownList
  if (!imported) return null
  const { title, categoryId, hosts, urls, blob, importedBy, importedAt } = imported
  const person = school.state.people.find(({ personId }) => personId === importedBy)
  return { title, categoryId, hosts, urls, sha256: blob, importedAt, importedBy: person?.name ?? 'somebody not on record' }
}

export function isKnown(list: LoadedList | null, url: string): boolean {
  return list !== null && isOnKnownList(list, url, (text) => createHash('sha256').update(text, 'utf8').digest())
}
