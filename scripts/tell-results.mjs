// Tells the outcome of the last `npm test` in one line, counted from vitest's own report: `N passed, N failed`. A test file
// that could not be run at all counts as one failure; without a report nothing ran, and that is a failure too. The report is
// the last run's, or the file named as argument.

import { readFileSync } from 'node:fs'

/**
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: unknown[] }[]} testResults one entry per test file
 */

const report = readReport(process.argv[2] ?? new URL('../test-results/vitest.json', import.meta.url))
if (report === undefined) {
  process.stdout.write('No test ran.\n0 passed, 1 failed\n')
  process.exitCode = 1
} else {
  const unrunFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = report.numFailedTests + unrunFiles
  const skipped = report.numPendingTests + report.numTodoTests
  process.stdout.write(
    `${String(report.numPassedTests)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}\n`,
  )
  process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0
}

/**
 * @param {string | URL} path
 * @returns {Report | undefined}
 */
function readReport(path) {
  try {
    return /** @type {Report} */ (JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}
