// Follows the navigations of the main frame from request to end, and tells each visit once: when the page has loaded, when it has
// failed, or when waiting longer would leave the log behind what the two people already see.
import type { VisitId, VisitRecord } from 'shared/parts'
import { isWebAddress, withoutFragment } from './addresses'
import type { CertificateBook } from './certificate-book'
import { failures, type Failure } from './failures'
import { readPageEvent, type PageEvent, type RequestEvent } from './page-events'
import {
  addRedirect,
  addResponse,
  describeFailedVisit,
  noteRedirect,
  readRemote,
  readTls,
  startDraft,
  toVisitRecord,
  type VisitDraft,
} from './visit-draft'

/** What the screen can say of a page that is shown, or of one that failed. */
export interface VisitOnScreen {
  readonly visitId: VisitId | null
  readonly url: string
  readonly remote: VisitRecord['remote']
  readonly tls: 'none' | 'ok' | 'bad' | null
}

export interface RecorderOptions {
  readonly book: CertificateBook
  readonly readTitle: () => string
  /** Called once for every visit whose request was granted. */
  readonly tell: (visitId: VisitId, record: VisitRecord) => void
  /** A page took the place of the one before. */
  readonly show: (visit: VisitOnScreen) => void
  /** A visit failed; the page before may still be there. */
  readonly fail: (visit: VisitOnScreen, failure: Failure) => void
  /** The page before has gone and none has come: Chromium's own error page is in its place. */
  readonly lose: (url: string) => void
  readonly stopLoading: () => void
  /** Why Incident Room itself ended a navigation; null where it did not. */
  readonly explain: () => Failure | null
  /** Runs an act later; answers what cancels it. */
  readonly schedule: (delayMs: number, act: () => void) => () => void
  readonly now: () => Date
}

export interface VisitRecorder {
  /** The Vault has recorded that this address is about to be requested, under this id. */
  readonly grant: (visitId: VisitId, url: string) => void
  readonly noteEvent: (method: string, params: unknown) => void
  /** Ends every visit whose page has not come yet: the view is going away, or its page crashed. Answers whether there was one. */
  readonly endAll: (failure: Failure) => boolean
  /** How the page that is shown now was reached. */
  readonly readConnection: () => Connection
}

export type Connection = Pick<VisitRecord, 'remote' | 'tls'>

interface OpenVisit {
  draft: VisitDraft
  visitId: VisitId | null
  committed: boolean
  interactive: boolean
  cancelTimer: () => void
}

/** A page that has not come by then is recorded as failed. */
export const loadLimitMs = 45_000
/** A page whose text has come, but one of whose pictures never does, is recorded as loaded by then. */
export const picturesLimitMs = 8_000

/** @param mainFrameId DevTools' id of the main frame; events of other frames are left alone */
export function openVisitRecorder(mainFrameId: string, options: RecorderOptions): VisitRecorder {
  const { book, readTitle, tell, stopLoading, schedule, now } = options
  const open = new Map<string, OpenVisit>()
  let connection: Connection = { remote: null, tls: null }
  let waitingGrant: { visitId: VisitId; url: string } | null = null

  const end = (visit: OpenVisit, failure: Failure | null) => {
    if (!open.delete(visit.draft.navigationId)) return
    visit.cancelTimer()
    // Not granted: the gate refused it before a byte was sent, and told so itself.
    if (visit.visitId === null) return
    tell(visit.visitId, toVisitRecord(visit.draft, { title: visit.committed ? readTitle() : '', finishedAt: now(), failure, book }))
  }

  const onScreen = ({ draft, visitId }: OpenVisit, failure: Failure | null): VisitOnScreen => {
    const tls = readTls(draft, book, failure)
    const standing = tls?.verdict === 'ok' ? 'ok' : 'bad'
    return { visitId, url: draft.url, remote: readRemote(draft.response), tls: tls ? standing : draft.response ? 'none' : null }
  }

  const giveUp = (visit: OpenVisit) => {
    const failure = visit.committed ? failures.unfinished(loadLimitMs / 1_000) : failures.timedOut(loadLimitMs / 1_000)
    end(visit, failure)
    options.fail(onScreen(visit, failure), failure)
    stopLoading()
  }

  const request = (event: RequestEvent) => {
    if (event.frameId !== mainFrameId || event.requestId !== event.loaderId) return
    const known = open.get(event.requestId)
    if (known) {
      known.draft = addRedirect(known.draft, event)
      return
    }
    const visit: OpenVisit = { draft: startDraft(event), visitId: null, committed: false, interactive: false, cancelTimer: () => undefined }
    visit.cancelTimer = schedule(loadLimitMs, () => giveUp(visit))
    open.set(event.requestId, visit)
    if (waitingGrant && isSameRequest(waitingGrant.url, visit.draft.url)) {
      visit.visitId = waitingGrant.visitId
      waitingGrant = null
    }
  }

  const commit = ({ frame }: Extract<PageEvent, { method: 'Page.frameNavigated' }>['params']) => {
    if (frame.id !== mainFrameId) return
    if (frame.unreachableUrl !== undefined) {
      options.lose(frame.unreachableUrl)
      return
    }
    const visit = open.get(frame.loaderId)
    // Whatever was still loading pictures has now been left.
    for (const other of [...open.values()]) if (other !== visit && other.committed) end(other, null)
    if (!visit) {
      // An empty page needs no request, so that the gate never saw it.
      if (!isWebAddress(frame.url)) options.lose(frame.url)
      return
    }
    visit.committed = true
    visit.draft = { ...visit.draft, url: frame.url + (frame.urlFragment ?? '') }
    connection = { remote: readRemote(visit.draft.response), tls: readTls(visit.draft, book, null) }
    options.show(onScreen(visit, null))
  }

  const advance = (loaderId: string, name: 'DOMContentLoaded' | 'load') => {
    const visit = open.get(loaderId)
    if (!visit?.committed) return
    if (name === 'load') {
      end(visit, null)
      return
    }
    visit.interactive = true
    visit.cancelTimer()
    visit.cancelTimer = schedule(picturesLimitMs, () => end(visit, null))
  }

  /** Ends visits whose page is there to be read, whether or not its last picture came. */
  const endShown = (isShown: (visit: OpenVisit) => boolean) => {
    for (const visit of [...open.values()].filter(isShown)) end(visit, null)
  }

  const fail = (requestId: string, errorText: string) => {
    const visit = open.get(requestId)
    // A page that was cut off while it was being read is a page all the same: its end is told by its load event.
    if (!visit || visit.committed) return
    const failure = (errorText.includes('BLOCKED_BY_CLIENT') ? options.explain() : null) ?? describeFailedVisit(visit.draft, errorText)
    end(visit, failure)
    if (visit.visitId !== null) options.fail(onScreen(visit, failure), failure)
  }

  return {
    grant: (visitId, url) => {
      const visit = [...open.values()].findLast((each) => each.visitId === null && isSameRequest(each.draft.url, url))
      if (visit) visit.visitId = visitId
      else waitingGrant = { visitId, url }
    },
    noteEvent: (method, params) => {
      const event = readPageEvent(method, params)
      switch (event?.method) {
        case 'Network.requestWillBeSent':
          request(event.params)
          return
        case 'Network.responseReceived': {
          const visit = open.get(event.params.requestId)
          if (visit) visit.draft = addResponse(visit.draft, event.params.response)
          return
        }
        case 'Network.loadingFailed':
          fail(event.params.requestId, event.params.errorText)
          return
        case 'Page.frameNavigated':
          commit(event.params)
          return
        case 'Network.responseReceivedExtraInfo': {
          const visit = open.get(event.params.requestId)
          if (visit) visit.draft = noteRedirect(visit.draft, event.params.statusCode, event.params.headers)
          return
        }
        case 'Page.frameStoppedLoading':
          if (event.params.frameId === mainFrameId) endShown((visit) => visit.committed)
          return
        case 'Page.lifecycleEvent':
          if (event.params.frameId === mainFrameId) advance(event.params.loaderId, event.params.name)
          return
        default:
          return
      }
    },
    endAll: (failure) => {
      endShown((visit) => visit.interactive)
      const visits = [...open.values()]
      for (const visit of visits) end(visit, failure)
      return visits.some(({ visitId }) => visitId !== null)
    },
    readConnection: () => connection,
  }
}

function isSameRequest(a: string, b: string): boolean {
  return withoutFragment(a) === withoutFragment(b)
}
