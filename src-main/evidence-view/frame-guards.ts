// Reaches into every frame before its own scripts run, frames of other sites too: no printing, no flood of dialogs and windows, no
// choosing of files. What is asked is noted.
import { z } from 'zod'
import type { DebuggerChannel } from './debugger-channel'
import type { Refusal } from './refusal-ledger'

/** Dialogs and windows that one document may ask for; after them its calls do nothing. A flood would only keep everybody busy. */
const dialogsEach = 20

/**
 * Runs in the page's own world, first of all scripts. Printing opens a dialog of the system that Electron cannot keep away, so it is
 * turned into a dialog of the page, which is refused and noted like the others. Nothing is dragged out of the page onto this computer,
 * and no script of a page puts anything on its clipboard.
 */
const guardScript = `(() => {
  const { alert, confirm, prompt } = window
  let asked = 0
  const limit = (native, refused) => (...words) => ((asked += 1) > ${String(dialogsEach)} ? refused : native.apply(window, words))
  window.alert = limit(alert, undefined)
  window.confirm = limit(confirm, false)
  window.prompt = limit(prompt, null)
  const print = limit(alert, undefined)
  window.print = () => print('The page asked to print.')
  window.open = limit(window.open, null)
  window.close = () => undefined
  addEventListener('dragstart', (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true)
  const { execCommand } = Document.prototype
  Document.prototype.execCommand = function (name, ...rest) { return /^(copy|cut|paste)$/i.test(name) ? false : execCommand.call(this, name, ...rest) }
})()`

const attached = z.object({ sessionId: z.string(), targetInfo: z.object({ type: z.string() }) })
const dialogOpening = z.object({ url: z.string(), message: z.string(), type: z.string() })

export interface FrameGuardOptions {
  readonly refused: (refusal: Refusal) => void
  /** The address of the page, for what does not say its own. */
  readonly readUrl: () => string
}

/**
 * Guards the page and every frame that comes. Resolves when the page itself is guarded.
 * @throws as `DebuggerChannel.send`
 */
export async function guardFrames(channel: DebuggerChannel, { refused, readUrl }: FrameGuardOptions): Promise<void> {
  channel.listen((method, params, sessionId) => {
    if (method === 'Target.attachedToTarget') void guardNewFrame(channel, params)
    // Every session tells every dialog of the view; one telling is enough.
    if (method === 'Page.javascriptDialogOpening' && sessionId === '') noteDialog(params, refused)
    if (method === 'Page.fileChooserOpened') refused({ kind: 'file-picker', url: readUrl(), detail: 'The page asked to choose a file.' })
  })
  await guardSession(channel, '')
}

async function guardNewFrame(channel: DebuggerChannel, params: unknown): Promise<void> {
  const target = attached.safeParse(params)
  if (!target.success) return
  // A frame that went away meanwhile does not answer; there is nothing to guard then.
  await guardSession(channel, target.data.sessionId).catch(() => undefined)
}

async function guardSession(channel: DebuggerChannel, sessionId: string): Promise<void> {
  const send = (method: string, params: Readonly<Record<string, unknown>> = {}) => channel.send(method, params, sessionId)
  // Sent in one go: the frame waits for the last of them, and none of them waits for another.
  await Promise.all([
    send('Page.enable'),
    send('Page.addScriptToEvaluateOnNewDocument', { source: guardScript, runImmediately: true }),
    send('Page.setInterceptFileChooserDialog', { enabled: true }),
    send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'iframe' }, { exclude: true }],
    }),
    send('Runtime.runIfWaitingForDebugger'),
  ])
}

function noteDialog(params: unknown, refused: (refusal: Refusal) => void): void {
  const dialog = dialogOpening.safeParse(params)
  // Leaving a page that does not want to be left is noted by its own event.
  if (!dialog.success || dialog.data.type === 'beforeunload') return
  refused({ kind: 'dialog', url: dialog.data.url, detail: `${dialog.data.type}: ${dialog.data.message}` })
}
