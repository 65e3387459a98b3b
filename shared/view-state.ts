// What the evidence view is showing right now, as the Desk tells the Face. Nothing here is recorded; the log has its own events.
import { z } from 'zod'
import { address, visitId } from './parts'

export const viewState = z.object({
  /** True while there is an evidence view at all. */
  open: z.boolean(),
  visitId: visitId.nullable(),
  url: z.union([address, z.literal('')]),
  title: z.string(),
  loading: z.boolean(),
  canGoBack: z.boolean(),
  tls: z.enum(['none', 'ok', 'bad']).nullable(),
  remote: z.object({ ip: z.string(), port: z.int() }).nullable(),
  failure: z.object({ code: z.string(), sentence: z.string() }).nullable(),
})
export type ViewState = z.infer<typeof viewState>

export const noView: ViewState = {
  open: false,
  visitId: null,
  url: '',
  title: '',
  loading: false,
  canGoBack: false,
  tls: null,
  remote: null,
  failure: null,
}
