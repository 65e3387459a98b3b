// A log can be checked without any other file because it names its people with their public log keys itself.
import type { CaseEntry, SchoolEntry } from 'shared/events'
import type { PersonOnRecord } from 'shared/parts'

/** The people whom one entry puts on record, with their keys. Empty for most entries. */
export function peoplePutOnRecord(entry: CaseEntry | SchoolEntry): readonly PersonOnRecord[] {
  switch (entry.type) {
    case 'case.opened':
      return entry.body.people
    case 'person.noted':
    case 'person.enrolled':
      return [entry.body.person]
    default:
      return []
  }
}
