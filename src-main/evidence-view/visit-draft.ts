// Puts one visit together from what the network told about it: pure, so that it can be tried on recorded events.
import type { RedirectHop, TlsDetails, VisitRecord } from 'shared/parts'
import type { CertificateBook } from './certificate-book'
import { describeNetworkError, failures, type Failure } from './failures'
import type { RequestEvent, ResponseEvent } from './page-events'

export interface VisitDraft {
  /** DevTools' id of the navigation: its request id and its loader id are the same. */
  readonly navigationId: string
  readonly requestedUrl: string
  /** Where the navigation stands now, after the hops so far. */
  readonly url: string
  readonly startedAt: Date
  readonly redirects: readonly RedirectHop[]
  readonly response: ResponseEvent | null
  /** An answer that sends on, not followed yet. */
  readonly pendingHop: RedirectHop | null
}

/** Longest address, title and so on that the log takes; a page can make them as long as it likes. */
const limits = { address: 32_768, title: 2_000, mimeType: 200, header: 200, hops: 50 }

/** Begins a draft with the first request of a navigation. */
export function startDraft({ requestId, request, wallTime }: RequestEvent): VisitDraft {
  const url = joinFragment(request.url, request.urlFragment)
  return {
    navigationId: requestId,
    requestedUrl: url,
    url,
    startedAt: new Date(wallTime * 1_000),
    redirects: [],
    response: null,
    pendingHop: null,
  }
}

/** Adds a hop: DevTools tells it with the request that follows. */
export function addRedirect(draft: VisitDraft, { request, redirectResponse }: RequestEvent): VisitDraft {
  const url = joinFragment(request.url, request.urlFragment)
  if (!redirectResponse) return { ...draft, url }
  const location = readHeader(redirectResponse.headers, 'location')
  const hop: RedirectHop = {
    url: boundAddress(redirectResponse.url),
    status: redirectResponse.status,
    location: location === null || location === '' ? null : boundAddress(location),
  }
  return { ...draft, url, redirects: [...draft.redirects, hop].slice(0, limits.hops), pendingHop: null }
}

/**
 * Notes where an answer sends on to before it is known whether Chromium follows. It follows no redirect off the web, and tells of such
 * a one in no other event.
 */
export function noteRedirect(draft: VisitDraft, status: number, headers: Readonly<Record<string, string>>): VisitDraft {
  const location = readHeader(headers, 'location')
  if (status < 300 || status > 399 || location === null) return draft
  return { ...draft, pendingHop: { url: boundAddress(draft.url), status, location: boundAddress(location) } }
}

/** Adds the answer to the last request. */
export function addResponse(draft: VisitDraft, response: ResponseEvent): VisitDraft {
  return { ...draft, response }
}

/** Says why no page came of a navigation. An abort alone says little; what was answered before it says more. */
export function describeFailedVisit(draft: VisitDraft, errorText: string): Failure {
  const { response } = draft
  if (!errorText.includes('ERR_ABORTED') || !response) return describeNetworkError(errorText)
  if (response.status === 204 || response.status === 205) {
    return { code: 'visit.no-page', sentence: `The site answered that it has no page to show here (${String(response.status)}).` }
  }
  return isDownload(response) ? failures.download(nameDownload(response)) : describeNetworkError(errorText)
}

export interface Ending {
  readonly title: string
  readonly finishedAt: Date
  readonly failure: Failure | null
  readonly book: CertificateBook
}

/** Makes the record of a visit that has ended, well or badly. */
export function toVisitRecord(draft: VisitDraft, { title, finishedAt, failure, book }: Ending): VisitRecord {
  return {
    requestedUrl: boundAddress(draft.requestedUrl),
    finalUrl: boundAddress(draft.url),
    redirects: listHops(draft),
    status: readStatus(draft.response),
    mimeType: (draft.response?.mimeType ?? '').slice(0, limits.mimeType),
    title: title.slice(0, limits.title),
    remote: readRemote(draft.response),
    tls: readTls(draft, book, failure),
    serverDate: readHeader(draft.response?.headers ?? {}, 'date')?.slice(0, limits.header) ?? null,
    startedAt: draft.startedAt.toISOString(),
    // The wall clock may have been set back in between; a record never ends before it began.
    finishedAt: new Date(Math.max(finishedAt.getTime(), draft.startedAt.getTime())).toISOString(),
    failure,
  }
}

/** The hops that were followed, and one that was not. */
function listHops({ redirects, pendingHop, response }: VisitDraft): RedirectHop[] {
  const last = redirects.at(-1)
  const isFollowed = last?.status === pendingHop?.status && last?.location === pendingHop?.location
  return pendingHop && !response && !isFollowed ? [...redirects, pendingHop].slice(0, limits.hops) : [...redirects]
}

/** Where the answer came from; null where there was none, or where Chromium does not say. */
export function readRemote(response: ResponseEvent | null): VisitRecord['remote'] {
  if (!response?.remoteIPAddress || response.remotePort === undefined) return null
  // Chromium writes IPv6 in brackets.
  return { ip: response.remoteIPAddress.replace(/^\[|\]$/g, '').slice(0, 100), port: response.remotePort }
}

/** What is known of the secured connection; null for plain HTTP. */
export function readTls({ url, response }: VisitDraft, book: CertificateBook, failure: Failure | null): TlsDetails | null {
  if (!URL.canParse(url)) return null
  const { protocol, hostname } = new URL(url)
  if (response?.securityDetails) return book.describeResponse(hostname, response.securityDetails)
  return protocol === 'https:' && failure !== null && /CERT_/.test(failure.code) ? book.describeFailure(hostname) : null
}

function isDownload({ headers, mimeType }: ResponseEvent): boolean {
  if (/^\s*attachment/i.test(readHeader(headers, 'content-disposition') ?? '')) return true
  return !/^(text\/|image\/|audio\/|video\/|application\/(json|xml|xhtml|javascript)|.*\+(xml|json)$)/.test(mimeType)
}

function nameDownload({ headers, url }: ResponseEvent): string {
  const named = /filename="?([^";]+)"?/i.exec(readHeader(headers, 'content-disposition') ?? '')?.[1]
  const lastPart = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : ''
  return (named ?? lastPart ?? '').slice(0, 200) || 'no name'
}

function readStatus(response: ResponseEvent | null): number | null {
  return response && response.status >= 100 && response.status <= 599 ? response.status : null
}

function readHeader(headers: Readonly<Record<string, string>>, name: string): string | null {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)
  return found?.[1] ?? null
}

function joinFragment(url: string, fragment: string | undefined): string {
  return fragment ? `${url}${fragment}` : url
}

/** Cuts an address to what the log takes. */
export function boundAddress(url: string): string {
  return url.slice(0, limits.address)
}
