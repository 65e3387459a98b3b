// The smallest Electron application that holds the evidence view: a window, the view, and a Vault's part played by a list in memory
// that a test can read. Everything else is the product's own. A test speaks to it over Node's channel between parent and child, so
// that no second debugger is attached to the page.
import { app, BrowserWindow } from 'electron'
import { createEvidenceView } from '../../../src-main/evidence-view/evidence-view'
import type { VisitId } from 'shared/parts'
import { startHarness } from './harness'

interface Call {
  readonly id: number
  readonly name: string
  readonly args: readonly unknown[]
}

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1440, height: 900, x: 0, y: 0 })
  await window.loadURL('data:text/html,<title>Face</title><body style="background:%23fff3d1">')
  const harness = startHarness(
    window,
    (listener) => createEvidenceView(window, listener),
    (text) => text as VisitId,
  )
  process.on('message', ({ id, name, args }: Call) => {
    const command = harness[name as keyof typeof harness] as (...list: readonly unknown[]) => unknown
    void Promise.resolve()
      .then(() => command(...args))
      .then(
        (value) => process.send?.({ id, value }),
        (error: unknown) => process.send?.({ id, error: String(error) }),
      )
  })
  process.on('disconnect', () => app.exit(0))
  process.send?.({ ready: Object.keys(harness) })
})
