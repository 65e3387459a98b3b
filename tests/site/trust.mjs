// Makes Chromium on Linux trust the site's throw-away authority by the system's own way: a certificate store in the home folder
// (NSS, `certutil` of libnss3-tools). The application itself has no switch that would make it trust anything.

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Makes a new home folder whose certificate store trusts one authority. Start the application with `HOME` set to it.
 * @param {string} caPem
 * @returns {Promise<string>} the folder; the caller removes it
 * @throws {Error} where `certutil` is not installed
 */
export async function makeTrustingHome(caPem) {
  const home = await mkdtemp(join(tmpdir(), 'incident-room-home-'))
  const store = join(home, '.pki', 'nssdb')
  const certificate = join(home, 'ca.pem')
  await mkdir(store, { recursive: true })
  await writeFile(certificate, caPem)
  await run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password'])
  await run('certutil', ['-A', '-d', `sql:${store}`, '-n', 'Throw-away authority of the sample site', '-t', 'C,,', '-i', certificate])
  return home
}
