// Starting other programs: quietly (output kept, shown only on failure) or with this terminal as theirs.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { SetupError } from './progress.mjs'

/**
 * @typedef {object} ChildOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the program is ended after this long
 */

/**
 * Runs a program to its end and answers its standard output.
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<string>}
 * @throws {SetupError} with the last lines the program wrote, when it fails
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: needsShell(command),
    })
    let out = ''
    let all = ''
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      out += text
      all = (all + text).slice(-20_000)
    })
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      all = (all + text).slice(-20_000)
    })
    child.once('error', (error) => {
      reject(new SetupError(`Could not start ${command}: ${error.message}`))
    })
    child.once('close', (code) => {
      if (code === 0) {
        resolve(out)
        return
      }
      const lastLines = all.trimEnd().split('\n').slice(-25).join('\n')
      reject(new SetupError(`${command} ${args.join(' ')} failed (${String(code)}):\n${lastLines}`))
    })
  })
}

/**
 * Runs a program in this terminal, passing on interrupts, and answers its exit code (128 + signal when it was ended by one).
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<number>}
 */
export function runInTerminal(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: 'inherit',
      shell: needsShell(command),
    })
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => child.kill(signal)
    process.on('SIGINT', passOn).on('SIGTERM', passOn).on('SIGHUP', passOn)
    child.once('error', (error) => {
      reject(new SetupError(`Could not start ${command}: ${error.message}`))
    })
    child.once('close', (code, signal) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn).off('SIGHUP', passOn)
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/**
 * npm is a .cmd on Windows, which Node starts only through the shell.
 * @param {string} command
 */
function needsShell(command) {
  return process.platform === 'win32' && command === 'npm'
}
