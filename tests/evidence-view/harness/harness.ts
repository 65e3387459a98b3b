// What a test can do in the harness, and what it can read back: plain values only, because they cross from one process to another.
import { clipboard, type BrowserWindow, type WebContents } from 'electron'
import { coded } from 'shared/errors'
import type { RefusalKind, VisitCause, VisitId, VisitRecord } from 'shared/parts'
import type { ViewState } from 'shared/view-state'
import type { EvidenceListener, EvidenceView } from '../../../src-main/evidence-view/evidence-view'

export type Note =
  | { readonly type: 'requested'; readonly at: number; readonly visitId: string; readonly url: string; readonly cause: VisitCause }
  | { readonly type: 'recorded'; readonly at: number; readonly visitId: string; readonly record: VisitRecord }
  | { readonly type: 'refused'; readonly at: number; readonly kind: RefusalKind; readonly url: string; readonly detail: string }
  | { readonly type: 'stop-key'; readonly at: number }

export type Outcome<T> = { readonly value: T } | { readonly code: string; readonly sentence: string }

const clock = () => performance.timeOrigin + performance.now()

export function startHarness(
  window: BrowserWindow,
  create: (listener: EvidenceListener) => EvidenceView,
  brand: (text: string) => VisitId,
) {
  let notes: Note[] = []
  let states: ViewState[] = []
  let delayMs = 0
  let refusing = false
  let haltOnStopKey = false
  let haltedAt = 0
  let count = 0
  let longestGapMs = 0
  let view: EvidenceView | undefined

  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    longestGapMs = Math.max(longestGapMs, now - last)
    last = now
  }, 1)

  const listener: EvidenceListener = {
    requestVisit: async (url, cause) => {
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      if (refusing) throw coded('presence.lapsed', 'Both must confirm that they are here.')
      const visitId = brand((count += 1).toString(16).padStart(32, '0'))
      notes.push({ type: 'requested', at: clock(), visitId, url, cause })
      return visitId
    },
    recordVisit: (visitId, record) => notes.push({ type: 'recorded', at: clock(), visitId, record }),
    recordRefusal: (kind, url, detail) => notes.push({ type: 'refused', at: clock(), kind, url, detail }),
    viewChanged: (state) => states.push(state),
    stopKey: () => {
      notes.push({ type: 'stop-key', at: clock() })
      if (haltOnStopKey) halt()
    },
  }
  const halt = () => {
    const calledAt = clock()
    const { removedAfterMs } = current().halt()
    haltedAt = clock()
    return { calledAt, haltedAt, removedAfterMs, children: window.contentView.children.length }
  }
  const current = () => {
    if (!view) throw new Error('There is no view yet.')
    return view
  }
  const attempt = async <T>(act: () => Promise<T>): Promise<Outcome<T>> => {
    try {
      return { value: await act() }
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      return { code: code ?? 'none', sentence: message }
    }
  }

  return {
    fresh: async () => {
      if (view && !view.destroyed) view.halt()
      // What the old view still had to tell belongs to the test before.
      await new Promise((resolve) => setTimeout(resolve, 20))
      notes = []
      states = []
      delayMs = 0
      refusing = false
      haltOnStopKey = false
      haltedAt = 0
      view = create(listener)
      view.place({ x: 10, y: 100, width: 960, height: 780 })
    },
    notes: () => notes,
    states: () => states,
    state: () => current().state(),
    settings: (to: { delayMs?: number; refusing?: boolean; haltOnStopKey?: boolean }) => {
      delayMs = to.delayMs ?? delayMs
      refusing = to.refusing ?? refusing
      haltOnStopKey = to.haltOnStopKey ?? haltOnStopKey
    },
    open: (url: string) => attempt(async () => current().open(url)),
    /** Both say yes to what the view asks. */
    allow: () =>
      attempt(async () => {
        const { question } = current().state()
        if (!question) throw coded('view.no-question', 'The view asks nothing.')
        await current().allow(question)
      }),
    back: () => attempt(async () => current().back()),
    reload: () => attempt(async () => current().reload()),
    place: (bounds: { x: number; y: number; width: number; height: number }) => current().place(bounds),
    hide: () => current().hide(),
    capture: (clear = true) =>
      attempt(async () => {
        const { parts, takenAt, ...rest } = await current().capture()
        const base64 = clear ? '' : Buffer.concat(parts).toString('base64')
        return { ...rest, takenAt: takenAt.toISOString(), base64 }
      }),
    halt,
    haltedAt: () => haltedAt,
    destroyed: () => current().destroyed,
    /** The longest time since the last question that this process, which hears STOP, did nothing else but one thing. */
    longestGap: async () => {
      // A stretch that has just ended is seen by the next tick of the clock.
      await new Promise((resolve) => setTimeout(resolve, 5))
      const gapMs = longestGapMs
      longestGapMs = 0
      return gapMs
    },
    /** Runs a script in the page under review, as if a person had just acted there. */
    inPage: (script: string): Promise<unknown> => contentsOf(window).executeJavaScript(script, true),
    click: async (selector: string) => {
      const contents = contentsOf(window)
      const spot: unknown = await contents.executeJavaScript(
        `(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.scrollIntoView(); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`,
      )
      const [x, y] = (spot as [number, number]).map(Math.round) as [number, number]
      contents.focus()
      contents.sendInputEvent({ type: 'mouseMove', x, y })
      contents.sendInputEvent({ type: 'mouseDown', x, y, button: 'left', clickCount: 1 })
      contents.sendInputEvent({ type: 'mouseUp', x, y, button: 'left', clickCount: 1 })
    },
    pressKey: (keyCode: string) => {
      const contents = contentsOf(window)
      contents.sendInputEvent({ type: 'keyDown', keyCode })
      // The key may have been the one that ends the view.
      if (!contents.isDestroyed()) contents.sendInputEvent({ type: 'keyUp', keyCode })
    },
    focusPage: () => contentsOf(window).focus(),
    crashPage: () => contentsOf(window).forcefullyCrashRenderer(),
    userAgent: () => contentsOf(window).getUserAgent(),
    storagePath: () => contentsOf(window).session.storagePath,
    clipboardText: () => clipboard.readText(),
    isFullScreen: () => window.isFullScreen(),
    minimize: () => window.minimize(),
    restore: () => window.restore(),
  }
}
/** The view's contents: the window's only child view. */
function contentsOf(window: BrowserWindow): WebContents {
  const view = window.contentView.children.find((child) => 'webContents' in child && child.webContents !== window.webContents)
  if (!view) throw new Error('There is no view.')
  return (view as unknown as { webContents: WebContents }).webContents
}

export type Harness = ReturnType<typeof startHarness>
