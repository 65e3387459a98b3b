// The one window. It shows the Face and never goes anywhere else; F9 works here whatever the Face is doing.
import { BrowserWindow, session, type Input } from 'electron'
import { join } from 'node:path'
import { faceOrigin } from './face-scheme'

const zoomSteps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const

/**
 * Opens the window.
 * @param stopKey called for F9, before the Face sees the key
 */
export function openWindow(stopKey: () => void): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Incident Room',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, '../preload/preload.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: false,
      navigateOnDragDrop: false,
    },
  })
  window.removeMenu()
  guardFace(window, stopKey)
  return window
}

function guardFace(window: BrowserWindow, stopKey: () => void): void {
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  for (const event of ['will-navigate', 'will-frame-navigate'] as const) {
    webContents.on(event as 'will-navigate', (details) => {
      if (!details.url.startsWith(`${faceOrigin}/`)) details.preventDefault()
    })
  }
  // Chromium asks nobody before it shows an empty page.
  webContents.on('did-navigate', (_event, url) => {
    if (url.startsWith(`${faceOrigin}/`)) return
    setImmediate(() => {
      if (!window.isDestroyed()) void window.loadURL(`${faceOrigin}/`)
    })
  })
  webContents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  webContents.on('page-title-updated', (event) => {
    event.preventDefault()
  })
  webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown') return
    if (input.key === 'F9') {
      event.preventDefault()
      stopKey()
    } else if (changeZoom(window, input)) event.preventDefault()
  })
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) => {
    // The Face copies an address as text (IWF report); it asks for nothing else.
    decide(permission === 'clipboard-sanitized-write')
  })
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write')
  session.defaultSession.on('will-download', (event) => {
    event.preventDefault()
  })
}

/** Ctrl and +, - or 0, up to 200 %. There is no menu that would do it. */
function changeZoom({ webContents }: BrowserWindow, input: Input): boolean {
  if (!(input.control || input.meta) || !['+', '=', '-', '0'].includes(input.key)) return false
  const now = webContents.getZoomFactor()
  const larger = zoomSteps.find((step) => step > now + 0.01) ?? 2
  const smaller = zoomSteps.findLast((step) => step < now - 0.01) ?? 0.8
  webContents.setZoomFactor(input.key === '0' ? 1 : input.key === '-' ? smaller : larger)
  return true
}
