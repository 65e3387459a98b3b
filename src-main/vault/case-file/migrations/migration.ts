// How the tables of a file come from one version to the next: in order, one transaction each, never edited once released.
import { coded } from 'shared/errors'
import type { Connection } from '../connection'

export interface Migration {
  /** The file's `user_version` afterwards; the first is 1, the next one more. */
  readonly version: number
  readonly sql: string
}

/**
 * Brings a file up to the last of `migrations`, and does nothing where it is there already.
 * @throws `file.newer` for a file of a later version, which is left untouched
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  const found = readVersion(connection)
  if (found > migrations.length) {
    throw coded(
      'file.newer',
      'This file was written by a newer version of Incident Room. It was left untouched. Install the newest version and open it again.',
    )
  }
  for (const migration of migrations.slice(found)) {
    connection
      .transaction(() => {
        connection.exec(migration.sql)
        connection.pragma(`user_version = ${migration.version}`)
      })
      .immediate()
  }
}

/** The schema version of a file; 0 before the first migration. */
export function readVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}
