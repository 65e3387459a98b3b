// Where the Face's intentions arrive. The sender is checked, the input parsed, the answer is a value or a coded sentence; a stack, a path or
// anything unexpected never crosses back.
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import {
  contract,
  type Answer,
  type DeskIntention,
  type Intention,
  type Notice,
  type Output,
  type ParsedInput,
  type VaultIntention,
} from 'shared/contract'
import { coded, describeError } from 'shared/errors'
import { faceOrigin } from './face-scheme'

export type DeskHandlers = { readonly [I in DeskIntention]: (input: ParsedInput<I>) => Output<I> | Promise<Output<I>> }

/** The two channels of the contract, as the preload names them too. */
export const askChannel = 'incident-room:ask'
export const noticeChannel = 'incident-room:notice'

export function hostContract(
  window: BrowserWindow,
  deskHandlers: DeskHandlers,
  passToVault: (name: VaultIntention, input: unknown) => Promise<unknown>,
): void {
  ipcMain.handle(askChannel, async (event, name: unknown, input: unknown): Promise<Answer<Intention>> => {
    try {
      requireFace(event, window)
      return { ok: true, value: (await answer(name, input)) as Output<Intention> }
    } catch (error) {
      const { code, sentence } = describeError(error)
      return { ok: false, error: { code, sentence } }
    }
  })

  async function answer(name: unknown, input: unknown): Promise<unknown> {
    if (typeof name !== 'string' || !isIntention(name)) throw coded('intention.unknown', 'Incident Room does not know this request.')
    const { input: shape, output } = contract[name]
    const parsed = shape.safeParse(input)
    if (!parsed.success)
      throw coded('input.invalid', 'Something that was filled in is missing or not as expected. Check your answers and try again.')
    // What the Vault answers it has parsed itself, by the same contract.
    if (isForVault(name)) return passToVault(name, parsed.data)
    const handler = deskHandlers[name] as (input: unknown) => unknown
    return output.parse(await handler(parsed.data))
  }
}

/** Tells the Face something unasked. */
export function tellFace(window: BrowserWindow, notice: Notice): void {
  if (!window.isDestroyed()) window.webContents.send(noticeChannel, notice)
}

/** Only the main frame of our own window, showing our own origin, is the Face. @throws `sender.foreign` */
function requireFace(event: IpcMainInvokeEvent, window: BrowserWindow): void {
  const frame = event.senderFrame
  const isFace =
    event.sender === window.webContents && frame !== null && frame === window.webContents.mainFrame && frame.origin === faceOrigin
  if (!isFace) throw coded('sender.foreign', 'This request did not come from Incident Room.')
}

function isIntention(name: string): name is Intention {
  return Object.hasOwn(contract, name)
}

function isForVault(name: Intention): name is VaultIntention {
  return contract[name].at === 'vault'
}
