// A room that says what a test tells it to say. It stands where the preload stands, and answers each intention with what was laid
// ready for it, so that a screen can be looked at in a state that would take minutes to reach. It proves the Face alone.
import type { Answer, Intention, Notice, Output } from 'shared/contract'

/** What to answer: a value, or a refusal. Bytes travel as base64, because a page is told in JSON. */
export type Answers = { readonly [I in Intention]?: Scripted<I> }
type Scripted<I extends Intention> =
  | { readonly value: Output<I> }
  | { readonly refusal: { code: string; sentence: string } }
  | { readonly never: true }
  | { readonly png: string }

export interface ScriptedRoom {
  readonly calls: { readonly intention: string; readonly input: unknown }[]
  readonly answers: Record<string, unknown>
  readonly tell: (notice: Notice) => void
}

declare global {
  interface Window {
    scripted?: ScriptedRoom
  }
}

/** Runs in the page before the Face does, with the answers that lie ready there. Must not refer to anything outside itself. */
export function installRoom(): void {
  const listeners = new Set<(notice: Notice) => void>()
  const answers = JSON.parse(sessionStorage.getItem('answers') ?? '{}') as Record<string, unknown>
  const calls: { intention: string; input: unknown }[] = []
  const answer = (intention: string, input: unknown): Promise<Answer<Intention>> => {
    const scripted = answers[intention] as
      { value?: unknown; refusal?: { code: string; sentence: string }; never?: true; png?: string } | undefined
    if (scripted?.never) return new Promise(() => undefined)
    if (scripted?.png !== undefined) {
      const bytes = Uint8Array.from(atob(scripted.png), (character) => character.charCodeAt(0))
      return Promise.resolve({ ok: true, value: { png: bytes, sha256: '0'.repeat(64) } } as Answer<Intention>)
    }
    if (scripted?.refusal) return Promise.resolve({ ok: false, error: scripted.refusal })
    if (intention === 'log.read') {
      const { afterSeq } = input as { afterSeq: number }
      const log = (scripted?.value ?? []) as { seq: number }[]
      return Promise.resolve({ ok: true, value: log.filter(({ seq }) => seq > afterSeq) } as Answer<Intention>)
    }
    if (scripted && 'value' in scripted) return Promise.resolve({ ok: true, value: structuredClone(scripted.value) } as Answer<Intention>)
    return Promise.resolve({ ok: false, error: { code: 'not-scripted', sentence: `Nothing was laid ready for ${intention}.` } })
  }
  const scripted: ScriptedRoom = { calls, answers, tell: (notice) => listeners.forEach((listener) => listener(notice)) }
  const room = {
    call: (intention: string, input: unknown) => {
      calls.push({ intention, input })
      return answer(intention, input)
    },
    onNotice: (listener: (notice: Notice) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  Object.assign(window, { scripted, incidentRoom: room })
}
