// Wires a view's contents to what is recorded of it: prepares the debugger, follows visits, routes, titles and crashes.
import type { WebContents } from 'electron'
import { z } from 'zod'
import type { VisitId } from 'shared/parts'
import { isWebAddress, withoutFragment } from './addresses'
import type { CertificateBook } from './certificate-book'
import { openDebuggerChannel, type DebuggerChannel } from './debugger-channel'
import type { EvidenceListener } from './evidence-view'
import { failures, type Failure } from './failures'
import { guardFrames } from './frame-guards'
import type { Refusal } from './refusal-ledger'
import type { RequestGate } from './request-gate'
import { watchRoutes } from './route-watch'
import type { ViewStatus } from './view-status'
import { boundAddress } from './visit-draft'
import { openVisitRecorder, type VisitRecorder } from './visit-recorder'

export interface PageRecordParts {
  readonly contents: WebContents
  readonly book: CertificateBook
  readonly gate: RequestGate
  readonly status: ViewStatus
  readonly listener: EvidenceListener
  readonly refused: (refusal: Refusal) => void
  /** The page of a visit came, or will not come; null where no visit is meant. */
  readonly arrive: (visitId: VisitId | null) => void
  /** Whether a visit is the one that was asked for last. */
  readonly isLatest: (visitId: VisitId | null) => boolean
  readonly isOver: () => boolean
  /** What ended the process of the page. */
  readonly whyGone: () => Failure
}

export interface PageRecord {
  /** Resolves when the view is ready for its first page. */
  readonly ready: Promise<DebuggerChannel>
  readonly grant: (visitId: VisitId, url: string) => void
  readonly endAll: (failure: Failure) => void
  /** Whether there is a page of the web before this one. */
  readonly isWayBack: () => boolean
}

const commitLimitMs = 500

const frameTree = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) })

/** Begins to record. Nothing may be opened before `ready`. */
export function recordPages(parts: PageRecordParts): PageRecord {
  const { contents, status, listener, arrive, isOver } = parts
  let recorder: VisitRecorder | null = null
  let title = ''

  const isWayBack = () => {
    const history = contents.navigationHistory
    const before = history.getActiveIndex() - 1
    // The first entry is the blank page that the debugger needs.
    return before >= 0 && history.getEntryAtIndex(before).url !== 'about:blank'
  }
  const noteHistory = () => {
    if (!isOver()) status.change({ canGoBack: isWayBack(), title })
  }
  contents.on('did-navigate', () => {
    title = ''
    noteHistory()
  })
  contents.on('did-navigate-in-page', noteHistory)
  contents.on('page-title-updated', (_event, newTitle, isExplicit) => {
    if (isExplicit) title = newTitle
    status.change({ title })
  })
  contents.on('did-start-loading', () => status.change({ loading: true }))
  contents.on('did-stop-loading', () => status.change({ loading: false }))
  contents.on('render-process-gone', () => {
    if (isOver()) return
    const { url } = status.read()
    const failure = parts.whyGone()
    const wasLoading = recorder?.endAll(failure) ?? false
    if (!wasLoading && url !== '') void recordCrash(url, failure, listener)
    status.lose(url)
    status.fail(failure)
    arrive(null)
  })

  const prepare = async () => {
    await contents.loadURL('about:blank')
    const channel = openDebuggerChannel(contents)
    const { frameTree: tree } = frameTree.parse(await channel.send('Page.getFrameTree'))
    recorder = openVisitRecorder(
      tree.frame.id,
      recorderOptions(parts, () => title),
    )
    channel.listen((method, params, sessionId) => {
      if (sessionId === '') recorder?.noteEvent(method, params)
    })
    watchRoutes(channel, {
      mainFrameId: tree.frame.id,
      takeExpected: parts.gate.takeExpected,
      requestVisit: listener.requestVisit,
      tell: listener.recordVisit,
      show: (visitId, url) => {
        status.show({ visitId, url, remote: status.read().remote, tls: status.read().tls })
        arrive(visitId)
      },
      readTitle: () => title,
      readConnection: () => recorder?.readConnection() ?? { remote: null, tls: null },
      isOver,
    })
    await guardFrames(channel, { refused: parts.refused, readUrl: () => status.read().url })
    await channel.send('Page.setLifecycleEventsEnabled', { enabled: true })
    // Bodies are not kept: what a page holds is not ours to store.
    await channel.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0, maxPostDataSize: 0 })
    return channel
  }
  const ready = prepare()
  ready.catch(() => undefined)

  return { ready, grant: (visitId, url) => recorder?.grant(visitId, url), endAll: (failure) => void recorder?.endAll(failure), isWayBack }
}

function recorderOptions(
  { contents, book, gate, status, listener, refused, arrive, isLatest, isOver }: PageRecordParts,
  readTitle: () => string,
) {
  const askAboutCertificate = (url: string, { code }: Failure) => {
    if (!code.includes('CERT_')) return
    const { hostname } = new URL(url)
    const seen = book.describeFailure(hostname)
    if (seen === null) return
    const detail = [seen.verdict, seen.subject, `issued by ${seen.issuer}`, `SHA-256 ${seen.fingerprintSha256 ?? 'unknown'}`].join('; ')
    status.ask({ kind: 'certificate', url: boundAddress(url), host: hostname.slice(0, 300), detail: detail.slice(0, 2_000) })
  }
  return {
    book,
    readTitle,
    tell: listener.recordVisit,
    show: (visit: Parameters<ViewStatus['show']>[0]) => {
      status.show(visit)
      void untilCommitted(contents, visit.url).then(() => arrive(visit.visitId))
    },
    fail: (visit: Parameters<ViewStatus['show']>[0], failure: Failure) => {
      if (isOver()) return
      if (isLatest(visit.visitId)) {
        status.fail(failure, visit)
        askAboutCertificate(visit.url, failure)
      }
      arrive(visit.visitId)
    },
    lose: (url: string) => {
      status.lose(url)
      if (!isWebAddress(url)) {
        status.fail(failures.left)
        refused({ kind: 'scheme', url, detail: 'The page left for an address that is not on the web.' })
      }
      arrive(null)
    },
    explain: gate.takeReason,
    stopLoading: () => {
      if (!isOver()) contents.stop()
    },
    schedule: (delayMs: number, act: () => void) => {
      const timer = setTimeout(act, delayMs)
      return () => clearTimeout(timer)
    },
    now: () => new Date(),
  }
}

/** The debugger tells of a page a few milliseconds before the browser's own history knows of it. */
async function untilCommitted(contents: WebContents, url: string): Promise<void> {
  if (contents.isDestroyed() || withoutFragment(contents.getURL()) === withoutFragment(url)) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, commitLimitMs)
    contents.once('did-navigate', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** A page that crashes long after it was loaded has its visit in the log already; the crash goes there as one that failed. */
async function recordCrash(url: string, failure: Failure, { requestVisit, recordVisit }: EvidenceListener): Promise<void> {
  const at = new Date().toISOString()
  try {
    const visitId = await requestVisit(url, 'page')
    recordVisit(visitId, {
      requestedUrl: url,
      finalUrl: url,
      redirects: [],
      status: null,
      mimeType: '',
      title: '',
      remote: null,
      tls: null,
      serverDate: null,
      startedAt: at,
      finishedAt: at,
      failure,
    })
  } catch {
    // The Vault refused; it told why itself.
  }
}
