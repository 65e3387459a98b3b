// The end of a case: not before its time, by two, for good, and finished by whoever comes next where it was cut off.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseId } from 'shared/parts'
import { CodedError } from 'shared/errors'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { decideAll, foundSchool, openReview, signInPair, startInvestigation, visitPage, type Investigation } from './investigation'

let line: Investigation
let caseId: CaseId
const cases = (): string => join(line.home, 'cases')

beforeEach(async () => {
  line = await startInvestigation()
  await foundSchool(line)
  await signInPair(line)
  ;({ caseId } = await openReview(line))
  await visitPage(line)
  await decideAll(line)
  await line.ask('case.close', { both: await line.both() })
  await line.ask('case.leave', {})
}, 60_000)
afterEach(async () => {
  vi.useRealTimers()
  await line.stop()
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

/** So many years later, with the two signed in. */
async function passYears(years: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + years * 366 * 86_400_000 })
  await signInPair(line)
}

const dispose = async (ruleId: string, date: string | null): Promise<unknown> =>
  line.ask('case.dispose', { caseId, ruleId, date, reason: 'Kept as long as the policy asks.', both: await line.both() })

it('is refused before its time, under a rule that does not apply, without the date that the rule asks for, and by one alone', async () => {
  expect(await line.ask('disposal.list', {})).toMatchObject({ kept: [{ caseId, due: false }], disposed: [] })
  expect(await codeOf(dispose('other-case', null))).toBe('disposal.not-due')
  expect(await codeOf(dispose('staff-allegation', null))).toBe('disposal.rule')
  expect(await codeOf(dispose('pupil-child-protection', null))).toBe('disposal.date')
  await passYears(7)
  expect((await line.ask('disposal.list', {})).kept).toMatchObject([{ caseId, due: true }])
  expect(await codeOf(dispose('pupil-child-protection', '2020-02-29'))).toBe('disposal.not-due')
  const [amina, tom] = await line.both()
  const both: [typeof amina, typeof tom] = [amina, { ...tom, pin: '000000' }]
  const alone = line.ask('case.dispose', { caseId, ruleId: 'other-case', date: null, reason: 'Kept long enough.', both })
  expect(await codeOf(alone)).toBe('pin.wrong')
  expect(await codeOf(line.ask('case.open', { caseId }))).toBe('done')
})

it('destroys keys and file, and leaves the reference, the dates and the reason', async () => {
  await line.ask('backup.make', {})
  const [backup] = readdirSync(join(line.home, 'exports', 'backups'))
  const names = readdirSync(cases())
  await passYears(7)
  expect(await dispose('other-case', null)).toEqual({ reference: 'INC-2026-0001', backupsHolding: [backup] })
  expect(names.sort()).toEqual(['INC-2026-0001.case', 'INC-2026-0001.keys'])
  expect(readdirSync(cases())).toEqual([])
  const { kept: stillKept, disposed } = await line.ask('disposal.list', {})
  expect(stillKept).toEqual([])
  expect(disposed).toMatchObject([{ reference: 'INC-2026-0001', reason: 'Kept as long as the policy asks.' }])
  expect(disposed[0]?.doneAt).not.toBeNull()
  expect(await line.ask('case.list', {})).toEqual([])
  expect(await codeOf(line.ask('case.open', { caseId }))).toBe('case.disposed')
  expect(await codeOf(dispose('other-case', null))).toBe('case.disposed')
})

it('nothing opens the file afterwards, not even when it was copied away before: no key to it is left on this computer', async () => {
  const copied = readFileSync(join(cases(), 'INC-2026-0001.case'))
  await passYears(7)
  await dispose('other-case', null)
  writeFileSync(join(cases(), 'INC-2026-0001.case'), copied)
  expect(await codeOf(line.ask('case.open', { caseId }))).toBe('case.disposed')
  const left = readdirSync(line.home, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.keys'))
  expect(left).toEqual([])
})

it('that is cut off after the decision is finished at the next sign-in, and until then nothing opens the case', async () => {
  const file = join(cases(), 'INC-2026-0001.case')
  await passYears(7)
  // The file cannot be overwritten: something else stands in its place.
  renameSync(file, `${file}.aside`)
  mkdirSync(file)
  expect(await codeOf(dispose('other-case', null))).toBe('disposal.failed')
  expect(existsSync(join(cases(), 'INC-2026-0001.keys'))).toBe(false)
  expect(await codeOf(line.ask('case.open', { caseId }))).toBe('case.disposed')
  expect((await line.ask('disposal.list', {})).disposed).toMatchObject([{ doneAt: null }])
  rmSync(file, { recursive: true })
  renameSync(`${file}.aside`, file)
  await line.restart()
  await signInPair(line)
  expect(existsSync(file)).toBe(false)
  expect((await line.ask('disposal.list', {})).disposed[0]?.doneAt).not.toBeNull()
})
