// Lifecycle and wiring of the Desk. Top to bottom: what must be decided before Chromium starts, then the window, the Vault, the contract.
import { app, powerMonitor, shell, type BrowserWindow } from 'electron'
import { mkdir } from 'node:fs/promises'
import type { RoomState } from 'shared/contract'
import { hostContract, tellFace } from './desk/contract-host'
import { faceOrigin, registerFaceScheme, serveFace } from './desk/face-scheme'
import { prepareFolders, type Folders } from './desk/folders'
import { importKnownList } from './desk/known-list'
import { ReviewDesk } from './desk/review-desk'
import { VaultClient } from './desk/vault-client'
import { openWindow } from './desk/window'

const lastWordsMs = 10_000

app.setName('Incident Room')
// Chromium's debugging ports lie outside the fuses of a release: it opens none, whoever starts it.
if (app.isPackaged) for (const name of ['remote-debugging-port', 'remote-debugging-pipe']) app.commandLine.removeSwitch(name)
// As root Chromium cannot sandbox at all and is told so on the command line; asking for it then would only make it crash.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
const folders = prepareFolders()
registerFaceScheme()
if (app.requestSingleInstanceLock()) void app.whenReady().then(() => start(folders))
else app.quit()

function start({ home, exports, resources }: Folders): void {
  serveFace()
  const window = openWindow(() => {
    void desk.halt('key', null).catch(() => undefined)
  })
  const vault = new VaultClient(
    { home, exports, resources },
    {
      notice(notice) {
        if (notice.name === 'halt.demanded')
          void desk.halt(notice.body.cause === 'known-list' ? 'known-list' : 'category', notice.body.categoryId).catch(() => undefined)
        else {
          if (notice.name === 'room.changed') desk.setCase(caseOnDesk(notice.body))
          tellFace(window, notice)
        }
      },
      restarted() {
        desk.setCase(null)
        void tellRestart(window, vault)
      },
    },
  )
  const desk = new ReviewDesk(window, vault, home, (notice) => {
    tellFace(window, notice)
  })
  hostContract(
    window,
    {
      'view.state': () => desk.state(),
      'view.place': (bounds) => (desk.place(bounds), {}),
      'view.hide': () => (desk.hide(), {}),
      'visit.open': ({ url }) => desk.open(url),
      'visit.allow': ({ both }) => desk.allow(both),
      'visit.back': async () => (await desk.back(), {}),
      'visit.reload': async () => (await desk.reload(), {}),
      'capture.take': () => desk.takePicture(),
      halt: ({ cause, categoryId }) => desk.halt(cause, categoryId),
      'known-list.import': () => importKnownList(window, vault),
      'exports.show': async () => {
        await mkdir(exports, { recursive: true })
        await shell.openPath(exports)
        return {}
      },
    },
    (name, input) => vault.pass(name, input),
  )
  lockWhenAway(vault, desk)
  leaveProperly(window, vault, desk)
  app.on('second-instance', () => {
    window.show()
    window.focus()
  })
  void window.loadURL(`${faceOrigin}/`)
}

/** The new Vault says who is in the room (nobody), and the Face then says why. */
async function tellRestart(window: BrowserWindow, vault: VaultClient): Promise<void> {
  const body = (await vault.pass('room.state', {}).catch(() => null)) as RoomState | null
  if (body) tellFace(window, { name: 'room.changed', body })
  const sentence = 'The part that keeps the case was started again. What was recorded is kept. Sign in again.'
  tellFace(window, { name: 'vault.restarted', body: { sentence } })
}

/** The case that can be reviewed, and so halted. A closed one is only read. */
function caseOnDesk({ openCase, openReference, openCaseClosed }: RoomState) {
  return openCase === null || openCaseClosed ? null : { caseId: openCase, reference: openReference ?? '' }
}

/** Nobody in front of it: the case is locked and the keys leave memory. */
function lockWhenAway(vault: VaultClient, desk: ReviewDesk): void {
  const lock = (): void => {
    desk.setCase(null)
    void vault.ask('session.end', { cause: 'locked' }).catch(() => undefined)
  }
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
}

/** Closing the window in the middle of a step loses nothing: the view goes first, then the log is told, then the process ends. */
function leaveProperly(window: BrowserWindow, vault: VaultClient, desk: ReviewDesk): void {
  let hasLeft = false
  window.on('close', (event) => {
    if (hasLeft) return
    event.preventDefault()
    hasLeft = true
    desk.closeView()
    const told = vault.ask('session.end', { cause: 'quit' }).catch(() => undefined)
    void Promise.race([told, new Promise((resolve) => setTimeout(resolve, lastWordsMs))]).then(() => {
      vault.end()
      window.destroy()
    })
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
}
