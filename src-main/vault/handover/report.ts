// What a check of a handover says: one verdict, and for everything that is wrong where it is and a sentence about it.

/** A place (a file of the bag, or an entry of its log) and a sentence. */
export interface Finding {
  readonly where: string
  readonly sentence: string
}

/** What the bundle is, as far as it could be read; null where it could not. */
export interface BundleSummary {
  readonly reference: string | null
  readonly school: string | null
  /** Name and position of the person who handed it over, from a certificate that the school's authority issued. */
  readonly signedBy: string | null
  /** UTC instant that the signature tells. */
  readonly signedAt: string | null
  readonly recipient: string | null
  readonly entries: number | null
  readonly exhibits: number | null
  readonly withheld: number | null
  /** SHA-256 of the school authority's certificate, 64 lower-case hex digits. */
  readonly caFingerprint: string | null
}

export interface Report {
  /** `intact`: all of it is as it was signed. `altered`: at least one finding. `unreadable`: it could not be checked at all. */
  readonly verdict: 'intact' | 'altered' | 'unreadable'
  readonly findings: readonly Finding[]
  /** Worth a person's eye, but not a fault. */
  readonly remarks: readonly Finding[]
  readonly summary: BundleSummary
}

export const nothingRead: BundleSummary = {
  reference: null,
  school: null,
  signedBy: null,
  signedAt: null,
  recipient: null,
  entries: null,
  exhibits: null,
  withheld: null,
  caFingerprint: null,
}

/** Gathers findings while a check runs, each once. */
export class Findings {
  readonly all: Finding[] = []
  readonly #said = new Set<string>()
  readonly #places = new Set<string>()

  add(where: string, sentence: string): void {
    const said = JSON.stringify([where, sentence])
    if (this.#said.has(said)) return
    this.#said.add(said)
    this.#places.add(where)
    this.all.push({ where, sentence })
  }

  /** Whether something is wrong at exactly this place already. */
  names(where: string): boolean {
    return this.#places.has(where)
  }
}
