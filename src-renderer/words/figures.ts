// Sizes, counts and fingerprints as people compare them.

/** "9f2c 41ab 77e0 … 5d13": the ends of a SHA-256, for comparing by eye. */
export const tellEnds = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)} ${hash.slice(8, 12)} … ${hash.slice(-4)}`

/** A whole SHA-256 in groups of four, for reading out. */
export const tellGroups = (hash: string): string => hash.match(/.{1,4}/g)?.join(' ') ?? ''

/** A text with every SHA-256 in it cut to its ends. */
export const shortenHashes = (text: string): string => text.replace(/\b[0-9a-f]{64}\b/g, tellEnds)

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

/** "812 bytes", "14 KB", "2.4 MB" in powers of ten. */
export function tellSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

export const tellCount = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

/** "Amina Malik and Tom Jarvis", "a, b and c" */
export function joinNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

const letters = new Intl.Segmenter('en-GB')

/** The first letters of a name, for the disc beside it: first and last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends
    .map(
      (word) =>
        letters
          .segment(word ?? '')
          .containing(0)
          ?.segment.toLocaleUpperCase('en-GB') ?? '',
    )
    .join('')
}

export const firstName = (name: string): string => name.trim().split(/\s+/u)[0] ?? name
