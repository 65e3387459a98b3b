// Takes a picture of the whole page: runs the steps in order and puts back what they changed. The bytes
// exist in memory only; whoever asked for them stores them or forgets them.
import { coded, CodedError } from 'shared/errors'
import { connect } from './capture-steps/connect'
import { layOut } from './capture-steps/lay-out'
import { measure } from './capture-steps/measure'
import { screenshot } from './capture-steps/screenshot'
import { settle } from './capture-steps/settle'
import type { CaptureRun, CaptureStep } from './capture-steps/step'
import type { DebuggerChannel } from './debugger-channel'

const steps: readonly CaptureStep[] = [settle, connect, layOut, settle, measure, screenshot]

/** A whole capture is over by then, well or badly. */
const captureLimitMs = 60_000

export interface Picture {
  /** PNG, lossless, 8 bits a channel; in pieces. */
  readonly parts: readonly Buffer[]
  readonly sizeBytes: number
  readonly widthPx: number
  readonly heightPx: number
  readonly takenAt: Date
  /** Milliseconds each step took. */
  readonly millis: Readonly<Record<string, number>>
}

export interface PictureOrder {
  readonly channel: DebuggerChannel
  /** Throws when the capture must not go on; asked before every step and every slice. */
  readonly mustGoOn: () => void
  /** Has the page laid out anew with its scroll bars, which Chromium takes away for a picture. */
  readonly restoreLayout: () => Promise<void>
}

/**
 * Runs the steps of a capture.
 * @throws `capture.page-hangs`, `capture.nothing`, `capture.too-large`, `capture.unreadable`, `capture.seam`, `capture.failed`, and what `mustGoOn` throws
 */
export async function takePicture({ channel, mustGoOn, restoreLayout }: PictureOrder): Promise<Picture> {
  const overAt = performance.now() + captureLimitMs
  const goOn = () => {
    mustGoOn()
    if (performance.now() > overAt)
      throw coded('capture.failed', 'Taking the picture took too long. Try again, or describe in words what you see.')
  }
  const run: CaptureRun = {
    channel,
    mustGoOn: goOn,
    restoreLayout,
    undo: [],
    readPixels: neverConnected,
    size: { width: 0, height: 0 },
    picture: null,
  }
  try {
    return await runSteps(run)
  } catch (error) {
    // The reason why it must not go on comes before what went wrong because of it.
    goOn()
    if (error instanceof CodedError) throw error
    throw coded('capture.failed', 'The picture could not be taken. Try again, or describe in words what you see.')
  } finally {
    // A page that has gone meanwhile needs nothing put back.
    await Promise.allSettled(run.undo.map((putBack) => putBack()))
  }
}

async function runSteps(run: CaptureRun): Promise<Picture> {
  const millis: Record<string, number> = {}
  for (const step of steps) {
    run.mustGoOn()
    const startedAt = performance.now()
    await step.take(run)
    millis[step.name] = (millis[step.name] ?? 0) + performance.now() - startedAt
  }
  if (!run.picture) throw coded('capture.failed', 'The picture could not be taken. Try again, or describe in words what you see.')
  return { ...run.picture, millis }
}

function neverConnected(): Promise<never> {
  throw coded('capture.failed', 'The picture could not be taken. Try again, or describe in words what you see.')
}
