// What the evidence view is showing right now, as the Desk tells the Face. Nothing here is recorded; the log has its own events.
import { z } from 'zod'
import { address, allowanceKind, visitId } from './parts'

/** What the view would not open by itself, and opens when both say yes (`visit.allow`). */
export const viewQuestion = z.object({
  kind: allowanceKind,
  url: address,
  host: z.string().min(1).max(300),
  /** Where the host leads, or what is wrong with the certificate and its SHA-256. */
  detail: z.string().max(2_000),
})
export type ViewQuestion = z.infer<typeof viewQuestion>

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
  question: viewQuestion.nullable(),
  /** Set where the host is written with letters beyond a to z: its coded form, and what it reads like. */
  lookalike: z.object({ host: z.string(), reads: z.string() }).nullable(),
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
  question: null,
  lookalike: null,
}
