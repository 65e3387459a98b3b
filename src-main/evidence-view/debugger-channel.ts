// The in-process debugger of the evidence view: no port, one listener, a list of allowed commands, and an end to every wait, because
// a page that hangs or has crashed never answers.
import type { WebContents } from 'electron'
import { coded } from 'shared/errors'
import { maySend } from './debugger-commands'

export type DebuggerListener = (method: string, params: unknown, sessionId: string) => void

export interface DebuggerChannel {
  /**
   * @param sessionId the session of a frame from another site; empty for the page itself
   * @throws `debugger.refused` for a command that is not allowed, `page.hangs` when no answer came in time, `view.gone`
   */
  readonly send: (method: string, params?: Readonly<Record<string, unknown>>, sessionId?: string, timeoutMs?: number) => Promise<unknown>
  /** Answers what ends the listening. */
  readonly listen: (listener: DebuggerListener) => () => void
}

const answerLimitMs = 10_000

/**
 * Attaches the debugger. The view must have loaded `about:blank` before.
 * @throws what Electron throws where something else is attached
 */
export function openDebuggerChannel(contents: WebContents): DebuggerChannel {
  const listeners = new Set<DebuggerListener>()
  contents.debugger.attach('1.3')
  contents.debugger.on('message', (_event, method: string, params: unknown, sessionId: string) => {
    // Never at once: a listener that makes the view load something inside this handler crashes the whole application.
    setImmediate(() => {
      for (const listener of listeners) listener(method, params, sessionId)
    })
  })
  return {
    send: async (method, params = {}, sessionId = '', timeoutMs = answerLimitMs) => {
      if (!maySend(method)) throw coded('debugger.refused', `The command ${method} is not allowed in the evidence view.`)
      if (contents.isDestroyed() || !contents.debugger.isAttached()) throw gone()
      const answer: Promise<unknown> = contents.debugger.sendCommand(method, params, sessionId === '' ? undefined : sessionId)
      return limitTime(answer, timeoutMs)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** @throws `page.hangs` */
async function limitTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(coded('page.hangs', 'The page does not answer. Reload it, or open another address.'))
    }, timeoutMs)
  })
  try {
    return await Promise.race([answer, limit])
  } finally {
    clearTimeout(timer)
  }
}

function gone() {
  return coded('view.gone', 'The evidence view is not open.')
}
