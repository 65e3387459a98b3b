// Version 2: a place for what the log comes to, so that opening a long one is quick. It is no evidence: it may be changed and taken
// out, checking ignores it, and without it everything is read again from the log.
import type { Migration } from './migration'

export const addSnapshot: Migration = {
  version: 2,
  sql: `
    -- text is whatever the version of the application named by build folded the log into, up to the entry seq with this hash.
    CREATE TABLE snapshot (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      build TEXT NOT NULL,
      seq INTEGER NOT NULL,
      hash TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
  `,
}
