// A case file can be put back as it was last week, and every hash and signature in it still holds. Only something outside it can tell: the
// school's log notes how far each case had come.
import { coded } from 'shared/errors'
import type { CaseFact, SchoolFact } from 'shared/events'
import type { CaseId, LogPlace } from 'shared/parts'

/**
 * Going on with a file that does not hold what was noted of it, by both and with a reason; nothing where it does.
 * @param hashAtNoted the hash of the file's entry with the noted number, null where it has none
 * @throws `case.rolled-back` where nobody has said that they want to go on
 */
export function decideOlderCopy(
  { caseId, checkpoint }: { readonly caseId: CaseId; readonly checkpoint: LogPlace | null },
  hashAtNoted: string | null,
  found: LogPlace,
  reason: string | undefined,
): { inCase: CaseFact; inSchool: SchoolFact } | null {
  if (checkpoint === null || hashAtNoted === checkpoint.hash) return null
  if (reason === undefined) {
    throw coded(
      'case.rolled-back',
      hashAtNoted === null
        ? `This case file ends at entry ${found.seq}, but entry ${checkpoint.seq} is on record: the file was cut, or replaced by an older copy. Look for the newer one, first in the backups. To go on with this one, both of you confirm and say why.`
        : `Entry ${checkpoint.seq} of this case file is not the one on record: the file was replaced by another. Look for the right one, first in the backups. To go on with this one, both of you confirm and say why.`,
    )
  }
  const body = { noted: checkpoint, found, reason }
  return { inCase: { type: 'case.copy-accepted', body }, inSchool: { type: 'case.copy-accepted', body: { caseId, ...body } } }
}
