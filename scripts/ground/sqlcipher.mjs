// SQLCipher 4 as a program, for the test that opens a case without this product. Debian's own is version 3, which cannot read
// the files of version 4; so the unchanged source is taken from the registry and built, once for each user.

import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachedFolder, hashOf, hashOfFiles } from './cache.mjs'
import { runQuietly } from './child.mjs'
import { sqlcipherPin } from './pins.mjs'
import { say } from './progress.mjs'
import { unpackPinned } from './registry-package.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const front = 'sqlcipher-shell.c'
const options = [
  '-O1',
  '-DHAVE_STDINT_H',
  '-DSQLITE_HAS_CODEC',
  '-DSQLCIPHER_CRYPTO_OPENSSL',
  '-DSQLITE_TEMP_STORE=2',
  '-DSQLITE_THREADSAFE=1',
  '-DSQLITE_EXTRA_INIT=sqlcipher_extra_init',
  '-DSQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown',
]

/** Answers a folder that holds the program `sqlcipher`, built first (about a minute) when it is not in the cache. */
export async function ensureSqlcipher() {
  const key = hashOf(process.platform, process.arch, sqlcipherPin.integrity, ...options, await hashOfFiles(here, [front]))
  return cachedFolder(`sqlcipher-${key}`, async (folder) => {
    say('Building SQLCipher 4 (about a minute, once)')
    await unpackPinned(sqlcipherPin, folder)
    const source = join(folder, sqlcipherPin.source)
    await copyFile(join(here, front), join(source, front))
    const files = [join(source, 'sqlite3.c'), join(source, front)]
    await runQuietly('cc', [...options, '-o', join(folder, 'sqlcipher'), ...files, '-lcrypto', '-ldl', '-lpthread', '-lm'])
  })
}
