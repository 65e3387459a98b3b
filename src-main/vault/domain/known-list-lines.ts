// Reads the text of a known list line by line as it arrives, so that a file of a million lines is never in memory twice. The format is in
// docs/known-list.md; anything that is not in it refuses the whole file, with the numbers of the lines.
import { coded } from 'shared/errors'
import { mostDigests } from 'shared/known-list'

const mostLineLength = 500
const mostFaultsTold = 5

export interface ReadList {
  readonly title: string
  /** Null where the list does not say: child sexual abuse is meant. */
  readonly categoryId: string | null
  /** Digests in hexadecimal, ascending, each once. */
  readonly hosts: readonly string[]
  readonly urls: readonly string[]
}

export class KnownListLines {
  #rest = ''
  #lineNumber = 0
  #title = ''
  #categoryId: string | null = null
  readonly #hosts: string[] = []
  readonly #urls: string[] = []
  readonly #faults: number[] = []
  #faultCount = 0

  /** @throws `known-list.too-long` */
  take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#readLine(line)
    // A line without an end is no list; it must not fill the memory either.
    if (this.#rest.length > mostLineLength) this.#rest = this.#rest.slice(0, mostLineLength + 1)
    if (this.#hosts.length + this.#urls.length > mostDigests)
      throw coded(
        'known-list.too-long',
        `The list holds more than ${mostDigests.toLocaleString('en-GB')} digests. Split it, and import the part that matters.`,
      )
  }

  /** @throws `known-list.lines` (names the lines), `known-list.empty`, `known-list.too-long` */
  end(): ReadList {
    this.take('\n')
    if (this.#faultCount > 0) {
      const told = this.#faults.join(', ') + (this.#faultCount > this.#faults.length ? ' and others' : '')
      throw coded(
        'known-list.lines',
        `Nothing was imported: ${this.#faultCount.toLocaleString('en-GB')} ${this.#faultCount === 1 ? 'line is' : 'lines are'} not as a known list has them (line ${told}). Correct the file and import it again.`,
      )
    }
    const [hosts, urls] = [this.#hosts, this.#urls].map(sortOnce) as [string[], string[]]
    if (hosts.length + urls.length === 0)
      throw coded(
        'known-list.empty',
        'Nothing was imported: the file holds no digest. Each line is host: or url: and 64 hexadecimal digits.',
      )
    return { title: this.#title || 'Known list', categoryId: this.#categoryId, hosts, urls }
  }

  #readLine(ended: string): void {
    this.#lineNumber += 1
    const line = (this.#lineNumber === 1 ? ended.replace(/^\ufeff/, '') : ended).trim()
    if (line === '' || line.startsWith('#')) return
    const [, kind, value] = /^(host|url|title|category):\s*(.+)$/i.exec(line.length > mostLineLength ? '' : line) ?? []
    if (kind === undefined || value === undefined || !this.#keep(kind.toLowerCase(), value)) {
      this.#faultCount += 1
      if (this.#faults.length < mostFaultsTold) this.#faults.push(this.#lineNumber)
    }
  }

  #keep(kind: string, value: string): boolean {
    if (kind === 'title') this.#title = value.slice(0, 200)
    else if (kind === 'category') this.#categoryId = value
    else if (!/^[0-9a-f]{64}$/i.test(value)) return false
    else (kind === 'host' ? this.#hosts : this.#urls).push(value.toLowerCase())
    return true
  }
}

function sortOnce(digests: string[]): string[] {
  digests.sort()
  return digests.filter((digest, place) => digest !== digests[place - 1])
}
