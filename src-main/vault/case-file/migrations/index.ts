// Every migration there has ever been, in order. Add at the end; change none.
import { createLog } from './0001-log'
import { addSnapshot } from './0002-snapshot'
import type { Migration } from './migration'

export const migrations: readonly Migration[] = [createLog, addSnapshot]
