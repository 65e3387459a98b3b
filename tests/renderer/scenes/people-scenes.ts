// People and keys: recovery kits, passphrases, who may come in, what to know after signing in, and the blank screen.
import type { Page } from 'playwright'
import type { RoomState } from 'shared/contract'
import { haltOf, inCase, inRoom, openView, sampleCases } from './answers'
import type { Answers } from '../harness/scripted-room'
import { aloneRoom, amina, emptyRoom, grace, head, pairRoom, policy, tom } from './people'
import { fill, follow, press, type Scene } from './scene'

const closed = sampleCases.filter((item) => item.status !== 'open')
const headRoom = aloneRoom(head)
const sheet = 'recovery-kits-1-2-3.pdf'
const kits = (sheetsOnDisk: string[]): RoomState['recovery'] => ({
  madeAt: '2026-11-22T14:04:00.000Z',
  kits: ['1', '2', '3'],
  sheetsOnDisk,
})
const withKits = (sheetsOnDisk: string[]): RoomState => ({ ...headRoom, recovery: kits(sheetsOnDisk) })
const unsealed = closed.map((item, place) => ({ ...item, recoverable: place > 1 }))

export const recoveryMade = {
  fileName: sheet,
  folderName: 'recovery',
  sizeBytes: 48_120,
  sha256: '9f2c41ab77e05d13'.repeat(4),
  kits: ['1', '2', '3'],
  warning:
    'This file holds the passphrases of the recovery kits. Print it now, put the sheets into the safe, and delete the file; empty the recycle bin too. Do not send it, and do not copy it.',
  room: withKits([sheet]),
}
const toRecovery = (page: Page) => follow(page, 'Make the recovery kits')
const makeKits = async (page: Page) => {
  await toRecovery(page)
  await fill(page, 'Rita Okafor, your passphrase', 'maple orbit candle seven')
  await press(page, 'Make the recovery kits')
}

const judged = (level: 'weak' | 'strong') => ({
  'passphrase.check': {
    value:
      level === 'weak'
        ? {
            acceptable: false,
            level,
            sentence: 'It is made of names or words that people connect with you or the school.',
            advice: ['Add another word or two that have nothing to do with the others, with you or with the school.'],
          }
        : { acceptable: true, level, sentence: 'Very hard to guess.', advice: [] },
  },
})
const staffing = inRoom({ ...emptyRoom, phase: 'staffing', people: [head, amina], missing: ['senior', 'dsl'] })
const toNewPassphrase = async (page: Page, passphrase: string) => {
  await press(page, 'Add a person')
  await fill(page, 'Your name', 'Tom Jarvis')
  await fill(page, 'Your passphrase', passphrase)
}

const toPeople = (page: Page) => follow(page, 'See and add people')
const suspendedRoom: RoomState = { ...headRoom, people: [head, amina, grace], suspended: [tom] }
const toAct = (act: string) => async (page: Page) => {
  await toPeople(page)
  await press(page, `${act} Tom Jarvis`)
}
const declaration = {
  title: policy.declaration.title,
  lead: policy.declaration.lead,
  statements: [...policy.declaration.statements],
  agreement: policy.declaration.agreement,
  source: policy.declaration.source,
  policyVersion: policy.version,
  textHash: '77e05d139f2c41ab'.repeat(4),
}
export const toDeclare: Answers = {
  ...inRoom({ ...pairRoom, declarationDue: [amina.personId, tom.personId] }, sampleCases),
  'declaration.read': { value: declaration },
}

const toHolders = (page: Page) => follow(page, 'Change who may open it')
const samira = { ...tom, personId: '5'.repeat(32) as typeof tom.personId, name: 'Samira Khan', position: 'Assistant head' }
export const inLookedCase = inCase('looked', { ...pairRoom, people: [head, amina, tom, samira], suspended: [grace] })
export const toCheckHolders = async (page: Page) => {
  await toHolders(page)
  await page.getByLabel('Samira Khan').check()
  await page.getByLabel('Grace Adeyemi').check()
  await press(page, 'Continue')
}
const toPassphrase = (page: Page) => follow(page, 'Change your passphrase')

export const peopleScenes: readonly Scene[] = [
  { name: '16-recovery', answers: inRoom(headRoom, closed), steps: toRecovery, heading: 'Recovery kits for the safe' },
  {
    name: '16-recovery-made',
    answers: { ...inRoom(headRoom, unsealed), 'recovery.make': { value: recoveryMade } },
    steps: async (page) => {
      await makeKits(page)
      await page.getByText('Not yet sealed to these kits').waitFor()
    },
    heading: 'Recovery kits 1, 2 and 3 are made',
  },
  {
    name: '16-recovery-still-there',
    answers: { ...inRoom(withKits([sheet]), closed) },
    steps: async (page) => {
      await press(page, 'I have deleted them: look again')
      await page.getByText('They are still there.').waitFor()
    },
    heading: 'Closed cases',
  },
  {
    name: '16-recovery-again',
    answers: inRoom(withKits([]), unsealed),
    steps: (page) => follow(page, 'See the recovery kits'),
    heading: 'Recovery kits for the safe',
  },
  {
    name: '17-passphrase-weak',
    answers: { ...staffing, ...judged('weak') },
    steps: async (page) => {
      await toNewPassphrase(page, 'tom jarvis oakfield')
      await page.getByText('Too easy to guess.').waitFor()
    },
    heading: 'Add a person',
  },
  {
    name: '17-passphrase-strong',
    answers: { ...staffing, ...judged('strong') },
    steps: async (page) => {
      await toNewPassphrase(page, 'maple orbit candle seven')
      await page.getByText('Very hard to guess.').waitFor()
    },
    heading: 'Add a person',
  },
  {
    name: '17-passphrase-change',
    answers: { ...inRoom(pairRoom, sampleCases), ...judged('strong') },
    steps: toPassphrase,
    heading: 'Change your passphrase',
  },
  {
    name: '17-passphrase-changed',
    answers: { ...inRoom(headRoom, closed), ...judged('strong'), 'passphrase.change': { value: {} } },
    steps: async (page) => {
      await toPassphrase(page)
      await fill(page, 'Your passphrase of today', 'maple orbit candle seven')
      await fill(page, 'Your new passphrase', 'teapot gravel violin nine')
      await fill(page, 'The same passphrase again', 'teapot gravel violin nine')
      await press(page, 'Change my passphrase')
    },
    heading: 'Your passphrase is changed',
  },
  { name: '18-people-suspended', answers: inRoom(suspendedRoom, closed), steps: toPeople, heading: 'People' },
  { name: '18-people-suspend', answers: inRoom(headRoom, closed), steps: toAct('Suspend'), heading: 'Suspend Tom Jarvis?' },
  {
    name: '18-people-remove-problem',
    answers: inRoom(headRoom, closed),
    steps: async (page) => {
      await toAct('Remove')(page)
      await press(page, 'Remove Tom Jarvis')
      await page.getByRole('alert').waitFor()
    },
    heading: 'Remove Tom Jarvis?',
  },
  { name: '18-people-reinstate', answers: inRoom(suspendedRoom, closed), steps: toAct('Reinstate'), heading: 'Reinstate Tom Jarvis?' },
  {
    name: '18-people-holder',
    answers: { ...inRoom(headRoom, closed), 'person.suspend': { value: { room: suspendedRoom, holderOf: ['INC-2026-0014'] } } },
    steps: async (page) => {
      await toAct('Suspend')(page)
      await fill(page, 'Why are they suspended?', 'An allegation is being looked into.')
      await press(page, 'Suspend Tom Jarvis')
    },
    heading: 'Tom Jarvis is suspended',
  },
  {
    name: '19-alerts',
    answers: inRoom(
      {
        ...pairRoom,
        alerts: [
          {
            code: 'sign-in.failed',
            sentence: '3 wrong passphrases were tried for Amina Malik. If that was nobody in this room, tell the head.',
          },
        ],
      },
      sampleCases,
    ),
    heading: 'Cases',
  },
  {
    name: '19-blank',
    answers: inCase('looked', pairRoom, openView),
    steps: async (page) => {
      await page.keyboard.press('F8')
    },
    heading: 'Blank screen. Press any key to come back.',
  },
  {
    name: '19-blank-way-back',
    answers: inCase('looked', pairRoom, openView),
    steps: async (page) => {
      await page.keyboard.press('F8')
      await page.keyboard.press('a')
    },
    heading: 'The screen is blank',
  },
  { name: '19-declaration', answers: toDeclare, heading: 'Amina Malik, do you accept this?' },
  {
    name: '19-declaration-problem',
    answers: {
      ...toDeclare,
      'declaration.accept': { refusal: { code: 'pin.wrong', sentence: 'Amina Malik: that PIN is not right.' } },
    },
    steps: async (page) => {
      await fill(page, 'Amina Malik, your session PIN', '1111')
      await press(page, 'I accept it')
      await page.getByRole('alert').waitFor()
    },
    heading: 'Amina Malik, do you accept this?',
  },
  {
    name: '19-declaration-halted',
    answers: inRoom({ ...pairRoom, halt: haltOf('stopped'), declarationDue: [tom.personId] }),
    steps: (page) => page.getByRole('link', { name: 'Accept the school’s declaration, to write in the case' }).waitFor(),
    heading: haltOf('stopped').guidance.heading,
  },
  { name: '39-holders', answers: inLookedCase, steps: toHolders, heading: 'Who may open this case?' },
  { name: '39-holders-check', answers: inLookedCase, steps: toCheckHolders, heading: 'Check and confirm the change' },
  {
    name: '39-holders-working',
    answers: { ...inLookedCase, 'case.change-holders': { never: true } },
    steps: async (page) => {
      await toCheckHolders(page)
      await fill(page, 'Why does it change?', 'Grace Adeyemi is suspended.')
      await fill(page, 'Passphrase of whoever authorises', 'the head knows four words')
      await fill(page, 'Amina Malik, your session PIN', '4821')
      await fill(page, 'Tom Jarvis, your session PIN', '773012')
      await press(page, 'Change who may open it')
      await page.getByText('Giving the case another key…').waitFor()
    },
    heading: 'Check and confirm the change',
  },
]
