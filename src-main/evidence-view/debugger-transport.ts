// Lets puppeteer drive the evidence view through the in-process debugger, where it would otherwise want a browser of its own and a TCP
// port. The made-up tab and page targets are those of puppeteer's own ExtensionTransport, which stands before the same lack.
import type { ConnectionTransport } from 'puppeteer-core/internal/puppeteer-core-browser.js'
import { z } from 'zod'
import { coded, describeError } from 'shared/errors'
import type { DebuggerChannel } from './debugger-channel'
import { readStockAnswer } from './debugger-commands'

const tab = { targetId: 'tab', type: 'tab', title: '', url: 'about:blank', attached: false, canAccessOpener: false }
const page = { ...tab, targetId: 'page', type: 'page' }
const tabSession = 'tab-session'
const pageSession = 'page-session'

const command = z.object({
  id: z.number(),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
  sessionId: z.string().optional(),
})
type Command = z.infer<typeof command>

/** The commands of puppeteer's that reach Chromium; each is in the table of `debugger-commands` too. */
const passedOn = new Set(['Page.getFrameTree', 'Page.getLayoutMetrics', 'Page.captureScreenshot'])
const screenshotLimitMs = 20_000

/** Makes a transport for `puppeteer.connect`. Only for the page itself: frames and workers are left alone. */
export function makeDebuggerTransport(channel: DebuggerChannel): ConnectionTransport {
  const transport: ConnectionTransport = {
    send: (text) => {
      void answer(command.parse(JSON.parse(text)))
    },
    close: () => {
      closed = true
      transport.onclose?.()
    },
  }
  let closed = false

  const emit = (message: Readonly<Record<string, unknown>>) => {
    setImmediate(() => {
      if (!closed) transport.onmessage?.(JSON.stringify(message))
    })
  }

  const answer = async (asked: Command) => {
    const { id, method, params, sessionId } = asked
    try {
      const result = answerAsBrowser(asked, emit) ?? readStockAnswer(method) ?? (await passOn(channel, method, params))
      emit({ id, sessionId, result })
    } catch (error) {
      emit({ id, sessionId, error: { message: describeError(error).sentence } })
    }
  }

  return transport
}

/** @throws `debugger.refused` */
async function passOn(channel: DebuggerChannel, method: string, params: Command['params']): Promise<unknown> {
  if (!passedOn.has(method)) throw coded('debugger.refused', `The command ${method} is not allowed in the evidence view.`)
  return channel.send(method, params, '', screenshotLimitMs)
}

/** What a whole browser would answer, and what it would announce: one tab with one page in it. */
function answerAsBrowser({ method, sessionId }: Command, emit: (message: Readonly<Record<string, unknown>>) => void): object | undefined {
  switch (method) {
    case 'Browser.getVersion':
      return { protocolVersion: '1.3', product: 'chrome', revision: 'unknown', userAgent: 'chrome', jsVersion: 'unknown' }
    case 'Target.getBrowserContexts':
      return { browserContextIds: [] }
    case 'Target.setDiscoverTargets':
      emit({ method: 'Target.targetCreated', params: { targetInfo: tab } })
      emit({ method: 'Target.targetCreated', params: { targetInfo: page } })
      return {}
    case 'Target.setAutoAttach':
      if (sessionId === undefined)
        emit({ method: 'Target.attachedToTarget', params: { targetInfo: tab, sessionId: tabSession, waitingForDebugger: false } })
      if (sessionId === tabSession) {
        emit({
          method: 'Target.attachedToTarget',
          sessionId: tabSession,
          params: { targetInfo: page, sessionId: pageSession, waitingForDebugger: false },
        })
      }
      return {}
    default:
      return undefined
  }
}
