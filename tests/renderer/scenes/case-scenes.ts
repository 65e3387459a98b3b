// A case from its report to the last step before anything is opened.
import type { Page } from 'playwright'
import { inCase, inRoom } from './answers'
import { foundComputer, pairRoom } from './people'
import { fill, follow, press, type Scene } from './scene'

const room = inRoom(pairRoom)
const toReport = (page: Page) => press(page, 'Report suspected misuse')
const toReporter = async (page: Page) => {
  await toReport(page)
  await fill(page, 'What was reported?', 'Unsuitable site found on a classroom computer: a forum with posts that insult pupils by name.')
  await press(page, 'Continue')
}
const toSubject = async (page: Page) => {
  await toReporter(page)
  await fill(page, 'Who reported it?', 'P. Shah, class teacher')
  await fill(page, 'Time', '10:42')
  await press(page, 'Continue')
}
const toDevice = async (page: Page) => {
  await toSubject(page)
  await page.getByLabel('A member of staff').check()
  await fill(page, 'Their name, if it was given', 'Martin Cole')
  await press(page, 'Continue')
}
const toDanger = async (page: Page) => {
  await toDevice(page)
  await fill(page, 'Which device or account?', 'Classroom computer 14')
  await press(page, 'Continue')
}
const toCheck = async (page: Page) => {
  await toDanger(page)
  await page.getByLabel('No, as far as we know').check()
  await press(page, 'Continue')
}

const triaged = { ...inCase('begun') }
const afterTriage = inCase('begun')
const authorising = (() => {
  const answers = inCase('ready')
  const view = answers['case.view']
  if (!view || !('value' in view)) throw new Error('no case laid ready')
  const state = { ...view.value.state, authorisation: null, computerCheck: null }
  return { ...answers, 'case.view': { value: { ...view.value, state } } }
})()
const beforeComputer = (() => {
  const view = authorising['case.view'].value
  const { authorisation } = (inCase('ready')['case.view'] as { value: typeof view }).value.state
  return { ...authorising, 'case.view': { value: { ...view, state: { ...view.state, authorisation } } } }
})()

const toConflicts = async (page: Page) => {
  await follow(page, 'Authorisation')
  await fill(page, 'Why does this have to be looked into?', 'A teacher reported posts that insult pupils by name.')
  await fill(page, 'What may be looked at?', 'The forum thread in the report, and pages that it links to directly.')
  await press(page, 'Continue')
}
const toHolders = async (page: Page) => {
  await toConflicts(page)
  for (const name of ['Amina Malik', 'Tom Jarvis'])
    await page.getByRole('group', { name }).getByLabel('I am not close to anybody whom this concerns').check()
  await press(page, 'Continue')
}
const toException = async (page: Page) => {
  await toHolders(page)
  await page.getByLabel('Grace Adeyemi').check()
  await press(page, 'Continue')
}
const toAuthorise = async (page: Page) => {
  await toException(page)
  await page.getByLabel('Yes, for a limited time').check()
  await fill(page, 'Which sites?', 'forum.example.org')
  await fill(page, 'Who asked for it?', 'Rita Okafor')
  await fill(page, 'Why is it needed?', 'The filter blocks forums')
  await page.getByRole('group', { name: 'Until when?' }).getByLabel('Time').fill('15:30')
  await press(page, 'Continue')
}

export const caseScenes: readonly Scene[] = [
  { name: '20-report-what', answers: room, steps: toReport, heading: 'What was reported?' },
  { name: '21-report-reporter', answers: room, steps: toReporter, heading: 'Who reported it, and when?' },
  {
    name: '21-report-reporter-problem',
    answers: room,
    steps: async (page) => {
      await toReporter(page)
      await press(page, 'Continue')
    },
    heading: 'Who reported it, and when?',
  },
  {
    name: '22-report-subject',
    answers: room,
    steps: async (page) => {
      await toSubject(page)
      await page.getByLabel('A member of staff').check()
    },
    heading: 'Whom does it concern?',
  },
  { name: '23-report-device', answers: room, steps: toDevice, heading: 'Which device or account?' },
  {
    name: '24-report-danger',
    answers: room,
    steps: async (page) => {
      await toDanger(page)
      await page.getByLabel('Yes', { exact: true }).check()
    },
    heading: 'Is anybody in immediate danger?',
  },
  { name: '25-report-check', answers: room, steps: toCheck, heading: 'Check the report before it is recorded' },
  { name: '26-tasks-begun', answers: triaged, heading: 'What you have done, and what is left' },
  { name: '27-triage', answers: afterTriage, steps: (page) => follow(page, 'Could it be illegal?'), heading: 'Could it be illegal?' },
  {
    name: '28-triage-yes',
    answers: afterTriage,
    steps: async (page) => {
      await follow(page, 'Could it be illegal?')
      await page.getByLabel('Yes, or we are not sure').check()
    },
    heading: 'Could it be illegal?',
  },
  {
    name: '28-triage-wrong-pin',
    answers: {
      ...afterTriage,
      'triage.answer': {
        refusal: { code: 'pin.wrong', sentence: 'Tom Jarvis: that PIN is not right. 4 tries are left before the case locks.' },
      },
    },
    steps: async (page) => {
      await follow(page, 'Could it be illegal?')
      await page.getByLabel('No, we do not suspect it').check()
      await fill(page, 'Amina Malik, your session PIN', '4821')
      await fill(page, 'Tom Jarvis, your session PIN', '1111')
      await press(page, 'Confirm our answer')
      await page.getByRole('alert').waitFor()
    },
    heading: 'Could it be illegal?',
  },
  { name: '30-authorise-scope', answers: authorising, steps: (page) => follow(page, 'Authorisation'), heading: 'Why, and how far?' },
  {
    name: '31-authorise-conflicts',
    answers: authorising,
    steps: toConflicts,
    heading: 'Is either of you close to anybody whom this concerns?',
  },
  { name: '32-authorise-holders', answers: authorising, steps: toHolders, heading: 'Who else may open this case?' },
  {
    name: '33-authorise-exception',
    answers: authorising,
    steps: async (page) => {
      await toException(page)
      await page.getByLabel('Yes, for a limited time').check()
    },
    heading: 'Is an exception to the internet filter needed?',
  },
  { name: '34-authorise-check', answers: authorising, steps: toAuthorise, heading: 'Check and authorise' },
  {
    name: '35-computer',
    answers: beforeComputer,
    steps: (page) => follow(page, 'This computer'),
    heading: 'Is this the designated computer?',
  },
  {
    name: '36-computer-different',
    answers: {
      ...beforeComputer,
      'computer.identify': {
        value: { ...foundComputer, serial: '4PQ8L21', hostname: 'ir-laptop-5', machine: '77e05d139f2c41ab'.repeat(4) },
      },
    },
    steps: async (page) => {
      await follow(page, 'This computer')
      await page.getByText('Different').first().waitFor()
    },
    heading: 'Is this the designated computer?',
  },
  { name: '37-tasks-ready', answers: inCase('ready'), heading: 'What you have done, and what is left' },
  { name: '38-leave', answers: inCase('looked'), steps: (page) => follow(page, 'Leave the case'), heading: 'Leave INC-2026-0014?' },
]
