import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const script = resolve(import.meta.dirname, '..', '..', 'scripts', 'tell-results.mjs')
const folder = mkdtempSync(join(tmpdir(), 'incident-room-results-'))
const file = join(folder, 'vitest.json')

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function tell(report: string): { line: string | undefined; code: number | null } {
  writeFileSync(file, report)
  const { stdout, status } = spawnSync(process.execPath, [script, file], { encoding: 'utf8' })
  return { line: stdout.trimEnd().split('\n').at(-1), code: status }
}

function report(counts: object, testResults: object[] = []): string {
  return JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults, ...counts })
}

describe('the line that CI reads', () => {
  it('counts what passed', () => {
    expect(tell(report({ numPassedTests: 12 }))).toEqual({ line: '12 passed, 0 failed', code: 0 })
  })

  it('fails with the tests', () => {
    expect(tell(report({ numPassedTests: 12, numFailedTests: 2 }))).toEqual({ line: '12 passed, 2 failed', code: 1 })
  })

  it('counts a file that could not be run', () => {
    const unrun = { status: 'failed', assertionResults: [] }
    expect(tell(report({ numPassedTests: 12 }, [unrun]))).toEqual({ line: '12 passed, 1 failed', code: 1 })
  })

  it('does not hide skipped tests', () => {
    expect(tell(report({ numPassedTests: 12, numPendingTests: 1, numTodoTests: 2 }))).toEqual({
      line: '12 passed, 0 failed, 3 skipped',
      code: 0,
    })
  })

  it.each(['', report({})])('fails when nothing ran: %s', (text) => {
    expect(tell(text).code).toBe(1)
  })
})
