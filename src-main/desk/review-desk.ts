// The evidence view and everything that is done with it: opening pages, taking an agreed picture, and HALT. The view is killed first;
// the marker and the record come after, and never the other way round.
import type { BrowserWindow } from 'electron'
import { textLimit } from 'shared/block-pages'
import type { Notice, Output, ParsedInput } from 'shared/contract'
import { CodedError, coded, describeError } from 'shared/errors'
import type { HaltMarker } from 'shared/halt-marker'
import type { CaseId, HaltCause, VisitId, VisitRecord } from 'shared/parts'
import { noView, type ViewState } from 'shared/view-state'
import { createEvidenceView, type EvidenceView } from '../evidence-view/evidence-view'
import { writeHaltMarker } from './halt-marker'
import { KnownListOnDesk } from './known-list'
import type { VaultClient } from './vault-client'

const markAgainMs = 1_000

export interface CaseOnDesk {
  readonly caseId: CaseId
  readonly reference: string
}

export class ReviewDesk {
  /** The case that the Vault has open, as it told last. */
  #case: CaseOnDesk | null = null
  #view: EvidenceView | null = null
  /** Where the Face wants the view; told before there is one. */
  #bounds: ParsedInput<'view.place'> | null = null
  readonly #known = new KnownListOnDesk()

  constructor(
    private readonly window: BrowserWindow,
    private readonly vault: VaultClient,
    private readonly home: string,
    private readonly tellFace: (notice: Notice) => void,
  ) {}

  /** Another case, or none: the view of the one before is gone. Each case has a session of its own. */
  setCase(open: CaseOnDesk | null): void {
    if (open?.caseId === this.#case?.caseId) return
    this.#case = open
    this.closeView()
  }

  closeView(): void {
    if (!this.#view) return
    this.#view.halt()
    this.#view = null
    this.tellFace({ name: 'view.changed', body: noView })
  }

  state(): ViewState {
    return this.#view?.state() ?? noView
  }

  async open(typed: string): Promise<ViewState> {
    if (!this.#case) throw coded('case.none', 'No case is open. Open a case first.')
    if (this.#view?.destroyed) this.#view = null
    // Before anything is shown: a page's own requests are looked up here, at once.
    if (!this.#view) await this.#known.load(this.vault)
    this.#view ??= this.#makeView()
    try {
      await this.#view.open(typed)
    } catch (error) {
      if (error instanceof CodedError && error.code.startsWith('address.')) this.#recordRefusedAddress(typed)
      throw error
    }
    return this.state()
  }

  /** Both say yes to what the view asks. The Vault checks and records it before the view hears of it. */
  async allow(both: ParsedInput<'visit.allow'>['both']): Promise<ViewState> {
    const view = this.#requireView()
    const { question } = view.state()
    if (!question) throw coded('view.no-question', 'There is nothing to say yes to. Look again.')
    await this.vault.ask('visit.allow', { ...question, both })
    await view.allow(question)
    return this.state()
  }

  async back(): Promise<void> {
    await this.#requireView().back()
  }

  async reload(): Promise<void> {
    await this.#requireView().reload()
  }

  /** The Face tells its own CSS pixels; at another zoom they are not the window's. */
  place({ x, y, width, height }: ParsedInput<'view.place'>): void {
    const zoom = this.window.webContents.getZoomFactor()
    const scale = (pixels: number): number => Math.round(pixels * zoom)
    this.#bounds = { x: scale(x), y: scale(y), width: scale(width), height: scale(height) }
    this.#view?.place(this.#bounds)
  }

  hide(): void {
    this.#bounds = null
    this.#view?.hide()
  }

  /**
   * One agreed picture (rule 1): the Vault checks and consumes both agreements before a pixel is read, and the bytes go to it and nowhere
   * else. Whatever goes wrong after that is recorded as a picture that was not kept.
   */
  async takePicture(): Promise<Output<'capture.take'>> {
    const startedMs = performance.now()
    const view = this.#requireView()
    const { visitId, url } = view.state()
    if (visitId === null || url === '') throw coded('capture.nothing', 'No page is open. Open the page first.')
    const { captureId } = await this.vault.ask('capture.begin', { visitId, url })
    try {
      const { parts, widthPx, heightPx, takenAt, title } = await view.capture()
      const png = await this.#handOver(captureId, parts)
      const kept = await this.vault.ask('capture.store', { captureId, png, widthPx, heightPx, takenAt: takenAt.toISOString(), title })
      png.fill(0)
      return { ...kept, millis: performance.now() - startedMs }
    } catch (error) {
      await this.vault.ask('capture.fail', { captureId, ...describeError(error) }).catch(() => undefined)
      throw error
    }
  }

  /** Piece by piece, each forgotten as soon as it is over there: copying 20 MB at once would keep STOP waiting. Answers the last piece. */
  async #handOver(captureId: string, parts: readonly Buffer[]): Promise<Buffer> {
    try {
      for (const part of parts.slice(0, -1)) {
        await this.vault.ask('capture.part', { captureId, bytes: part })
        part.fill(0)
      }
    } catch (error) {
      for (const part of parts) part.fill(0)
      throw error
    }
    return parts.at(-1) ?? Buffer.alloc(0)
  }

  /** HALT (rule 2). Synchronous up to the view's removal; what is recorded afterwards cannot hold it up or undo it. */
  halt(cause: Exclude<HaltCause, 'triage'>, categoryId: string | null, matchedUrl?: string): Promise<Output<'halt'>> {
    const shown = this.state()
    const removed = this.#view?.halt() ?? null
    this.#view = null
    const haltedAt = new Date().toISOString()
    const blankAfterMs = removed?.removedAfterMs ?? null
    if (!this.#case) return this.vault.pass('room.state', {}) as Promise<Output<'halt'>>
    this.tellFace({ name: 'halted', body: { cause, at: haltedAt, blankAfterMs } })
    this.tellFace({ name: 'view.changed', body: noView })
    const { caseId, reference } = this.#case
    const marker = { format: 'incident-room/halt', version: 1, caseId, reference, haltedAt, cause, categoryId } as const
    const marked = writeHaltMarker(this.home, marker)
    marked.catch(() => {
      this.#markLater(marker)
    })
    const recorded = this.vault.ask('halt.record', {
      cause,
      categoryId,
      url: shown.url === '' ? null : shown.url,
      ...(matchedUrl === undefined ? {} : { matchedUrl: matchedUrl.slice(0, 32_768) }),
      visitId: shown.visitId,
      haltedAt,
      blankAfterMs,
    })
    return this.#settleHalt(marked, recorded)
  }

  /** The record may fail where the marker was written, and the other way round; either alone comes back halted. */
  async #settleHalt(marked: Promise<void>, recorded: Promise<Output<'halt'>>): Promise<Output<'halt'>> {
    const [marking, recording] = await Promise.allSettled([marked, recorded])
    if (recording.status === 'rejected' && marking.status === 'rejected')
      throw coded(
        'halt.unrecorded',
        'The review is halted and the page is gone, but this could not be written down: the disk may be full. Note the time, and do not restart.',
      )
    // Asked again: the marker may have been written after the Vault looked.
    return this.vault.pass('room.state', {}) as Promise<Output<'halt'>>
  }

  /** A full disk gets room again: until the marker is there, it is tried again for as long as the application runs. */
  #markLater(marker: HaltMarker): void {
    setTimeout(() => {
      writeHaltMarker(this.home, marker).catch(() => {
        this.#markLater(marker)
      })
    }, markAgainMs)
  }

  #requireView(): EvidenceView {
    if (!this.#view || this.#view.destroyed) throw coded('view.nothing-open', 'No page is open. Type an address first.')
    return this.#view
  }

  #makeView(): EvidenceView {
    const view = createEvidenceView(this.window, {
      requestVisit: async (url, cause) => (await this.vault.ask('visit.request', { url, cause })).visitId,
      recordVisit: (visitId: VisitId, record) => {
        void this.#recordVisit(view, visitId, record).catch(() => undefined)
      },
      recordRefusal: (kind, url, detail) => {
        void this.vault.ask('visit.refuse', { kind, url, detail }).catch(() => undefined)
      },
      viewChanged: (body) => {
        this.tellFace({ name: 'view.changed', body })
      },
      isKnown: (url) => this.#known.holds(url),
      knownAsked: (url) => {
        void this.halt('known-list', this.#known.categoryId, url).catch(() => undefined)
      },
      stopKey: () => {
        void this.halt('key', null).catch(() => undefined)
      },
    })
    if (this.#bounds) view.place(this.#bounds)
    return view
  }

  /** Records it, and then has the page's own words looked at: it may be one in place of a blocked page. */
  async #recordVisit(view: EvidenceView, visitId: VisitId, record: VisitRecord): Promise<void> {
    await this.vault.ask('visit.record', { visitId, record })
    if (record.failure !== null || view.destroyed) return
    const text = await view.readText(textLimit)
    if (view.state().visitId === visitId) await this.vault.ask('visit.read', { visitId, text })
  }

  #recordRefusedAddress(typed: string): void {
    const url = typed.trim().slice(0, 2_000)
    if (url !== '') void this.vault.ask('visit.refuse', { kind: 'scheme', url, detail: 'Typed by the two' }).catch(() => undefined)
  }
}
