// An address whose host is written with letters beyond a to z can read exactly like another one. Chromium keeps such a host in its coded
// form (punycode, RFC 3492); the two are shown both: what it is, and what it reads like.
import { domainToUnicode } from 'node:url'
import type { ViewState } from 'shared/view-state'

/** What the host of an address reads like, where it holds coded letters; null where it is what it looks like. */
export function findLookalike(url: string): ViewState['lookalike'] {
  if (!URL.canParse(url)) return null
  const { hostname } = new URL(url)
  if (!/(^|\.)xn--/.test(hostname)) return null
  const reads = domainToUnicode(hostname)
  return { host: hostname.slice(0, 300), reads: (reads === '' ? hostname : reads).slice(0, 300) }
}
