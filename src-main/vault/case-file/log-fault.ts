// What is wrong with a log, and exactly where. Checking stops at the first thing that is wrong, because everything after it
// rests on it.
import { CodedError } from 'shared/errors'

/** Where in the log or its file: an entry's number, an exhibit's hash, a page of the file (counted from 1). */
export interface FaultPlace {
  readonly seq?: number
  readonly blob?: string
  readonly page?: number
}

/** A coded refusal that also names the place. */
export class LogFault extends CodedError {
  readonly at: FaultPlace

  constructor(code: string, at: FaultPlace, sentence: string) {
    super(code, sentence)
    this.name = 'LogFault'
    this.at = at
  }
}

/** A fault in entry `seq`; `what` completes the sentence "Entry 12 ...". */
export function faultInEntry(code: string, seq: number, what: string): LogFault {
  return new LogFault(code, { seq }, `Entry ${seq} ${what}`)
}
