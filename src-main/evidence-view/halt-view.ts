// Takes the view away. The order is fixed and was measured (offline emulation and closing connections do nothing to running streams):
// refuse every request, remove the view, close its contents, clear the session. Nothing in here waits, asks, or may fail.
import type { BrowserWindow, Session, WebContentsView } from 'electron'
import type { RequestGate } from './request-gate'

export interface HaltParts {
  readonly window: BrowserWindow
  readonly view: WebContentsView
  readonly session: Session
  readonly gate: RequestGate
}

/** @returns milliseconds from the call to the view's removal from the window */
export function haltView({ window, view, session, gate }: HaltParts): number {
  const startedAt = performance.now()
  gate.shut()
  attempt(() => window.contentView.removeChildView(view))
  const removedAfterMs = performance.now() - startedAt
  attempt(() => view.webContents.close({ waitForBeforeUnload: false }))
  // Ends service workers and whatever else of the session would go on without a page.
  attempt(() => void session.clearStorageData().catch(() => undefined))
  attempt(() => void session.closeAllConnections().catch(() => undefined))
  return removedAfterMs
}

/** The window may be closed and the contents gone: then that step is done already. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // Nothing may keep the next step from being taken.
  }
}
