// The review, from an empty frame to a finished one.
import type { Page } from 'playwright'
import { noView } from 'shared/view-state'
import { inCase, openView } from './answers'
import { amina, pairRoom, tom } from './people'
import { threadUrl, visits } from './sample-case'
import { fill, follow, press, type Scene } from './scene'

const toReview = (page: Page) => follow(page, 'Review the sites')
const looking = inCase('looked', pairRoom, openView)
const agreement = (people: readonly string[]) => ({
  value: {
    visitId: openView.visitId,
    agreed: people.map((personId) => ({ personId: personId as typeof amina.personId, at: '2026-11-22T14:02:30.000Z' })),
    ready: people.length === 2,
    statement: 'I agree.',
  },
})
const both = { ...looking, 'capture.agreement': agreement([amina.personId, tom.personId]) }
const heading = 'Review the sites'

export const reviewScenes: readonly Scene[] = [
  { name: '40-review-nothing-open', answers: inCase('ready'), steps: toReview, heading },
  { name: '41-review-open', answers: looking, steps: toReview, heading },
  {
    name: '42-review-typing-pin',
    answers: { ...looking, 'capture.agreement': agreement([amina.personId]) },
    steps: async (page) => {
      await toReview(page)
      await press(page, 'Tom Jarvis: agree with your PIN')
    },
    heading,
  },
  {
    name: '43-review-both-agree',
    answers: both,
    steps: async (page) => {
      await toReview(page)
      await page.getByText('Both agree. The picture can be kept.').waitFor({ state: 'attached' })
    },
    heading,
  },
  {
    name: '44-review-receipt',
    answers: {
      ...both,
      'capture.take': {
        value: {
          number: 3,
          sha256: '9f2c41ab77e05d13'.repeat(4),
          sizeBytes: 2_418_330,
          widthPx: 1280,
          heightPx: 6412,
          takenAt: '2026-11-22T14:04:11.000Z',
          url: threadUrl,
          seq: 26,
          millis: 2100,
        },
      },
    },
    steps: async (page) => {
      await toReview(page)
      await press(page, 'Keep picture')
      await page.getByText('Exhibit 3 kept by both').waitFor()
    },
    heading,
  },
  {
    name: '45-review-refused',
    answers: {
      ...both,
      'capture.take': {
        refusal: { code: 'capture.other-page', sentence: 'The page has changed since you agreed. Look at it, and agree again.' },
      },
    },
    steps: async (page) => {
      await toReview(page)
      await press(page, 'Keep picture')
      await page.getByRole('alert').waitFor()
    },
    heading,
  },
  {
    name: '46-concern',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await press(page, 'Describe a concern')
    },
    heading,
  },
  {
    name: '47-concern-school',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await press(page, 'Describe a concern')
      await page.getByLabel('Promoting discrimination').check()
      await fill(page, 'What do you see?', 'A post mocks a named pupil for her religion.')
    },
    heading,
  },
  {
    name: '48-concern-stop',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await press(page, 'Describe a concern')
      await page.getByLabel('Child sexual abuse images').check()
    },
    heading,
  },
  {
    name: '49-concern-refer',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await press(page, 'Describe a concern')
      await page.getByLabel('Terrorist or extremist material').check()
    },
    heading,
  },
  {
    name: '50-review-not-trusted',
    answers: inCase('looked', pairRoom, {
      ...openView,
      visitId: visits[2] ?? null,
      url: 'https://files.example.net/photos',
      tls: 'bad',
      remote: null,
      failure: {
        code: 'net::ERR_CERT_AUTHORITY_INVALID',
        sentence: 'The certificate of this site is not trusted, so the page was not shown. It may not be the site that it says it is.',
      },
    }),
    steps: toReview,
    heading,
  },
  {
    name: '50b-review-asked-all-the-same',
    answers: inCase('looked', pairRoom, {
      ...openView,
      visitId: visits[2] ?? null,
      url: 'https://files.example.net/photos',
      tls: 'bad',
      remote: null,
      failure: {
        code: 'net::ERR_CERT_AUTHORITY_INVALID',
        sentence: 'The certificate of this site is not trusted, so the page was not shown. It may not be the site that it says it is.',
      },
      question: {
        kind: 'certificate',
        url: 'https://files.example.net/photos',
        host: 'files.example.net',
        detail: `The certificate is not from an authority that this computer trusts. SHA-256 ${'9f2c41ab77e05d13'.repeat(4)}`,
      },
    }),
    steps: async (page) => {
      await toReview(page)
      await page.getByRole('button', { name: 'Open it all the same' }).click()
    },
    heading,
  },
  {
    name: '51-review-wrong-scheme',
    answers: {
      ...inCase('ready'),
      'visit.open': {
        refusal: {
          code: 'address.scheme',
          sentence: 'Only web pages can be opened here: an address that begins with http:// or https://. Check the address.',
        },
      },
    },
    steps: async (page) => {
      await toReview(page)
      await fill(page, 'Address', 'file:///etc/passwd')
      await press(page, 'Open')
      await page.getByRole('alert').waitFor()
    },
    heading,
  },
  {
    name: '52-review-opening',
    answers: inCase('ready', pairRoom, { ...noView, open: true, loading: true, url: threadUrl }),
    steps: toReview,
    heading,
  },
  {
    name: '53-review-concerns',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await page.getByRole('tab', { name: /Concerns/ }).click()
    },
    heading,
  },
  {
    name: '54-review-exhibits',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await page.getByRole('tab', { name: /Exhibits/ }).click()
    },
    heading,
  },
  {
    name: '55-exhibit',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await page.getByRole('tab', { name: /Exhibits/ }).click()
      await follow(page, 'Exhibit 1')
      await page.getByRole('img').waitFor()
    },
    heading: 'Exhibit 1',
  },
  {
    name: '56-finish-review',
    answers: looking,
    steps: async (page) => {
      await toReview(page)
      await follow(page, 'Finish the review')
    },
    heading: 'Have you seen enough?',
  },
  { name: '57-tasks-reviewing', answers: looking, heading: 'What you have done, and what is left' },
]
