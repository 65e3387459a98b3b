// Reads the harness's notes by kind, so that a test says only what it looks for.
import type { RefusalKind, VisitRecord } from 'shared/parts'
import type { Note } from './harness'
import { waitFor, type Room } from './launch'

type NoteOf<T extends Note['type']> = Extract<Note, { type: T }>

export const requestsOf = (notes: readonly Note[]) => notes.filter((note): note is NoteOf<'requested'> => note.type === 'requested')
export const recordsOf = (notes: readonly Note[]) => notes.filter((note): note is NoteOf<'recorded'> => note.type === 'recorded')
export const refusalsOf = (notes: readonly Note[], kind: RefusalKind) =>
  notes.filter((note): note is NoteOf<'refused'> => note.type === 'refused' && note.kind === kind)

/** Waits for the record of a visit to an address whose end is given. */
export function recordOf(room: Room, requestedEnd: string, limitMs?: number): Promise<VisitRecord> {
  return waitFor(
    async () => recordsOf(await room.notes()).find(({ record }) => record.requestedUrl.endsWith(requestedEnd))?.record,
    limitMs,
  )
}

/** Waits for a refusal. */
export function refusalOf(room: Room, kind: RefusalKind) {
  return waitFor(async () => refusalsOf(await room.notes(), kind)[0])
}

/** Waits until the page has drawn: before that Chromium drops clicks and keys. */
export async function untilDrawn(room: Room): Promise<void> {
  await waitFor(() => room.inPage('document.readyState === "complete"'))
  await room.inPage('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))')
}
