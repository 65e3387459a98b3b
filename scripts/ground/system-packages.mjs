// What the operating system must bring: a display and the libraries Electron links to, fonts, a C++ compiler for the
// addon, and the outside judges that the tests ask. On Debian as root they are installed; elsewhere one line says what is missing.

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runQuietly } from './child.mjs'
import { say, SetupError } from './progress.mjs'

/** Debian packages; where a name changed between releases, the alternatives in order of age. */
const debianPackages = [
  ['procps'],
  ['xvfb'],
  ['x11-utils'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libnss3-tools'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libnotify4'],
  ['libxss1'],
  ['libxtst6'],
  ['fonts-liberation'],
  ['fonts-dejavu-core'],
  ['python3'],
  ['make'],
  ['g++'],
  ['poppler-utils'],
  ['qpdf'],
  ['p7zip-full', '7zip'],
  ['openssl'],
  ['age'],
  ['jq'],
  ['strace'],
  ['xxd'],
  ['libssl-dev'],
]

/** Programs that show, on a system that is not Debian or not ours to change, what is missing. */
const programs = ['Xvfb', 'xwininfo', 'certutil', 'python3', 'make', 'g++', 'pdfsig', 'qpdf', '7z', 'openssl', 'age', 'jq', 'xxd', 'strace']

/** Sees to the system packages on Linux; on other systems there is nothing to install. */
export async function ensureSystemPackages() {
  if (process.platform !== 'linux') return
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) await installOnDebian()
  else nameMissingPrograms()
}

async function installOnDebian() {
  const installed = await listInstalled(debianPackages.flat())
  const missing = debianPackages.filter((names) => !names.some((name) => installed.has(name)))
  if (missing.length === 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  say('Updating the list of Debian packages')
  await runQuietly('apt-get', ['update', '-q'], { env })
  const names = await Promise.all(missing.map(chooseName))
  say(`Installing Debian packages: ${names.join(', ')}`)
  await runQuietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env })
}

/**
 * @param {string[]} names
 * @returns {Promise<Set<string>>}
 */
async function listInstalled(names) {
  // dpkg-query fails when it does not know one of the names; the shell keeps what it said about the others.
  const listing = await runQuietly('sh', [
    '-c',
    `dpkg-query -W -f='\${db:Status-Status} \${Package}\\n' "$@" 2>/dev/null || true`,
    'sh',
    ...names,
  ])
  const lines = listing.split('\n').filter((line) => line.startsWith('installed '))
  return new Set(lines.map((line) => line.slice('installed '.length)))
}

/** @param {string[]} names */
async function chooseName(names) {
  for (const name of names) {
    const known = await runQuietly('apt-cache', ['show', '--no-all-versions', name]).catch(() => '')
    if (known.includes('Filename:')) return name
  }
  throw new SetupError(`Debian has none of these packages: ${names.join(', ')}.`)
}

function nameMissingPrograms() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const missing = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))))
  if (missing.length === 0) return
  const packages = debianPackages.map(([name = '']) => name).join(' ')
  say(`Not found here: ${missing.join(', ')}. Install them first if something below fails; on Debian: apt-get install ${packages}`)
}
