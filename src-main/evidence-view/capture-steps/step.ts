// What every step of a capture has in hand, and what it leaves for the next.
import type { DebuggerChannel } from '../debugger-channel'

export interface CaptureRun {
  readonly channel: DebuggerChannel
  /** Throws when the capture must not go on: the review was halted, or another page came. */
  readonly mustGoOn: () => void
  /** Has the page laid out anew with its scroll bars. */
  readonly restoreLayout: () => Promise<void>
  /** What is to be put back when the capture is over, well or badly. */
  readonly undo: (() => Promise<void>)[]
  /** Reads a part of the page, seen or not, as PNG; set by the step that connects. */
  readPixels: (clip: Clip) => Promise<Uint8Array>
  /** The whole page in CSS pixels; set by the step that measures. */
  size: { readonly width: number; readonly height: number }
  /** The finished picture; set by the step that reads the pixels. */
  picture: {
    readonly parts: readonly Buffer[]
    readonly sizeBytes: number
    readonly widthPx: number
    readonly heightPx: number
    readonly takenAt: Date
  } | null
}

/** In CSS pixels of the whole page. */
export interface Clip {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface CaptureStep {
  readonly name: string
  readonly take: (run: CaptureRun) => Promise<void>
}
