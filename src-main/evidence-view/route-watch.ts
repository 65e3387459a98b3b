// Many sites change their address without loading a page. Nothing is requested then, so nothing can be recorded beforehand; it is
// recorded as soon as it is seen. A page that changes its address without end is recorded about twice a second.
import { z } from 'zod'
import type { VisitCause, VisitId, VisitRecord } from 'shared/parts'
import type { DebuggerChannel } from './debugger-channel'
import { boundAddress } from './visit-draft'
import type { Connection } from './visit-recorder'

export interface RouteWatchOptions {
  readonly mainFrameId: string
  /** The id of a visit that the people asked for themselves (a step back), if this is it. */
  readonly takeExpected: (url: string) => VisitId | null
  readonly requestVisit: (url: string, cause: VisitCause) => Promise<VisitId>
  readonly tell: (visitId: VisitId, record: VisitRecord) => void
  readonly show: (visitId: VisitId, url: string) => void
  readonly readTitle: () => string
  readonly readConnection: () => Connection
  readonly isOver: () => boolean
}

const navigated = z.object({ frameId: z.string(), url: z.string().min(1) })
/** Pages set their title just after their address. */
const titleDelayMs = 250
const pauseMs = 250

const wait = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))

/** Watches the main frame for changes of route. */
export function watchRoutes(channel: DebuggerChannel, options: RouteWatchOptions): void {
  let latest: string | null = null
  let busy = false

  const recordLatest = async () => {
    busy = true
    while (latest !== null && !options.isOver()) {
      const url = latest
      latest = null
      await recordRoute(url, options)
    }
    busy = false
  }

  channel.listen((method, params, sessionId) => {
    if (method !== 'Page.navigatedWithinDocument' || sessionId !== '') return
    const event = navigated.safeParse(params)
    if (!event.success || event.data.frameId !== options.mainFrameId) return
    latest = event.data.url
    if (!busy) void recordLatest()
  })
}

async function recordRoute(url: string, options: RouteWatchOptions): Promise<void> {
  const startedAt = new Date().toISOString()
  try {
    const visitId = options.takeExpected(url) ?? (await options.requestVisit(url, 'page'))
    options.show(visitId, url)
    await wait(titleDelayMs)
    options.tell(visitId, {
      requestedUrl: boundAddress(url),
      finalUrl: boundAddress(url),
      redirects: [],
      status: null,
      mimeType: '',
      title: options.readTitle().slice(0, 2_000),
      ...options.readConnection(),
      serverDate: null,
      startedAt,
      finishedAt: new Date().toISOString(),
      failure: null,
    })
    await wait(pauseMs)
  } catch {
    // The Vault refused it, and said why itself; the page is where it is all the same.
    await wait(pauseMs)
  }
}
