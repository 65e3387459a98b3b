// The governors' report through the whole Vault: saved as a PDF that ordinary tools accept, with figures and without anybody in it; and no
// second report that could be taken from the first.
import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodedError } from 'shared/errors'
import { addDays, londonDate } from 'shared/london-time'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundSchool, signInPair, startCase, startInvestigation, type Investigation } from './investigation'

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

describe("the governors' report", () => {
  let line: Investigation
  const today = londonDate(new Date())
  const period = { from: addDays(today, -30), to: addDays(today, -1) }
  const logMany = async (count: number, kind: string, who: 'pupil' | 'staff') => {
    for (let one = 0; one < count; one += 1)
      await line.ask('incident.log', {
        kind,
        happenedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
        reportedBy: 'Rosalind Secret',
        subject: { kind: who, name: 'Sam Reported' },
        what: 'Words that nobody may read',
        deviceOrAccount: 'Room 12',
        actionTaken: '',
        actionBy: '',
        slips: 1,
      })
  }
  beforeAll(async () => {
    line = await startInvestigation()
    await foundSchool(line)
    await logMany(14, 'suspected-misuse', 'pupil')
    await logMany(9, 'cyberbullying', 'pupil')
    await logMany(6, 'shared-password', 'staff')
    await logMany(2, 'virus', 'staff')
  })
  afterAll(async () => {
    await line.stop()
  })

  const readSaved = async () => {
    const { fileName } = await line.ask('governors.report', period)
    const path = join(line.home, 'exports', 'governors', fileName)
    return { fileName, path, text: execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }) }
  }

  it('shows what is large and says where something is not shown', async () => {
    const figures = await line.ask('governors.figures', period)
    expect(figures.incidents).toMatchObject({ total: 31, slips: 31 })
    expect(figures.cases.total).toBeNull()
    const { fileName, path, text } = await readSaved()
    expect(fileName).toBe(`governors-${period.from}-to-${period.to}.pdf`)
    expect(text).toMatch(/Suspected misuse\s+14/)
    expect(text).toMatch(/Cyberbullying\s+9/)
    expect(text).toMatch(/Not shown: [^.]*Virus or\s+harmful\s+file/)
    expect(text).toContain('Too few cases were closed')
    expect(text).not.toMatch(/Rosalind|Sam Reported|nobody may read|Room 12|INC-|Case /)
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors')
    const pictures = process.env.INCIDENT_ROOM_PICTURES
    if (pictures !== undefined) copyFileSync(path, join(pictures, 'governors.pdf'))
  })

  it('gives the same figures for the same period, whatever is logged later, and none for a period that overlaps', async () => {
    const before = await line.ask('governors.figures', period)
    await logMany(5, 'virus', 'staff')
    expect(await line.ask('governors.figures', period)).toEqual(before)
    expect((await readSaved()).text).toMatch(/Suspected misuse\s+14/)
    expect(await codeOf(line.ask('governors.report', { ...period, from: addDays(period.from, 1) }))).toBe('governors.overlap')
    expect(await codeOf(line.ask('governors.figures', { ...period, from: addDays(period.from, -1) }))).toBe('governors.overlap')
    expect(await codeOf(line.ask('governors.figures', { from: today, to: today }))).toBe('governors.unfinished')
  })

  it('is made by those who answer to the governors, not by every senior leader', async () => {
    await signInPair(line)
    expect(await codeOf(line.ask('governors.report', period))).toBe('role.not-allowed')
  })

  it('counts a case that was closed only by what it left in figures', async () => {
    const view = await startCase(line)
    expect(view.state.followUp.setAside).toBeNull()
    await line.ask('case.leave', {})
    await line.ask('session.sign-out', {})
    await line.signIn('dsl', 'alone')
    const figures = await line.ask('governors.figures', { from: addDays(period.from, -90), to: addDays(period.from, -1) })
    expect(figures).toMatchObject({ incidents: { total: null }, cases: { total: null } })
  })
})
