// `npm run verify`, after its set-up: reads the arguments, asks for the passphrase where one is needed, and turns the report into
// words and an exit code.
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import type { Report } from '../../src-main/vault/handover/report'
import { tellReport } from '../../src-main/vault/handover/tell-report'
import { verifyBundle } from '../../src-main/vault/handover/verify'
import { needsPassphrase } from '../../src-main/vault/handover/zip-bundle'

export const exitCodes: Record<Report['verdict'], number> = { intact: 0, altered: 1, unreadable: 2 }

const usage = `Usage: npm run verify -- <zip or folder> [--passphrase-file FILE] [--ca-fingerprint SHA256] [--json]

Checks a handover of Incident Room. The passphrase of a zip is read from the file's first line, or from the
environment variable INCIDENT_ROOM_PASSPHRASE, or asked for. Exit code: 0 intact, 1 altered, 2 unreadable.
`

/**
 * Runs the command.
 * @param args what stands after `npm run verify --`
 * @returns the exit code
 */
export async function runVerifyCommand(args: string[]): Promise<number> {
  const { path: asTyped, passphraseFile, caFingerprint, json } = readArguments(args) ?? {}
  if (asTyped === undefined) {
    process.stderr.write(usage)
    return exitCodes.unreadable
  }
  const path = findPath(asTyped)
  const passphrase = await findPassphrase(path, passphraseFile)
  const report = await verifyBundle({ path, passphrase }, { trustedCaFingerprint: caFingerprint })
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `\n${tellReport(report)}`)
  return exitCodes[report.verdict]
}

interface Arguments {
  readonly path: string
  readonly passphraseFile: string | undefined
  readonly caFingerprint: string | undefined
  readonly json: boolean
}

function readArguments(args: string[]): Arguments | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'passphrase-file': { type: 'string' }, 'ca-fingerprint': { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) return null
    return { path, passphraseFile: values['passphrase-file'], caFingerprint: values['ca-fingerprint'], json: values.json }
  } catch {
    return null
  }
}

/** npm runs a script in the folder of its package; what a person types is seen from where they stand. */
function findPath(asTyped: string): string {
  const fromThere = resolve(process.env.INIT_CWD ?? '.', asTyped)
  return existsSync(asTyped) || !existsSync(fromThere) ? asTyped : fromThere
}

/** The passphrase, or null where none is needed or none can be had; the report then says what is missing. */
async function findPassphrase(path: string, passphraseFile: string | undefined): Promise<string | null> {
  const isNeeded = await stat(path).then(
    (about) => about.isFile() && needsPassphrase(path).catch(() => false),
    () => false,
  )
  if (!isNeeded) return null
  if (passphraseFile !== undefined) return readFirstLine(findPath(passphraseFile))
  if (process.env.INCIDENT_ROOM_PASSPHRASE !== undefined) return process.env.INCIDENT_ROOM_PASSPHRASE
  return process.stdin.isTTY ? askWithoutEcho('Passphrase of the zip (it is not shown): ') : null
}

async function readFirstLine(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) process.stderr.write('The passphrase file cannot be read.\n')
  return text?.replace(/^\uFEFF/, '').split(/\r?\n/)[0] ?? null
}

function askWithoutEcho(question: string): Promise<string | null> {
  const nowhere = new Writable({
    write: (_piece, _encoding, done) => {
      done()
    },
  })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  process.stderr.write(question)
  return new Promise((answer) => {
    terminal.once('close', () => {
      process.stderr.write('\n')
      answer(null)
    })
    terminal.once('line', (line) => {
      answer(line)
      terminal.close()
    })
  })
}
