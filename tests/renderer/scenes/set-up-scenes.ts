// Setting up, signing in, and the room without a case.
import { inRoom, haltOf, sampleCases } from './answers'
import { aloneRoom, amina, emptyRoom, grace, head, pairRoom } from './people'
import { fill, follow, press, type Scene } from './scene'
import type { Page } from 'playwright'

const firstRun = inRoom({ ...emptyRoom, phase: 'first-run', school: null, computer: null, people: [], missing: ['head', 'senior', 'dsl'] })
const staffing = inRoom({ ...emptyRoom, phase: 'staffing', people: [head, amina], missing: ['senior', 'dsl'] })
const toHead = async (page: Page) => {
  await press(page, 'Start now')
  await fill(page, 'Name of the school', 'Oakfield Community School')
  await fill(page, 'What you call this computer, and where it stands', 'Head’s office, laptop 3')
  await press(page, 'Continue')
}
const waiting = inRoom({ ...emptyRoom, present: [{ ...amina, since: '2026-11-22T13:39:00.000Z' }], room: 'waiting-for-second' })

export const setUpScenes: readonly Scene[] = [
  { name: '01-start', answers: firstRun, heading: 'Set up Incident Room' },
  { name: '02-school', answers: firstRun, steps: (page) => press(page, 'Start now'), heading: 'Your school and this computer' },
  {
    name: '02-school-problem',
    answers: firstRun,
    steps: async (page) => {
      await press(page, 'Start now')
      await press(page, 'Continue')
    },
    heading: 'Your school and this computer',
  },
  { name: '03-head', answers: firstRun, steps: toHead, heading: 'The headteacher' },
  {
    name: '03-head-weak-passphrase',
    answers: {
      ...firstRun,
      'school.found': { refusal: { code: 'passphrase.weak', sentence: 'Choose a passphrase of at least 12 characters.' } },
    },
    steps: async (page) => {
      await toHead(page)
      await fill(page, 'Your name', 'Rita Okafor')
      await fill(page, 'Your passphrase', 'short')
      await fill(page, 'The same passphrase again', 'short')
      await press(page, 'Set up the school')
      await page.getByRole('alert').waitFor()
    },
    heading: 'The headteacher',
  },
  { name: '04-staffing', answers: staffing, heading: 'Who works with Incident Room?' },
  { name: '05-enrol', answers: staffing, steps: (page) => press(page, 'Add a person'), heading: 'Add a person' },
  {
    name: '05-set-up-done',
    answers: { ...staffing, 'person.enrol': { value: aloneRoom(head) } },
    steps: async (page) => {
      await press(page, 'Add a person')
      await fill(page, 'Your name', 'Grace Adeyemi')
      await fill(page, 'Your position', 'Designated safeguarding lead')
      await page.getByLabel('Designated safeguarding lead', { exact: true }).check()
      await fill(page, 'Your passphrase', 'four unrelated words here')
      await fill(page, 'The same passphrase again', 'four unrelated words here')
      await press(page, 'Add me')
    },
    heading: 'Oakfield Community School is set up',
  },
  { name: '06-sign-in', answers: inRoom(emptyRoom), heading: 'Sign in, both of you' },
  {
    name: '06-sign-in-problem',
    answers: {
      ...inRoom(emptyRoom),
      'session.sign-in': {
        refusal: { code: 'passphrase.wrong', sentence: 'This passphrase does not open Amina Malik’s keys. Try again.' },
      },
    },
    steps: async (page) => {
      await page.getByLabel('Your name').selectOption({ label: 'Amina Malik, Deputy head' })
      await fill(page, 'Your passphrase', 'not the right one')
      await fill(page, 'Choose a session PIN', '4821')
      await press(page, 'Sign in')
      await page.getByRole('alert').waitFor()
    },
    heading: 'Sign in, both of you',
  },
  { name: '07-sign-in-second', answers: waiting, heading: 'Now the second person' },
  { name: '08-sign-in-alone', answers: inRoom(emptyRoom), steps: (page) => follow(page, 'Sign in alone'), heading: 'Sign in alone' },
  { name: '09-home-empty', answers: inRoom(pairRoom), heading: 'Cases' },
  { name: '10-home', answers: inRoom(pairRoom, sampleCases), heading: 'Cases' },
  {
    name: '10-home-refused',
    answers: {
      ...inRoom(pairRoom, sampleCases),
      'case.open': {
        refusal: {
          code: 'case.damaged',
          sentence:
            'The file of this case is damaged: entry 12 does not match its hash. Nothing was changed. Ask whoever keeps your backups for a copy.',
        },
      },
    },
    steps: async (page) => {
      await press(page, 'INC-2026-0014')
      await page.getByRole('alert').waitFor()
    },
    heading: 'Cases',
  },
  {
    name: '11-home-head',
    answers: inRoom(
      aloneRoom(head),
      sampleCases.filter((item) => item.status !== 'open'),
    ),
    heading: 'Closed cases',
  },
  {
    name: '12-home-dsl',
    answers: inRoom(
      aloneRoom(grace),
      sampleCases.filter((item) => item.status === 'closed'),
    ),
    heading: 'Closed cases to review',
  },
  { name: '12-home-dsl-empty', answers: inRoom(aloneRoom(grace)), heading: 'Closed cases to review' },
  {
    name: '12-home-dsl-halted',
    answers: inRoom({ ...aloneRoom(grace), halt: haltOf('stopped') }, sampleCases.slice(2, 3)),
    heading: 'Closed cases to review',
  },
  { name: '13-people', answers: inRoom(aloneRoom(head)), steps: (page) => follow(page, 'See and add people'), heading: 'People' },
  {
    name: '14-restarted',
    answers: inRoom(emptyRoom),
    steps: async (page) => {
      await page.evaluate(() =>
        window.scripted?.tell({
          name: 'vault.restarted',
          body: {
            sentence:
              'The part of Incident Room that keeps the case files stopped and was started again. Nothing recorded is lost. Sign in again to go on.',
          },
        }),
      )
      await page.getByRole('alert').waitFor()
    },
    heading: 'Sign in, both of you',
  },
  { name: '15-sign-out', answers: inRoom(pairRoom), steps: (page) => follow(page, 'Sign out'), heading: 'Sign both of you out?' },
]
