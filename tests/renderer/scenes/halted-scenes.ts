// Stopped: before anybody signs in, with both signed in, and all that is written down on the police route.
import type { Page } from 'playwright'
import { haltOf, inCase, inRoom, openView } from './answers'
import { aloneRoom, emptyRoom, grace, pairRoom } from './people'
import type { Chapter } from './sample-case'
import { follow, press, type Scene } from './scene'

const halted = (kind: Parameters<typeof haltOf>[0], chapter: Chapter) => inCase(chapter, { ...pairRoom, halt: haltOf(kind) })
const pressStop = async (page: Page) => {
  await follow(page, 'Review the sites')
  await press(page, 'STOP or press F9')
}

export const haltedScenes: readonly Scene[] = [
  {
    name: '80-stopping',
    answers: { ...inCase('looked', pairRoom, openView), halt: { never: true } },
    steps: pressStop,
    heading: 'Stopped',
  },
  {
    name: '80-stopping-no-answer',
    answers: {
      ...inCase('looked', pairRoom, openView),
      halt: { refusal: { code: 'internal', sentence: 'Something went wrong inside Incident Room. Press STOP again.' } },
    },
    steps: async (page) => {
      await pressStop(page)
      await page.getByRole('alert').waitFor()
    },
    heading: 'Stopped',
  },
  {
    name: '81-halted-after-restart',
    answers: inRoom({ ...emptyRoom, halt: haltOf('child-sexual-abuse') }),
    heading: 'Call the police now',
  },
  { name: '82-halted-by-button', answers: halted('stopped', 'stopped'), heading: 'Stopped. You have time now.' },
  { name: '83-halted', answers: halted('child-sexual-abuse', 'halted'), heading: 'Call the police now' },
  { name: '84-halted-called', answers: halted('child-sexual-abuse', 'called'), heading: 'Call the police now' },
  { name: '85-halted-by-triage', answers: halted('suspected', 'suspected'), heading: 'Call the police now. Open nothing.' },
  {
    name: '86-halted-sign-in',
    answers: inRoom({ ...emptyRoom, halt: haltOf('stopped') }),
    steps: (page) => press(page, 'Sign in, both of you'),
    heading: 'Sign in, both of you',
  },
  {
    name: '87-halted-no-key',
    answers: {
      ...inRoom({ ...pairRoom, halt: haltOf('stopped') }),
      'case.open': {
        refusal: {
          code: 'case.no-share',
          sentence:
            'Neither of you holds a part of the key of INC-2026-0014. Two of Amina Malik, Grace Adeyemi and Rita Okafor can open it.',
        },
      },
    },
    heading: 'Stopped. You have time now.',
  },
  {
    name: '88-halted-alone',
    answers: inRoom({ ...aloneRoom(grace), halt: haltOf('stopped') }),
    steps: (page) => follow(page, 'See what to do'),
    heading: 'Stopped. You have time now.',
  },
  {
    name: '89-police',
    answers: halted('child-sexual-abuse', 'halted'),
    steps: (page) => press(page, 'Write down what the police said'),
    heading: 'What did the police say?',
  },
  {
    name: '90-police-step',
    answers: halted('child-sexual-abuse', 'halted'),
    steps: (page) => follow(page, 'Mark as done: Keep the computer where nobody uses it.'),
    heading: 'Keep the computer where nobody uses it',
  },
  {
    name: '91-what-was-seen',
    answers: halted('stopped', 'stopped'),
    steps: (page) => follow(page, 'Say what you saw, in words'),
    heading: 'What did you see?',
  },
  {
    name: '92-release',
    answers: halted('child-sexual-abuse', 'called'),
    steps: (page) => follow(page, 'Release this computer'),
    heading: 'Release this computer?',
  },
]
