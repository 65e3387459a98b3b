// The gate that every request of the view passes. It does two things: nothing goes out after a halt, and no address is opened before
// the Vault has recorded that it is about to be.
import type { OnBeforeRequestListenerDetails, OnBeforeSendHeadersListenerDetails, Session } from 'electron'
import { describeError } from 'shared/errors'
import type { VisitCause, VisitId } from 'shared/parts'
import { isWebAddress, withoutFragment } from './addresses'
import { failures, type Failure } from './failures'
import type { InsideGuard } from './inside-network'
import type { Refusal } from './refusal-ledger'

export interface GateOptions {
  /** Resolves when the address is recorded; rejects to refuse it. */
  readonly requestVisit: (url: string, cause: VisitCause) => Promise<VisitId>
  /** The request goes out under this id. */
  readonly granted: (visitId: VisitId, url: string) => void
  readonly refused: (refusal: Refusal) => void
  /** Asked before anything else, of every request and every hop of one. */
  readonly isKnown: (url: string) => boolean
  readonly knownAsked: (url: string) => void
  /** A navigation of the main frame was asked for; it waits for its grant. */
  readonly asked: (url: string) => void
  /** The Vault refused the visit. */
  readonly blocked: (url: string, failure: Failure) => void
  readonly insideGuard: InsideGuard
  /** The page led inside the network; the two are asked. */
  readonly ledInside: (url: string, where: string) => void
  /** The page that is shown. */
  readonly readPageUrl: () => string
}

export interface RequestGate {
  /** The people asked for this address themselves and it is recorded already: its request passes under that id. */
  readonly expect: (url: string, visitId: VisitId) => void
  /** Takes an expectation that no request will use up, such as a step back within the same document. */
  readonly takeExpected: (url: string) => VisitId | null
  /** Why the gate itself ended the navigation that has just failed; null where it did not. Told once. */
  readonly takeReason: () => Failure | null
  /** From now on every request is refused. */
  readonly shut: () => void
}

/** Schemes that what is inside a page may use besides the web's own. */
const innerSchemes = new Set(['ws:', 'wss:', 'data:', 'blob:', 'about:'])
/** How many requests are remembered, to know their redirects again. */
const rememberedRequests = 200

/** Puts the gate into a session. There can be one for each session. */
export function setUpRequestGate(session: Session, options: GateOptions): RequestGate {
  const { requestVisit, granted, refused, asked, blocked } = options
  /** Navigations under way, by their request: under which visit, and where they stand after the hops so far. */
  const passed = new Map<number, { readonly visitId: VisitId; readonly url: string }>()
  let reason: Failure | null = null
  /** Where the latest navigation stands. */
  let latestUrl = ''
  let expected: { url: string; visitId: VisitId } | null = null
  let isShut = false

  const takeExpected = (url: string) => {
    if (!expected || withoutFragment(expected.url) !== withoutFragment(url)) return null
    const { visitId } = expected
    expected = null
    return visitId
  }

  /** Asked by the page, not by the two: whether that would lead inside the network. */
  const isLedInside = async (url: string, from: string): Promise<boolean> => {
    const where = await options.insideGuard.judge(url, from)
    if (where === null) return false
    reason = failures.insideNetwork(where)
    refused({ kind: 'private-address', url, detail: `The page led to ${where}.` })
    options.ledInside(url, where)
    return true
  }

  /** Whether something inside a page may go out. A page may not knock at doors inside the network, seen or unseen. */
  const judgeInner = async (details: OnBeforeRequestListenerDetails): Promise<boolean> => {
    if (!isInnerAddress(details, refused)) return false
    // A page asks for what is in it before this process knows that it has come: the one on its way counts as well.
    const [fromShown, fromComing] = await Promise.all(
      [options.readPageUrl(), latestUrl].map((from) => options.insideGuard.judge(details.url, from)),
    )
    const where = fromShown ?? fromComing ?? null
    if (where !== null) refused({ kind: 'private-address', url: details.url, detail: `Something inside the page asked for ${where}.` })
    return where === null
  }

  /** Whether a navigation of the main frame may go out. */
  const judgeNavigation = async ({ id, url }: OnBeforeRequestListenerDetails): Promise<boolean> => {
    if (!isWebAddress(url)) {
      refused({ kind: 'scheme', url, detail: 'The page asked to open an address that is not on the web.' })
      return false
    }
    reason = null
    // A redirect keeps the request's id; its hops are part of the visit that was granted.
    const before = passed.get(id)
    if (await isLedInside(url, before?.url ?? options.readPageUrl())) return false
    if (before) {
      passed.set(id, { ...before, url })
      latestUrl = url
      return true
    }
    asked(url)
    try {
      const visitId = takeExpected(url) ?? (await requestVisit(url, 'page'))
      if (isShut) return false
      passed.set(id, { visitId, url })
      latestUrl = url
      forgetOldest(passed)
      granted(visitId, url)
      return true
    } catch (error) {
      blocked(url, describeError(error))
      return false
    }
  }

  session.webRequest.onBeforeRequest((details, respond) => {
    if (isShut) respond({ cancel: true })
    else if (options.isKnown(details.url)) {
      respond({ cancel: true })
      options.knownAsked(details.url)
    } else if (details.resourceType === 'mainFrame') void judgeNavigation(details).then((passes) => respond({ cancel: !passes || isShut }))
    else void judgeInner(details).then((passes) => respond({ cancel: !passes || isShut }))
  })
  session.webRequest.onBeforeSendHeaders((details, respond) => respond({ cancel: isShut || isRefusedByHeader(details, refused) }))

  return {
    expect: (url, visitId) => {
      expected = { url, visitId }
    },
    takeExpected,
    takeReason: () => {
      const given = reason
      reason = null
      return given
    },
    shut: () => {
      isShut = true
    },
  }
}

function isInnerAddress({ url }: OnBeforeRequestListenerDetails, refused: (refusal: Refusal) => void): boolean {
  if (isWebAddress(url) || (URL.canParse(url) && innerSchemes.has(new URL(url).protocol))) return true
  refused({ kind: 'scheme', url, detail: 'Something inside the page asked for an address that is not on the web.' })
  return false
}

/** Service workers would outlive the page; fetching ahead would visit addresses that nobody chose. */
function isRefusedByHeader({ url, requestHeaders }: OnBeforeSendHeadersListenerDetails, refused: (refusal: Refusal) => void): boolean {
  const names = Object.keys(requestHeaders).map((name) => name.toLowerCase())
  if (names.includes('service-worker')) {
    refused({ kind: 'service-worker', url, detail: 'The page asked to install a service worker.' })
    return true
  }
  return Object.entries(requestHeaders).some(([name, value]) => /^(sec-)?purpose$/i.test(name) && /prefetch|prerender/i.test(value))
}

function forgetOldest(passed: Map<number, unknown>): void {
  const oldest = passed.keys().next()
  if (passed.size > rememberedRequests && !oldest.done) passed.delete(oldest.value)
}
