// The incident log's own rules, its search, and its table, which must come back out of any reader of RFC 4180 and start no formula.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodedError } from 'shared/errors'
import type { SchoolFact } from 'shared/events'
import type { IncidentSaid } from 'shared/incident-events'
import type { CaseId } from 'shared/parts'
import { findIncidents, type IncidentFilter } from '../../../src-main/vault/domain/incident-search'
import { writeCell, writeIncidentTable } from '../../../src-main/vault/domain/incident-table'
import {
  countSlips,
  decideAmendment,
  decideLogging,
  enterCaseReport,
  evolveIncidents,
  type Incident,
} from '../../../src-main/vault/domain/incidents'
import { amina, defaultPolicy } from './cases'

const now = new Date('2026-11-22T19:00:00.000Z')
const said: IncidentSaid = {
  kind: 'virus',
  happenedAt: '2026-11-20T10:42:00.000Z',
  reportedBy: 'Ms Adéyemi',
  subject: { kind: 'unknown', name: '' },
  what: 'A warning on the laptop of the library',
  deviceOrAccount: 'Library 2',
  actionTaken: 'Unplugged',
  actionBy: 'Technician',
  slips: 0,
}
const filter: IncidentFilter = { text: '', kind: null, from: null, to: null, person: '' }
const names = { person: (personId: string) => (personId === amina ? 'Amina Malik' : 'Somebody'), case: () => 'INC-2026-0001' }

const codeOf = (act: () => unknown): string => {
  try {
    act()
    return 'done'
  } catch (error) {
    if (error instanceof CodedError) return error.code
    throw error
  }
}

let seq = 0
const record = (incidents: readonly Incident[], fact: SchoolFact): readonly Incident[] => {
  seq += 1
  return evolveIncidents(incidents, { ...fact, seq, at: now.toISOString(), monotonicMs: seq, actors: [amina], hash: '' })
}
const logAll = (many: readonly Partial<IncidentSaid>[]): readonly Incident[] =>
  many.reduce<readonly Incident[]>(
    (incidents, one, place) =>
      record(incidents, decideLogging(incidents, defaultPolicy(), String(place).padStart(32, '0'), { ...said, ...one }, now)),
    [],
  )

/** A reader of RFC 4180, section 2, written from its grammar. */
function readTable(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length;) {
    expect(text[at]).toBe('"')
    let cell = ''
    for (at += 1; ; at += 1) {
      if (text[at] !== '"') cell += text[at] ?? ''
      else if (text[at + 1] === '"') cell += text[(at += 1)] ?? ''
      else break
    }
    row.push(cell)
    at += 1
    if (text[at] === ',') at += 1
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n')
      at += 2
      rows.push(row)
      row = []
    }
  }
  return rows
}

describe('an entry', () => {
  it('is refused from the future, of an unknown kind, and from nobody', () => {
    const log = (change: Partial<IncidentSaid>) => codeOf(() => logAll([change]))
    expect(log({ happenedAt: '2026-11-22T19:06:00.000Z' })).toBe('incident.future')
    expect(log({ kind: 'weather' })).toBe('policy.unknown')
    expect(log({ reportedBy: '' })).toBe('incident.reporter')
    expect(log({})).toBe('done')
  })

  it('is numbered, never changed, and counts the slips that were given then and since', () => {
    const two = logAll([{ slips: 1 }, {}])
    expect(two.map(({ number, kindTitle }) => [number, kindTitle])).toEqual([
      [1, 'Virus or harmful file'],
      [2, 'Virus or harmful file'],
    ])
    const [first] = two
    const added = record(
      two,
      decideAmendment(two, first?.incidentId ?? '', { words: 'It was a false alarm', actionTaken: '', actionBy: '', slips: 2 }),
    )
    expect(added[0]).toMatchObject({ what: said.what, amendments: [{ words: 'It was a false alarm', by: [amina] }] })
    expect(added.map(countSlips)).toEqual([3, 0])
    expect(codeOf(() => decideAmendment(two, 'f'.repeat(32), { words: 'x', actionTaken: '', actionBy: '', slips: 0 }))).toBe(
      'incident.unknown',
    )
    expect(codeOf(() => decideAmendment(two, first?.incidentId ?? '', { words: '', actionTaken: '', actionBy: 'Me', slips: 0 }))).toBe(
      'incident.nothing-added',
    )
  })

  it('of a case tells neither name nor words, only that there is one', () => {
    const fact = enterCaseReport([], defaultPolicy(), 'a'.repeat(32), {
      caseId: 'c'.repeat(32) as CaseId,
      reference: 'INC-2026-0001',
      reportedAt: said.happenedAt,
      subjectKind: 'staff',
    })
    expect(record([], fact)[0]).toMatchObject({
      kind: 'suspected-misuse',
      reportedBy: '',
      subject: { kind: 'staff', name: '' },
      cases: ['c'.repeat(32)],
    })
  })
})

describe('search', () => {
  const incidents = logAll([
    { happenedAt: '2026-10-25T00:30:00.000Z', what: 'A lost iPad', kind: 'lost-or-stolen-equipment' },
    { happenedAt: '2026-11-20T10:42:00.000Z' },
    { happenedAt: '2026-11-21T23:30:00.000Z', subject: { kind: 'pupil', name: 'Zoë  Clarke' }, actionBy: 'Mr Jarvis' },
  ])
  it.each([
    [{}, [3, 2, 1]],
    [{ text: 'IPAD lost' }, [1]],
    [{ text: 'library unplugged' }, [3, 2, 1]],
    [{ text: 'warning laptop' }, [3, 2]],
    [{ text: 'nothing of it' }, []],
    [{ kind: 'virus' }, [3, 2]],
    [{ from: '2026-10-25', to: '2026-10-25' }, [1]],
    [{ from: '2026-11-21' }, [3]],
    [{ to: '2026-11-20' }, [2, 1]],
    [{ person: 'zoë clarke' }, [3]],
    [{ person: 'ade\u0301yemi', kind: 'virus' }, [3, 2]],
    [{ person: 'amina' }, [3, 2, 1]],
    [{ person: 'jarvis', text: 'lost' }, []],
  ])('with %j finds %j', (change, numbers) => {
    expect(findIncidents(incidents, { ...filter, ...change }, names).map(({ number }) => number)).toEqual(numbers)
  })
})

describe('the table', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 40 }),
    fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t=', '\r=', '\n=', ' =', '"=', '\uFF1D', '\u200B='), fc.string())
      .map((parts) => parts.join('')),
  )

  it('comes back out of a reader as it went in, whatever people wrote', () => {
    fc.assert(
      fc.property(
        texts.filter((text) => text.trim() !== ''),
        texts,
        (what, actionTaken) => {
          const incidents = logAll([{ what, actionTaken }])
          const bytes = writeIncidentTable(incidents, names)
          expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
          const [head, row] = readTable(new TextDecoder().decode(bytes))
          expect(row).toHaveLength(head?.length ?? 0)
          const tidy = (text: string): string =>
            new TextDecoder().decode(new TextEncoder().encode(text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')))
          expect([`'${tidy(what)}`, tidy(what)]).toContain(row?.[4])
          expect([`'${tidy(actionTaken)}`, tidy(actionTaken)]).toContain(row?.[8])
        },
      ),
    )
  })

  it('starts no formula in any spreadsheet', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const cell = writeCell(text).slice(1, -1)
        expect(cell).not.toMatch(/^[\s\u200B"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u)
        expect(cell).not.toMatch(/^[\t\r\n]/)
      }),
    )
    expect(writeCell('=HYPERLINK("http://example.org","x")')).toBe(`"'=HYPERLINK(""http://example.org"",""x"")"`)
    expect(writeCell('plain - words')).toBe('"plain - words"')
  })
})
