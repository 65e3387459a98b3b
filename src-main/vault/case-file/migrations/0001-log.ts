// Version 1: the log, the exhibits and the commands already applied. Nothing in these tables is ever changed or taken out,
// and the file itself refuses it, whatever program writes to it.
import type { Migration } from './migration'

const appendOnly = ['log', 'events', 'blobs', 'blob_parts', 'commands']
  .flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (act) =>
        `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`,
    ),
  )
  .join('\n')

export const createLog: Migration = {
  version: 1,
  sql: `
    CREATE TABLE log (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
      log_id TEXT NOT NULL CHECK (length(log_id) = 32)
    ) STRICT;

    -- text is the exact RFC 8785 JSON whose SHA-256 is hash; signatures is JSON, [{personId, signature}].
    CREATE TABLE events (
      seq INTEGER PRIMARY KEY CHECK (seq >= 1),
      text TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
      signatures TEXT NOT NULL
    ) STRICT;

    CREATE TABLE blobs (
      blob_id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
      mime_type TEXT NOT NULL,
      size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
      parts INTEGER NOT NULL CHECK (parts >= 0)
    ) STRICT;

    -- A blob's bytes in order, 1 MiB to a row, the last one shorter.
    CREATE TABLE blob_parts (
      blob_id INTEGER NOT NULL REFERENCES blobs (blob_id),
      part INTEGER NOT NULL CHECK (part >= 0),
      bytes BLOB NOT NULL,
      UNIQUE (blob_id, part)
    ) STRICT;

    -- What each command wrote, so that a retry is answered and not written again. digest is over what was asked.
    CREATE TABLE commands (
      command_id TEXT PRIMARY KEY,
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      first_seq INTEGER NOT NULL REFERENCES events (seq),
      last_seq INTEGER NOT NULL REFERENCES events (seq),
      CHECK (first_seq <= last_seq)
    ) STRICT, WITHOUT ROWID;

    ${appendOnly}

    -- INSERT OR REPLACE would otherwise take a row out without any DELETE trigger.
    CREATE TRIGGER events_next BEFORE INSERT ON events
      WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM events) OR EXISTS (SELECT 1 FROM events WHERE hash = NEW.hash)
      BEGIN SELECT RAISE(ABORT, 'events is append-only'); END;
    CREATE TRIGGER blobs_next BEFORE INSERT ON blobs
      WHEN EXISTS (SELECT 1 FROM blobs WHERE sha256 = NEW.sha256 OR blob_id = NEW.blob_id)
      BEGIN SELECT RAISE(ABORT, 'blobs is append-only'); END;
    CREATE TRIGGER blob_parts_next BEFORE INSERT ON blob_parts
      WHEN NEW.part <> (SELECT count(*) FROM blob_parts WHERE blob_id = NEW.blob_id)
        OR NEW.part >= (SELECT parts FROM blobs WHERE blob_id = NEW.blob_id)
      BEGIN SELECT RAISE(ABORT, 'blob_parts is append-only'); END;
    CREATE TRIGGER commands_next BEFORE INSERT ON commands
      WHEN EXISTS (SELECT 1 FROM commands WHERE command_id = NEW.command_id)
      BEGIN SELECT RAISE(ABORT, 'commands is append-only'); END;
    CREATE TRIGGER log_next BEFORE INSERT ON log
      WHEN EXISTS (SELECT 1 FROM log)
      BEGIN SELECT RAISE(ABORT, 'log is append-only'); END;
  `,
}
