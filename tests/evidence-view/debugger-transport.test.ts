import { expect, test } from 'vitest'
import { z } from 'zod'
import type { DebuggerChannel } from '../../src-main/evidence-view/debugger-channel'
import { maySend } from '../../src-main/evidence-view/debugger-commands'
import { makeDebuggerTransport } from '../../src-main/evidence-view/debugger-transport'

const message = z.object({ id: z.number(), result: z.unknown().optional(), error: z.object({ message: z.string() }).optional() })

/** Gives one command to the transport as puppeteer would; answers what came back and what reached the channel. */
async function give(method: string) {
  const reached: string[] = []
  const channel: DebuggerChannel = {
    send: (sent) => {
      reached.push(sent)
      return Promise.resolve({ from: 'chromium' })
    },
    listen: () => () => undefined,
  }
  const transport = makeDebuggerTransport(channel)
  const answered = new Promise<z.infer<typeof message>>((resolve) => {
    transport.onmessage = (text) => {
      const parsed = message.safeParse(JSON.parse(text))
      if (parsed.success) resolve(parsed.data)
    }
  })
  let answeredAtOnce = true
  void answered.then(() => (answeredAtOnce = false))
  transport.send(JSON.stringify({ id: 7, method, params: {}, sessionId: 'page-session' }))
  const wasSynchronous = !answeredAtOnce
  return { answer: await answered, reached, wasSynchronous }
}

test.each([
  'Network.getAllCookies',
  'Network.setCookie',
  'Fetch.enable',
  'Runtime.evaluate',
  'Runtime.callFunctionOn',
  'Page.navigate',
  'Page.setDocumentContent',
  'Page.captureSnapshot',
  'Browser.setDownloadBehavior',
  'Storage.getCookies',
  'Input.dispatchMouseEvent',
  'DOM.setFileInputFiles',
  'toString',
])('puppeteer may not say %s', async (method) => {
  const { answer, reached } = await give(method)
  expect(reached).toEqual([])
  expect(answer.error?.message).toContain('not allowed')
})

test.each(['Page.captureScreenshot', 'Page.getLayoutMetrics', 'Page.getFrameTree'])('puppeteer may say %s', async (method) => {
  const { answer, reached, wasSynchronous } = await give(method)
  expect(reached).toEqual([method])
  expect(answer.result).toEqual({ from: 'chromium' })
  expect(wasSynchronous).toBe(false)
  expect(maySend(method)).toBe(true)
})

test.each(['Network.enable', 'Runtime.enable', 'Page.bringToFront', 'Target.setAutoAttach'])(
  '%s is answered without asking Chromium',
  async (method) => {
    const { answer, reached } = await give(method)
    expect(reached).toEqual([])
    expect(answer.error).toBeUndefined()
  },
)

test('the channel itself refuses what is not in the table', () => {
  expect(maySend('Network.getAllCookies')).toBe(false)
  expect(maySend('Page.navigate')).toBe(false)
  expect(maySend('toString')).toBe(false)
})
