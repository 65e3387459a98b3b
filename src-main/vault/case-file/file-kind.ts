// A case file and the school's file are the same kind of log, told apart by a number inside the encrypted file.

export type FileKind = 'case' | 'school'

/** SQLite's `application_id`: “IRca” and “IRsc” in ASCII. */
export const applicationIds: Readonly<Record<FileKind, number>> = { case: 0x49_52_63_61, school: 0x49_52_73_63 }

/**
 * Whether an entry may be without a signature. In a case nothing happens without somebody present; the school's log also
 * holds a failed sign-in, and its own beginning.
 */
export const allowsUnsigned: Readonly<Record<FileKind, boolean>> = { case: false, school: true }
