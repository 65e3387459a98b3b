// Who held the case and when, and the two numbers by which anybody can tell whether this paper belongs to a given log.
import type { CaseRecord } from './case-record'
import { tellPeople, tellPerson } from './case-record'
import { tellBoth, tellUtc } from './dates'
import type { Flow } from './flow'
import { drawTable, type Cell } from './form-table'
import { styles } from './typography'

const ends = {
  left: 'the case was left',
  locked: 'the room was locked',
  quit: 'the application was closed',
  crashed: 'the application stopped unexpectedly',
} as const

export async function drawCustody(flow: Flow, record: CaseRecord): Promise<void> {
  const { head } = record.state
  await flow.within('Sect', () => {
    flow.heading(2, 'Custody')
    flow.text(
      'Everything in this document is taken from one log. Each entry of it is signed by everybody who was present and bound to the entry ' +
        'before by its hash, so that no entry can be changed, left out or put in without being found.',
    )
    drawTable(flow, { columns: [0.26, 0.74], frame: 'rules', rowHeads: true }, [
      ['Entries in the log', `${head.seq.toLocaleString('en-GB')}, when this document was made`],
      [
        'Hash of the last entry',
        [
          { text: head.hash || 'None', style: styles.hash },
          { text: 'SHA-256', style: styles.note },
        ],
      ],
      ['Last entry', head.at === '' ? 'None' : tellBoth(head.at)],
      ['Policy', [{ text: `${record.policy.title}, ${record.policy.version}` }, { text: record.opened.policy.hash, style: styles.hash }]],
      ['Document made', tellBoth(record.madeAt)],
    ])
    flow.heading(3, 'Who was present')
    if (record.sessions.length === 0) {
      flow.text('No session is recorded in the log.')
      return
    }
    drawTable(flow, { columns: [0.32, 0.34, 0.34], head: ['People', 'From', 'To'], frame: 'rules' }, sessionRows(record))
  })
}

function sessionRows(record: CaseRecord): Cell[][] {
  return record.sessions.map(({ people, from, to, end }) => [
    people.map((personId) => ({ text: people.length > 3 ? tellPeople(record, [personId]) : tellPerson(record, personId) })),
    tellUtc(from),
    to === null
      ? 'Still present when this document was made'
      : [{ text: tellUtc(to) }, ...(end ? [{ text: `Then ${ends[end]}`, style: styles.note }] : [])],
  ])
}
