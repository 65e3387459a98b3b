// A picture that both have agreed to, on its way from the view to the log: its pieces are in memory only, and zeroed when they are joined or
// given up.
import { coded } from 'shared/errors'
import type { VisitId } from 'shared/parts'

/** Far above what a page within the limits of a capture makes. */
const fileLimitBytes = 400_000_000

export class AgreedCapture {
  readonly #parts: Uint8Array[] = []
  #sizeBytes = 0

  constructor(
    readonly visitId: VisitId,
    readonly url: string,
  ) {}

  /** @throws `capture.too-large` */
  add(part: Uint8Array): void {
    this.#sizeBytes += part.byteLength
    this.#parts.push(part)
    if (this.#sizeBytes <= fileLimitBytes) return
    this.forget()
    throw coded('capture.too-large', 'The picture is too large to be kept. Describe in words what you see.')
  }

  /** The whole file; the pieces are gone. The caller zeroes it. */
  takeFile(): Uint8Array {
    const file = new Uint8Array(this.#sizeBytes)
    let at = 0
    for (const part of this.#parts) {
      file.set(part, at)
      at += part.byteLength
    }
    this.forget()
    return file
  }

  forget(): void {
    for (const part of this.#parts) part.fill(0)
    this.#parts.length = 0
    this.#sizeBytes = 0
  }
}
