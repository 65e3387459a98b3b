// The known list: SHA-256 digests of hosts and addresses that nobody may open (docs/known-list.md). Which texts of an address are digested is
// said here once, because the Vault asks before a visit is granted and the Desk for every request of the page, and both must mean the same.
import { z } from 'zod'
import { instant, sha256, short } from './parts'

/** Bytes of one digest. */
export const digestBytes = 32
/** Most digests of a list: at 32 bytes each it stays in memory. */
export const mostDigests = 4_000_000

/** What everybody signed in may know of the list; the digests themselves say nothing. */
export const knownListState = z.object({
  title: short,
  /** What a match means: the category whose guidance is shown. */
  categoryId: short,
  hosts: z.int(),
  urls: z.int(),
  sha256,
  importedAt: instant,
  importedBy: short,
})
export type KnownListState = z.infer<typeof knownListState>

/** SHA-256 of a text in UTF-8. Brought along by whoever asks: the Face's Web Crypto would be too slow, and nobody else lacks Node's. */
export type Digest = (text: string) => Uint8Array

/** Two runs of digests, each in ascending order, one after the other: hosts, then addresses. */
export interface KnownDigests {
  readonly bytes: Uint8Array
  readonly hosts: number
}

/** A host with more labels than this is looked up by its last ones alone. */
const mostLabels = 20

/**
 * The texts of an address whose digests are looked up: its host and every domain above it but the last label (an IP address by itself
 * alone), and the address without scheme, user, default port and fragment, with and without its query. Empty for what is not on the web.
 */
export function listKnownTexts(url: string): { readonly hosts: string[]; readonly urls: string[] } {
  if (!URL.canParse(url)) return { hosts: [], urls: [] }
  const { protocol, hostname, port, pathname, search } = new URL(url)
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(protocol) || hostname === '') return { hosts: [], urls: [] }
  const host = hostname.replace(/\.$/, '')
  const address = host + (port === '' ? '' : `:${port}`) + pathname
  return { hosts: listDomains(host), urls: search === '' ? [address] : [address + search, address] }
}

function listDomains(host: string): string[] {
  if (host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host)) return [host]
  const labels = host.split('.').slice(-mostLabels)
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_label, place) => labels.slice(place).join('.'))
}

/** Whether an address, or a domain that it lies in, is on the list. A few digests and binary searches: microseconds. */
export function isOnKnownList({ bytes, hosts }: KnownDigests, url: string, digest: Digest): boolean {
  if (bytes.length === 0) return false
  const texts = listKnownTexts(url)
  const total = bytes.length / digestBytes
  return (
    texts.hosts.some((text) => holds(bytes, 0, hosts, digest(text))) || texts.urls.some((text) => holds(bytes, hosts, total, digest(text)))
  )
}

/** Binary search among the digests from one place to another, the latter not included. */
function holds(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): boolean {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = compareAt(bytes, middle * digestBytes, wanted)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle
  }
  return false
}

function compareAt(bytes: Uint8Array, at: number, wanted: Uint8Array): number {
  for (let place = 0; place < digestBytes; place += 1) {
    const order = (bytes[at + place] ?? 0) - (wanted[place] ?? 0)
    if (order !== 0) return order
  }
  return 0
}
