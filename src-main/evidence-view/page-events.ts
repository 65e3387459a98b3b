// The few DevTools events that a visit is put together from, parsed at the edge: part of what they carry comes from the page's own
// process, which is not to be trusted.
import { z } from 'zod'

const url = z.string().min(1)
/** Header names in any case, values as text. */
const headers = z.record(z.string(), z.string()).catch({})

const response = z.object({
  url,
  status: z.int(),
  headers,
  mimeType: z.string().catch(''),
  remoteIPAddress: z.string().optional(),
  remotePort: z.int().optional(),
  securityDetails: z
    .object({
      protocol: z.string(),
      keyExchange: z.string(),
      keyExchangeGroup: z.string().optional(),
      cipher: z.string(),
      subjectName: z.string(),
      issuer: z.string(),
      validFrom: z.number(),
      validTo: z.number(),
    })
    .optional(),
})
export type ResponseEvent = z.infer<typeof response>

const schemas = {
  'Network.requestWillBeSent': z.object({
    requestId: z.string(),
    loaderId: z.string(),
    frameId: z.string(),
    type: z.literal('Document'),
    request: z.object({ url, urlFragment: z.string().optional() }),
    /** Seconds since 1970. */
    wallTime: z.number(),
    redirectResponse: response.optional(),
  }),
  'Network.responseReceived': z.object({ requestId: z.string(), type: z.literal('Document'), response }),
  'Network.responseReceivedExtraInfo': z.object({ requestId: z.string(), statusCode: z.int(), headers }),
  'Network.loadingFailed': z.object({ requestId: z.string(), type: z.literal('Document'), errorText: z.string() }),
  'Page.frameNavigated': z.object({
    frame: z.object({
      id: z.string(),
      parentId: z.string().optional(),
      loaderId: z.string(),
      url: z.string(),
      urlFragment: z.string().optional(),
      unreachableUrl: z.string().optional(),
    }),
  }),
  'Page.lifecycleEvent': z.object({ frameId: z.string(), loaderId: z.string(), name: z.enum(['DOMContentLoaded', 'load']) }),
  'Page.frameStoppedLoading': z.object({ frameId: z.string() }),
} as const

export type PageEvent = { [M in keyof typeof schemas]: { method: M; params: z.infer<(typeof schemas)[M]> } }[keyof typeof schemas]
export type RequestEvent = z.infer<(typeof schemas)['Network.requestWillBeSent']>

/** Reads one event; null for the many that a visit does not need, and for malformed ones. */
export function readPageEvent(method: string, params: unknown): PageEvent | null {
  if (!isRead(method)) return null
  const parsed = schemas[method].safeParse(params)
  // The pair belongs together by construction; TypeScript cannot follow an indexed lookup that far.
  return parsed.success ? ({ method, params: parsed.data } as PageEvent) : null
}

function isRead(method: string): method is keyof typeof schemas {
  return Object.hasOwn(schemas, method)
}
