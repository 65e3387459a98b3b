// The evidence view: one page of the hostile web inside the window, in a session of its own that leaves no trace. It tells what was
// visited and what was refused, gives a picture when it is asked for one, and can be gone within a frame.
import { WebContentsView, type BrowserWindow } from 'electron'
import { coded } from 'shared/errors'
import type { RefusalKind, VisitCause, VisitId, VisitRecord } from 'shared/parts'
import type { ViewQuestion, ViewState } from 'shared/view-state'
import { readTypedAddress } from './addresses'
import { openArrivals } from './arrivals'
import { takePicture, type Picture } from './capture'
import { openCertificateBook } from './certificate-book'
import { failures, type Failure } from './failures'
import { haltView } from './halt-view'
import { openInsideGuard } from './inside-network'
import { watchMemory } from './memory-watch'
import { recordPages } from './page-record'
import { openPlacement, type Bounds } from './placement'
import { readPageText } from './page-text'
import { openRefusalLedger } from './refusal-ledger'
import { setUpRequestGate } from './request-gate'
import { evidencePreferences, openEvidenceSession } from './session'
import { guardContents } from './view-guards'
import { openViewStatus } from './view-status'
import { loadLimitMs } from './visit-recorder'

export interface EvidenceListener {
  /** Resolves when the Vault has recorded that this address is about to be opened. No request starts before; a rejection refuses it. */
  readonly requestVisit: (url: string, cause: VisitCause) => Promise<VisitId>
  /** Called once for each requested visit: when it has loaded, failed or been cut off. */
  readonly recordVisit: (visitId: VisitId, record: VisitRecord) => void
  readonly recordRefusal: (kind: RefusalKind, url: string, detail: string) => void
  /** Whether an address is on the known list. Asked for every request, so it answers within microseconds. */
  readonly isKnown?: (url: string) => boolean
  /** Something asked for a known address; its request was refused. */
  readonly knownAsked?: (url: string) => void
  readonly viewChanged: (state: ViewState) => void
  /** F9 was pressed in the page. */
  readonly stopKey: () => void
}

export interface EvidencePicture extends Picture {
  readonly url: string
  readonly title: string
  readonly visitId: VisitId
}

export interface EvidenceView {
  readonly destroyed: boolean
  /**
   * Opens an address as typed. Resolves when its page is there or has failed (see `state().failure`).
   * @throws `address.*`, `view.gone`, and what `requestVisit` rejects with
   */
  readonly open: (typed: string, cause?: VisitCause) => Promise<void>
  /** @throws `view.no-way-back`, `view.gone`, and what `requestVisit` rejects with */
  readonly back: () => Promise<void>
  /** @throws `view.nothing-open`, `view.question-open`, `view.gone`, and what `requestVisit` rejects with */
  readonly reload: () => Promise<void>
  /**
   * Opens what the view asked about (`state().question`), now that both have said yes. For this view alone.
   * @throws `view.no-question`, and as `open`
   */
  readonly allow: (question: ViewQuestion) => Promise<void>
  readonly stopLoading: () => void
  /** Puts the view at a place inside the window, in CSS pixels of the window, and shows it there. */
  readonly place: (bounds: Bounds) => void
  /** Takes the view off the screen until it is placed again. The page stays open. */
  readonly hide: () => void
  readonly state: () => ViewState
  /** The beginning of the page's text as a person reads it; empty where the page does not answer in time. */
  readonly readText: (limit: number) => Promise<string>
  /**
   * Takes a picture of the whole page. Nothing is stored.
   * @throws `capture.hidden`, `capture.nothing`, `capture.halted`, `capture.page-changed`, `capture.busy`, and as `takePicture`
   */
  readonly capture: () => Promise<EvidencePicture>
  /** Ends the view for good: off the screen and off the network. At once, and it never fails. */
  readonly halt: () => { readonly removedAfterMs: number }
}

export type { Bounds }

/** Makes an evidence view in a window. It is not to be seen until it is placed and a page is in it. */
export function createEvidenceView(window: BrowserWindow, listener: EvidenceListener): EvidenceView {
  const ledger = openRefusalLedger({ tell: ({ kind, url, detail }) => listener.recordRefusal(kind, url, detail) })
  const book = openCertificateBook()
  const session = openEvidenceSession({ book, refused: ledger.note })
  const view = new WebContentsView({ webPreferences: evidencePreferences(session) ?? {} })
  const contents = view.webContents
  const history = contents.navigationHistory
  const status = openViewStatus(listener.viewChanged)
  const memory = watchMemory(contents)
  const accepted = new Set<string>()
  const insideGuard = openInsideGuard(async (host) => (await session.resolveHost(host)).endpoints.map(({ address }) => address))
  let destroyed = false
  let capturing = false
  /** The visit that was asked for last: what becomes of an earlier one is no news any more. */
  let latest: VisitId | null = null
  const placement = openPlacement(window, view, { hasPage: status.hasPage, isOver: () => destroyed })
  const arrivals = openArrivals(loadLimitMs + 5_000)
  const arrive = (visitId: VisitId | null) => {
    placement.update()
    arrivals.arrive(visitId)
  }

  const gate = setUpRequestGate(session, {
    isKnown: (url) => listener.isKnown?.(url) ?? false,
    knownAsked: (url) => listener.knownAsked?.(url),
    requestVisit: listener.requestVisit,
    granted: (visitId, url) => {
      latest = visitId
      record.grant(visitId, url)
    },
    refused: ledger.note,
    asked: status.request,
    blocked: (_url, failure) => {
      status.fail(failure)
    },
    insideGuard,
    ledInside: (url, where) => {
      status.fail(failures.insideNetwork(where))
      status.ask({ kind: 'private-address', url, host: hostOf(url), detail: where })
    },
    readPageUrl: () => (contents.isDestroyed() ? '' : contents.getURL()),
  })
  const record = recordPages({
    contents,
    book,
    gate,
    status,
    listener,
    refused: ledger.note,
    arrive,
    isLatest: (visitId) => visitId === latest,
    isOver: () => destroyed,
    whyGone: () => (memory.hasActed() ? failures.memory : failures.crashed),
  })
  guardContents(contents, {
    refused: ledger.note,
    stopKey: listener.stopKey,
    isAccepted: (host, fingerprint) => accepted.has(`${host} ${fingerprint}`),
  })
  window.contentView.addChildView(view)
  view.setBackgroundColor('#ffffff')

  const mustBeOpen = () => {
    if (destroyed) throw coded('view.gone', 'The evidence view is closed. Nothing more can be opened in it.')
  }
  const untilReady = async () => {
    const channel = await record.ready.catch((error: unknown) => {
      mustBeOpen()
      throw error
    })
    mustBeOpen()
    return channel
  }
  const end = (): number => {
    destroyed = true
    memory.end()
    return haltView({ window, view, session, gate })
  }
  const settleAfterEnd = (failure: Failure) => {
    record.endAll(failure)
    ledger.end()
    arrivals.endAll()
  }
  contents.once('destroyed', () => {
    if (destroyed) return
    end()
    status.close(failures.closed)
    settleAfterEnd(failures.closed)
  })

  /** Has the visit recorded first, then lets it begin, then waits for what comes of it. */
  const visit = async (url: string, cause: VisitCause, begin: () => void) => {
    await untilReady()
    status.request(url)
    const visitId = await listener.requestVisit(url, cause).catch((error: unknown) => {
      status.fail(null)
      throw error
    })
    mustBeOpen()
    gate.expect(url, visitId)
    latest = visitId
    const arrival = arrivals.wait(visitId)
    begin()
    await arrival
    // Cut off while it waited: whoever asked is told, not left with a page that is not there.
    mustBeOpen()
  }

  const mustGoOn = (visitId: VisitId | null) => {
    if (destroyed) throw coded('capture.halted', 'The review was halted. No picture was taken.')
    if (!placement.isInSight())
      throw coded('capture.hidden', 'The page is not to be seen, so no picture can be taken. Bring it into sight and try again.')
    if (status.read().visitId !== visitId)
      throw coded('capture.page-changed', 'Another page came while the picture was taken. Nothing was kept; agree again.')
  }
  const capture = async (): Promise<EvidencePicture> => {
    const { visitId, url } = status.read()
    if (visitId === null || !status.hasPage()) throw coded('capture.nothing', 'No page is open. Open the page first.')
    mustGoOn(visitId)
    const picture = await takePicture({
      channel: await untilReady(),
      mustGoOn: () => mustGoOn(visitId),
      restoreLayout: placement.restoreLayout,
    })
    mustGoOn(visitId)
    return { ...picture, url, title: status.read().title, visitId }
  }

  return {
    get destroyed() {
      return destroyed
    },
    open: async (typed, cause = 'typed') => {
      const url = readTypedAddress(typed)
      if (cause === 'typed') insideGuard.allow(url)
      await visit(url, cause, () => void contents.loadURL(url).catch(() => undefined))
    },
    allow: async (question) => {
      mustBeOpen()
      const { question: standing } = status.read()
      if (standing?.kind !== question.kind || standing.url !== question.url)
        throw coded('view.no-question', 'The page that you said yes to is no longer the one in question. Look again.')
      if (question.kind === 'private-address') insideGuard.allow(question.url)
      else accepted.add(`${question.host} ${book.readFailedFingerprint(question.host) ?? ''}`)
      await visit(question.url, 'page', () => void contents.loadURL(question.url).catch(() => undefined))
    },
    back: async () => {
      mustBeOpen()
      const before = history.getActiveIndex() - 1
      const url = before < 0 ? '' : history.getEntryAtIndex(before).url
      if (!record.isWayBack()) throw coded('view.no-way-back', 'There is no page before this one.')
      await visit(url, 'back', () => history.goBack())
    },
    reload: async () => {
      mustBeOpen()
      const { url, question } = status.read()
      if (url === '') throw coded('view.nothing-open', 'No page is open. Type an address first.')
      // Loading again is one press; what is asked first needs both.
      if (question !== null)
        throw coded('view.question-open', 'This page opens only if both of you say yes. Answer that first, or open another address.')
      await visit(url, 'reload', () => (status.hasPage() ? contents.reload() : void contents.loadURL(url).catch(() => undefined)))
    },
    stopLoading: () => {
      if (!destroyed) contents.stop()
    },
    place: placement.place,
    hide: placement.hide,
    state: status.read,
    readText: (limit) => readPageText(contents, limit),
    capture: async () => {
      if (capturing) throw coded('capture.busy', 'A picture is being taken already.')
      capturing = true
      try {
        return await capture()
      } finally {
        capturing = false
      }
    },
    halt: () => {
      if (destroyed) return { removedAfterMs: 0 }
      const removedAfterMs = end()
      status.close(null)
      setImmediate(settleAfterEnd, failures.halted)
      return { removedAfterMs }
    },
  }
}

function hostOf(url: string): string {
  return new URL(url).hostname.slice(0, 300)
}
