// Whether the file under the log is sound: as long as it says it is, and its tables in order.
import { statSync } from 'node:fs'
import type { Connection } from './connection'
import { fileDamaged, fileTruncated } from './file-failures'
import { pageSizeBytes } from './page-seals'

/**
 * SQLite takes a last page of which a part is missing for a whole one until it reads it.
 * @throws `file.truncated`
 */
export function requireWhole(connection: Connection, path: string): void {
  if (statSync(path).size < declaredSizeBytes(connection)) throw fileTruncated()
}

/**
 * Reads all of the file from the disk, apart from the exhibits' bytes, which whoever checks the exhibits reads anyway: at
 * several gigabytes that is the difference between reading the file once and twice.
 * @throws `file.truncated`, `file.damaged`, or what SQLite throws at a damaged page
 */
export function checkPages(connection: Connection, path: string): void {
  requireWhole(connection, path)
  if (statSync(path).size > declaredSizeBytes(connection)) throw fileDamaged()
  // Pages that are in memory are no evidence of what is on the disk.
  connection.pragma('shrink_memory')
  for (const table of listTables(connection)) {
    const findings: unknown = connection.pragma(`integrity_check('${table}')`, { simple: true })
    if (findings !== 'ok') throw fileDamaged()
  }
}

function declaredSizeBytes(connection: Connection): number {
  return Number(connection.pragma('page_count', { simple: true })) * pageSizeBytes
}

function listTables(connection: Connection): string[] {
  const tables = connection.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'blob_parts'`)
  return ['sqlite_schema', ...tables.all().map(({ name }) => name)]
}
