// Exhibits and documents lie beside the log and are named in it by hash. Which fields do the naming is a rule of spelling,
// so that events to come need no list here.

/**
 * The SHA-256 hashes of the blobs that an event's body names: each text field called `blob` or `...Blob`, each list called
 * `blobs` or `...Blobs`, at any depth.
 */
export function namedBlobs(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(namedBlobs)
  if (body === null || typeof body !== 'object') return []
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    if (/(^b|B)lob$/.test(name) && typeof value === 'string') return [value]
    if (/(^b|B)lobs$/.test(name) && Array.isArray(value)) return value.filter((hash) => typeof hash === 'string')
    return namedBlobs(value)
  })
}
