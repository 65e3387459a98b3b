// The default policy pack against the school policy that it carries, and the promise that no pack weakens a stop row.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodedError } from '../../shared/errors'
import {
  effectOf,
  fillReference,
  findMilderCategories,
  guidanceFor,
  isPastReview,
  parsePolicy,
  policySchema,
  proposeActions,
  retentionSubjects,
  stopRows,
  type Effect,
  type Guidance,
  type Policy,
} from '../../shared/policy'

const readText = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readSchoolPolicy = (name: string) => readText(`tests/fixtures/school-policy/${name}.txt`)

/** JSON as an editor would hold it: any part can be set to anything. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const defaultText = readText('resources/policy/default.json')
const copyDefault = (): Json => JSON.parse(defaultText) as Json
const policy = parsePolicy(copyDefault())

/** Sets (or with undefined removes) the value at a path of a copy of the default pack. */
function editDefault(path: readonly (string | number)[], value: Json | undefined): Json {
  const pack = copyDefault()
  const last = path.at(-1)
  const holder = path.slice(0, -1).reduce<unknown>((inside, key) => Reflect.get(inside as object, key), pack) as object
  if (last === undefined) throw new Error('an empty path edits nothing')
  if (value === undefined) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, value)
  return pack
}

function refusalOf(pack: unknown): CodedError {
  try {
    parsePolicy(pack)
  } catch (error) {
    if (error instanceof CodedError) return error
    throw error
  }
  throw new Error('the pack was accepted')
}

/** A table row of the policy's text: its words, and the columns of its marks, counted in tabs before each mark. */
function readRow(row: string): { title: string; marks: { column: number; mark: string }[] } {
  const title = /^[^\t]*/.exec(row)?.[0] ?? ''
  const marks = [...row.matchAll(/[^\t]+/g)]
    .filter(({ index }) => index > 0)
    .map(({ 0: mark, index }) => ({ mark: mark.trim(), column: row.slice(0, index).split('\t').length - 1 }))
    .filter(({ mark }) => mark !== '')
  return { title: title.trim(), marks }
}

function readMatrix(text: string): { columns: string[]; rows: ReturnType<typeof readRow>[] } {
  const lines = text.split('\n').filter((row) => row.includes('\t'))
  const header = lines.find((row) => row.startsWith('\tRefer to'))
  if (header === undefined) throw new Error('no header row')
  return {
    columns: header.split('\t').slice(1),
    rows: lines.filter((row) => !row.startsWith('\t') && !row.startsWith('Incidents:')).map(readRow),
  }
}

const crosses = ['x', 'X', '\u0445', '\u0425'] // Latin, and the Cyrillic letters that look the same

describe('the action tables of the default pack', () => {
  const [pupilsText = '', staffText = ''] = readSchoolPolicy('actions-and-sanctions').split('\nStaff\n')
  // The policy's text is a scan: one letter doubled, one heading cut off after "security e(tc)".
  const mended: Record<string, string> = {
    'Refer to line managerr': 'Refer to line manager',
    'Refer to technical support staff for action re filtering / security e':
      'Refer to technical support staff for action re filtering / security etc',
  }

  it.each([
    ['pupils', pupilsText, 9, 54],
    ['staff', staffText, 8, 59],
  ] as const)('carry every row and every mark for %s', (table, text, columnCount, markCount) => {
    const { columns, rows } = readMatrix(text)
    const { actions, incidents } = policy.actionTables[table]

    expect(columns).toHaveLength(columnCount)
    expect(actions.map(({ title }) => title)).toEqual(columns.map((title) => mended[title] ?? title))

    expect(rows).toHaveLength(16)
    expect(incidents.map(({ title }) => title)).toEqual(rows.map(({ title }) => title))
    for (const { marks } of rows) for (const { mark } of marks) expect(crosses).toContain(mark)

    const marked = incidents.map((incident) => incident.actions.map((id) => actions.findIndex((action) => action.id === id) + 1))
    expect(marked).toEqual(rows.map(({ marks }) => marks.map(({ column }) => column)))
    expect(marked.flat()).toHaveLength(markCount)
  })

  it('propose the marked actions in the order of the table', () => {
    expect(proposeActions(policy, 'pupils', 'offensive-message').map(({ title }) => title)).toEqual([
      'Refer to Head of Department / Head of Year / other',
      'Refer to Police',
      'Further sanction eg detention / exclusion',
    ])
    expect(proposeActions(policy, 'staff', 'illegal-material').map(({ id }) => id)).toEqual([
      'headteacher',
      'local-authority',
      'police',
      'disciplinary-action',
    ])
    expect(() => proposeActions(policy, 'staff', 'mobile-devices')).toThrow(expect.objectContaining({ code: 'policy.unknown' }))
  })

  it('propose in table order even where a school lists the marks in another', () => {
    const pack = parsePolicy(editDefault(['actionTables', 'pupils', 'incidents', 0, 'actions'], ['police', 'headteacher']))
    expect(proposeActions(pack, 'pupils', 'illegal-material').map(({ id }) => id)).toEqual(['headteacher', 'police'])
  })
})

describe('the user actions of the default pack', () => {
  const rows = readSchoolPolicy('user-actions')
    .split('\n')
    .filter((row) => row.includes('\t') && !row.startsWith('User Action\t'))
    .map((row) => row.split('\t'))

  it('carry every row of the policy with the column that it ticks', () => {
    const { standings } = policy.userActions
    // Columns 0 and 1 are words, cut apart by the scan; 2 to 6 are the five standings, ticked with X, Y or letters that look so.
    const ticked = rows.map((cells) => cells.flatMap((cell, column) => (column >= 2 && cell.trim() !== '' ? [column - 2] : [])))
    expect(rows).toHaveLength(22)
    expect(standings).toHaveLength(5)
    expect(
      policy.userActions.rows.map(({ standing }) => (standing === null ? [] : [standings.findIndex(({ id }) => id === standing)])),
    ).toEqual(ticked)
  })

  it('carry them in order, in words that the row of the policy holds', () => {
    policy.userActions.rows.forEach(({ title }, index) => {
      const row = (rows[index] ?? []).slice(0, 2).join('').toLowerCase()
      const shared = (title.toLowerCase().match(/[a-z]{6,}/g) ?? []).filter((word) => row.includes(word))
      expect(shared, `${title} in ${row}`).not.toEqual([])
    })
  })

  it('halt the review for everything that the policy calls illegal', () => {
    for (const { standing, category } of policy.userActions.rows) {
      if (standing === 'unacceptable-and-illegal') expect(['stop', 'refer'], category).toContain(effectOf(policy, category))
    }
    // Harmful files are ticked as unacceptable only; they are an offence all the same (Computer Misuse Act 1990), so they halt too.
    const others = policy.userActions.rows.filter(({ standing }) => standing !== 'unacceptable-and-illegal')
    expect(others.filter(({ category }) => effectOf(policy, category) !== 'school').map(({ id }) => id)).toEqual(['malware'])
  })
})

describe('the categories of the default pack', () => {
  it('have exactly the effects of the procedure', () => {
    const withEffect = (effect: Effect) => policy.categories.filter((category) => category.effect === effect).map(({ id }) => id)
    expect(withEffect('stop')).toEqual(['child-sexual-abuse', 'extreme-pornography'])
    expect(withEffect('refer')).toEqual([
      'grooming',
      'obscene-to-child',
      'obscene-adult-material',
      'criminal-hatred',
      'terrorism',
      'malware',
      'other-crime',
    ])
    expect(withEffect('school')).toEqual([
      'pornography',
      'discrimination',
      'threats',
      'offence-or-disrepute',
      'private-business',
      'bypassing-safeguards',
      'copyright',
      'confidential-information',
      'unfair-use',
      'gaming',
      'gambling',
      'shopping',
      'file-sharing',
      'social-media',
      'messaging',
      'video-sites',
    ])
    expect(withEffect('permitted')).toEqual([])
  })

  it('show guidance for whatever halts, with something to say to the police and the reference in it', () => {
    for (const { id, effect } of policy.categories) {
      const guidance = guidanceFor(policy, id)
      expect(guidance === null, id).toBe(effect === 'school')
      if (guidance !== null) expectPoliceRoute(guidance)
    }
    expectPoliceRoute(guidanceFor(policy, 'stopped'))
    expectPoliceRoute(guidanceFor(policy, 'suspected'))
  })

  function expectPoliceRoute(guidance: Guidance) {
    const stepIds = guidance.steps.map(({ id }) => id)
    expect(stepIds[0], guidance.id).toBe('call-police')
    expect(stepIds.at(-1), guidance.id).toBe('record-reference')
    expect(stepIds).toEqual(expect.arrayContaining(['isolate', 'secure', 'tell-head']))
    const call = guidance.steps[0]
    expect(`${call?.strong} ${call?.text}`).toMatch(/999.*101/)
    expect(fillReference(call?.say ?? '', 'INC-2026-0014')).toContain('INC-2026-0014')
    expect(fillReference(call?.say ?? '', 'INC-2026-0014')).not.toMatch(/[{}]/)
    const tell = guidance.steps.find(({ id }) => id === 'tell-head')?.text
    expect(tell).toMatch(/LADO.*within one working day.*chair of governors.*Do not interview/)
    expect(guidance.doNot.join('; ')).toMatch(/delete anything, or switch .* off before the police advise it/)
  }

  it('send only the address to the IWF, grooming to CEOP and extremism to the helpline', () => {
    const address = guidanceFor(policy, 'child-sexual-abuse')?.report
    expect(address?.contact).toBe('iwf')
    expect(address?.text).toMatch(/child sexual abuse material only, and only the address\. Never send the image/)
    expect(guidanceFor(policy, 'grooming')?.report?.contact).toBe('ceop')
    expect(guidanceFor(policy, 'terrorism')?.report?.contact).toBe('dfe-counter-extremism')
    expect(guidanceFor(policy, 'extreme-pornography')?.report).toBeUndefined()
  })

  it('refuse a category that the pack does not hold', () => {
    expect(() => effectOf(policy, 'no-such')).toThrow(expect.objectContaining({ code: 'policy.unknown' }))
    expect(() => guidanceFor(policy, 'no-such')).toThrow(expect.objectContaining({ code: 'policy.unknown' }))
  })
})

describe('the rest of the default pack', () => {
  it('has guidance that is in date on the day it was checked, and past review the day after its last', () => {
    for (const guidance of [...policy.guidance, policy.computerGuidance]) {
      expect(isPastReview(guidance, guidance.checkedOn)).toBe(false)
    }
    expect(isPastReview({ reviewBy: '2027-09-01' }, '2027-09-01')).toBe(false)
    expect(isPastReview({ reviewBy: '2027-09-01' }, '2027-09-02')).toBe(true)
    expect(isPastReview({ reviewBy: '2027-09-01' }, '2026-12-31')).toBe(false)
  })

  it('declares the code of conduct in the words of the policy', () => {
    const onOneLine = (text: string) => text.replace(/\s+/g, ' ')
    const code = onOneLine(readSchoolPolicy('code-of-conduct'))
    const { statements, agreement } = policy.declaration
    expect(statements).toHaveLength(readSchoolPolicy('code-of-conduct').split('\n- ').length - 1)
    for (const statement of [...statements, agreement]) expect(code).toContain(onOneLine(statement))
  })

  it('has a retention rule for each kind of record, with the periods of the procedure', () => {
    expect(new Set(policy.retention.map(({ appliesTo }) => appliesTo))).toEqual(new Set(retentionSubjects))
    const periodOf = (subject: string) => policy.retention.find(({ appliesTo }) => appliesTo === subject)?.period
    expect(periodOf('staff-allegation')).toEqual({ from: 'pension-age-or-report', years: 10 })
    expect(periodOf('pupil-child-protection')).toEqual({ from: 'date-of-birth', years: 25 })
  })

  it('reaches every national contact by number or address', () => {
    for (const { id, local, phone, web } of policy.contacts) expect(local || phone !== null || web !== null, id).toBe(true)
  })

  it('comes out of reading just as it went in, so that its hash stands for both', () => {
    expect(policy).toEqual(copyDefault())
  })
})

describe('reading a pack', () => {
  it('names the field that is wrong', () => {
    const cases: [readonly (string | number)[], Json | undefined, RegExp][] = [
      [['title'], undefined, /"title" is missing/],
      [['title'], 12, /"title" has to be text/],
      [['title'], ' ', /"title" has to say something/],
      [['title'], 'a\u0007', /"title" holds a control character/],
      [['title'], '\ud800', /"title" holds a control character/],
      [['format'], 'other', /"format" has to be incident-room\/policy/],
      [['version'], '2026-13', /"version" has to be a year and a month/],
      [['colour'], 'red', /holds "colour", which this version of Incident Room does not know/],
      [['categories', 2, 'effect'], 'ignore', /"categories \/ grooming \/ effect" has to be stop or refer or school or permitted/],
      [['categories', 2, 'guidance'], null, /"categories \/ grooming \/ guidance" is missing/],
      [['categories', 2, 'guidance'], 'none-such', /"categories \/ grooming \/ guidance" names "none-such"/],
      [['categories', 3, 'id'], 'grooming', /"categories \/ grooming" repeats the id/],
      [['categories', 9, 'id'], 'stopped', /is kept for guidance/],
      [['categories', 9, 'id'], 'Not Kebab', /has to be lower-case words joined by hyphens/],
      [
        ['actionTables', 'staff', 'incidents', 0, 'actions', 0],
        'parents',
        /"actionTables \/ staff \/ incidents \/ illegal-material \/ actions \/ entry 1" names "parents"/,
      ],
      [['actionTables', 'staff', 'incidents', 0, 'actions', 1], 'headteacher', /repeats the id "headteacher"/],
      [['userActions', 'rows', 0, 'standing'], 'fine', /names "fine"/],
      [['guidance', 9], undefined, /"guidance \/ entry 10" is missing/],
      [['guidance', 9, 'id'], 'halted', /has to hold the guidance "stopped"/],
      [['guidance', 0, 'reviewBy'], 'soon', /"guidance \/ child-sexual-abuse \/ reviewBy" has to be a date/],
      [['guidance', 0, 'steps', 0, 'say'], 'We are {school}', /may hold \{reference\} and no other braces/],
      [['guidance', 0, 'report', 'contact'], 'nobody', /names "nobody"/],
      [['retention', 2, 'appliesTo'], 'incident-log', /exactly one rule that applies to other-case/],
      [['presenceMinutes'], 0, /"presenceMinutes" has to be at least 1/],
      [['incidentKinds'], [], /"incidentKinds" needs at least one entry/],
    ]
    for (const [path, value, sentence] of cases) {
      const refusal = refusalOf(editDefault(path, value))
      expect(refusal.code, path.join('.')).toBe('policy.invalid')
      expect(refusal.message).toMatch(sentence)
    }
  })

  it('refuses what is no pack at all', () => {
    for (const nothing of [null, undefined, 0, 'policy', [], {}, [copyDefault()]]) expect(refusalOf(nothing).code).toBe('policy.invalid')
  })

  it('lets a school make any other category stricter or milder, and shows which became milder', () => {
    const stricter = parsePolicy(editDefault(['categories', 2, 'effect'], 'stop'))
    expect(effectOf(stricter, 'grooming')).toBe('stop')
    expect(findMilderCategories(policy, stricter)).toEqual([])
    const milder = parsePolicy(editDefault(['categories', 7, 'effect'], 'school'))
    expect(findMilderCategories(policy, milder)).toEqual([
      { id: 'malware', title: 'Viruses or other harmful files', from: 'refer', to: 'school' },
    ])
    const permitted = parsePolicy(editDefault(['categories', 24, 'effect'], 'permitted'))
    expect(findMilderCategories(policy, permitted).map(({ id, to }) => [id, to])).toEqual([['video-sites', 'permitted']])
    expect(findMilderCategories(stricter, policy).map(({ id }) => id)).toEqual(['grooming'])
  })
})

describe('the two stop rows', () => {
  const indexOfRow = (id: string) => policy.categories.findIndex((category) => category.id === id)

  it.each(stopRows.map(({ id }) => id))('cannot be removed, renamed, made milder or doubled: %s', (id) => {
    const index = indexOfRow(id)
    const without = policy.categories.filter((category) => category.id !== id)
    const milderTwin = { ...policy.categories[index], effect: 'school' }
    const weakenings: Json[] = [
      ...['refer', 'school', 'permitted', 'STOP', 'stop ', null, true].map((effect) =>
        editDefault(['categories', index, 'effect'], effect),
      ),
      editDefault(['categories', index, 'effect'], undefined),
      editDefault(['categories', index, 'id'], 'something-else'),
      editDefault(['categories', index, 'title'], 'No longer used'),
      editDefault(['categories', index, 'law'], null),
      editDefault(['categories', index, 'guidance'], 'other-crime'),
      editDefault(['categories'], without),
      editDefault(['categories'], []),
      editDefault(['categories'], [milderTwin, ...policy.categories] as Json),
      editDefault(['categories'], [...policy.categories, milderTwin] as Json),
    ]
    for (const pack of weakenings) {
      const refusal = refusalOf(pack)
      expect(refusal.code).toBe('policy.weakened')
      expect(refusal.message).toMatch(
        /the category "[^"]+" (is missing|has to have the effect stop)|the \w+ of the category "[^"]+" has to stay/,
      )
      // The schema refuses it by itself too, for whoever reads a pack without `parsePolicy`.
      expect(policySchema.safeParse(pack).success).toBe(false)
    }
  })

  it('may be described anew', () => {
    const pack = parsePolicy(editDefault(['categories', indexOfRow('child-sexual-abuse'), 'description'], 'Any indecent image of a child.'))
    expect(effectOf(pack, 'child-sexual-abuse')).toBe('stop')
  })

  it('stop even where a pack was never read through the schema', () => {
    const unread: Policy = { ...policy, categories: policy.categories.map((category) => ({ ...category, effect: 'permitted' as const })) }
    for (const { id } of stopRows) expect(effectOf(unread, id)).toBe('stop')
  })

  /** One blind edit: walk down by the numbers, then do something to what is found there. */
  interface Edit {
    steps: number[]
    act: 'reword' | 'replace' | 'remove' | 'double' | 'reverse' | 'effect'
    value: Json
    effect: string
  }
  const edit: fc.Arbitrary<Edit> = fc.record({
    steps: fc.array(fc.nat(60), { minLength: 1, maxLength: 6 }),
    act: fc.constantFrom('reword', 'reword', 'reword', 'replace', 'remove', 'double', 'reverse', 'effect'),
    value: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    effect: fc.constantFrom('stop', 'refer', 'school', 'permitted', 'Stop', ''),
  })
  // Half of the walks begin at one of the first four categories, so that the stop rows are hit often.
  const aimed = fc.tuple(edit, fc.nat(3)).map(([one, row]): Edit => ({ ...one, steps: [3, row, ...one.steps.slice(0, 1)] }))

  function applyEdit(pack: Json, { steps, act, value, effect }: Edit): Json {
    let holder: unknown = pack
    let key: string | number = 0
    let inside: unknown = pack
    for (const step of steps) {
      if (typeof inside !== 'object' || inside === null) break
      const keys: (string | number)[] = Array.isArray(inside) ? [...inside.keys()] : Object.keys(inside)
      if (keys.length === 0) break
      holder = inside
      key = keys[step % keys.length] ?? 0
      inside = Reflect.get(inside, key)
    }
    if (typeof holder !== 'object' || holder === null) return value
    if (act === 'effect' && typeof inside === 'object' && inside !== null) Reflect.set(inside, 'effect', effect)
    else if (act === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1)
    else if (act === 'remove') Reflect.deleteProperty(holder, key)
    else if (act === 'double' && Array.isArray(holder)) holder.push(structuredClone(inside))
    else if (act === 'reverse' && Array.isArray(holder)) holder.reverse()
    else Reflect.set(holder, key, act === 'reword' ? 'In other words' : value)
    return pack
  }

  it('stand in every pack that random edits leave readable', () => {
    const seen = { read: 0, invalid: 0, weakened: 0 }
    fc.assert(
      fc.property(fc.array(fc.oneof(edit, aimed), { minLength: 1, maxLength: 2 }), (edits) => {
        const pack = edits.reduce<Json>(applyEdit, copyDefault())
        let read: Policy
        try {
          read = parsePolicy(pack)
        } catch (error) {
          if (!(error instanceof CodedError)) throw error
          if (error.code !== 'policy.weakened' && error.code !== 'policy.invalid') throw error
          seen[error.code === 'policy.weakened' ? 'weakened' : 'invalid'] += 1
          return
        }
        seen.read += 1
        for (const stop of stopRows) {
          expect(read.categories.filter(({ id }) => id === stop.id)).toEqual([expect.objectContaining({ ...stop })])
          expect(effectOf(read, stop.id)).toBe('stop')
          expect(guidanceFor(read, stop.id)?.id).toBe(stop.guidance)
        }
        // Whatever can be asked of a pack that was read has an answer.
        for (const { id, effect } of read.categories) {
          if (effect === 'stop' || effect === 'refer') expect(guidanceFor(read, id)).not.toBeNull()
        }
        for (const table of ['pupils', 'staff'] as const) {
          for (const { id, actions } of read.actionTables[table].incidents) {
            expect(new Set(proposeActions(read, table, id).map((action) => action.id))).toEqual(new Set(actions))
          }
        }
      }),
      { numRuns: 800 },
    )
    // The property says little if the edits never reach a stop row, or never leave a pack readable.
    expect(seen.weakened).toBeGreaterThan(20)
    expect(seen.invalid).toBeGreaterThan(20)
    expect(seen.read).toBeGreaterThan(20)
  })

  it('are asked for in any JSON at all, without another failure', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (anything, categories) => {
        expect(['policy.invalid', 'policy.weakened']).toContain(refusalOf(anything).code)
        expect(['policy.invalid', 'policy.weakened']).toContain(refusalOf({ categories }).code)
      }),
    )
  })
})
