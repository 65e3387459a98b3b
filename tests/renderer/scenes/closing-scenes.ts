// Judging, acting, signing, and the closed case.
import type { Page } from 'playwright'
import { inCase } from './answers'
import { aloneRoom, grace, head } from './people'
import { fill, follow, press, type Scene } from './scene'
import { caseAt } from './sample-case'

const toActions = async (page: Page) => {
  await follow(page, 'Actions')
  await page
    .getByLabel(/^Sending an e-?mail, text|offensive/)
    .first()
    .check()
  await press(page, 'Continue')
}
const found = (ok: boolean) => ({
  value: {
    ok,
    entries: 25,
    blobs: 3,
    sentence: ok
      ? 'All 25 entries and 3 files are as they were signed.'
      : 'Entry 17 was changed after it was signed: its hash does not match. Everything before it is unbroken. Do not use this file; ask for a copy.',
  },
})

export const closingScenes: readonly Scene[] = [
  { name: '60-tasks-finished', answers: inCase('finished'), heading: 'What you have done, and what is left' },
  {
    name: '61-judge',
    answers: inCase('finished'),
    steps: (page) => follow(page, 'Does the concern have substance?'),
    heading: 'Does the concern have substance?',
  },
  {
    name: '61-judge-problem',
    answers: inCase('finished'),
    steps: async (page) => {
      await follow(page, 'Does the concern have substance?')
      await press(page, 'Record our judgement')
    },
    heading: 'Does the concern have substance?',
  },
  {
    name: '62-act-incident',
    answers: inCase('judged'),
    steps: (page) => follow(page, 'Actions'),
    heading: 'What kind of incident was it?',
  },
  { name: '63-act-actions', answers: inCase('judged'), steps: toActions, heading: 'What will be done?' },
  {
    name: '64-act-departure',
    answers: inCase('judged'),
    steps: async (page) => {
      await toActions(page)
      await page.getByRole('checkbox', { name: 'Suspension' }).click()
      await press(page, 'Record the actions')
    },
    heading: 'What will be done?',
  },
  { name: '65-close', answers: inCase('acted'), steps: (page) => follow(page, 'Sign and close'), heading: 'Check what you will both sign' },
  {
    name: '66-closing',
    answers: { ...inCase('acted'), 'case.close': { never: true } },
    steps: async (page) => {
      await follow(page, 'Sign and close')
      await fill(page, 'Amina Malik, your session PIN', '4821')
      await fill(page, 'Tom Jarvis, your session PIN', '7730')
      await press(page, 'Sign and close the case')
      await page.evaluate(() =>
        window.scripted?.tell({
          name: 'work.progress',
          body: {
            workId: 'f'.repeat(32),
            title: 'Setting the record of review',
            fraction: 0.42,
            secondsLeft: 7,
            cancellable: true,
            done: false,
          },
        }),
      )
      await page.getByRole('progressbar').waitFor()
    },
    heading: 'Check what you will both sign',
  },
  { name: '70-closed', answers: inCase('closed'), heading: 'INC-2026-0014 is closed' },
  {
    name: '71-closed-checked',
    answers: {
      ...inCase('closed'),
      'log.verify': found(true),
      'document.save': {
        value: {
          fileName: 'INC-2026-0014-record-of-review.pdf',
          folderName: 'Incident Room exports',
          sizeBytes: 1_204_551,
          sha256: 'a'.repeat(64),
        },
      },
    },
    steps: async (page) => {
      await press(page, 'Check the log')
      await press(page, 'Save a copy of Record of reviewing devices / internet sites')
      await page.getByText('Read the whole record').click()
      await page.getByText('Saved as').waitFor()
    },
    heading: 'INC-2026-0014 is closed',
  },
  {
    name: '72-closed-altered',
    answers: { ...inCase('closed'), 'log.verify': found(false) },
    steps: async (page) => {
      await press(page, 'Check the log')
      await page.getByText('Read the log').click()
      await page.getByText('Entry 17').waitFor()
    },
    heading: 'INC-2026-0014 is closed',
  },
  { name: '73-closed-dsl', answers: inCase('closed', aloneRoom(grace)), heading: 'INC-2026-0014 is closed' },
  {
    name: '74-dsl-review',
    answers: inCase('closed', aloneRoom(grace)),
    steps: async (page) => {
      await press(page, 'Review this case')
      await page.getByLabel('I have questions. I send it back').check()
    },
    heading: 'Review INC-2026-0014',
  },
  { name: '75-closed-head', answers: inCase('disclosed', aloneRoom(head)), heading: 'INC-2026-0014 is closed' },
  {
    name: '76-handover',
    answers: inCase('reviewed', aloneRoom(head)),
    steps: (page) => press(page, 'Hand this case over'),
    heading: 'Who receives this case?',
  },
  {
    name: '77-handed-over',
    answers: {
      ...inCase('reviewed', aloneRoom(head)),
      'handover.export': {
        value: {
          fileName: 'INC-2026-0014-handover.zip',
          folderName: 'Incident Room exports',
          sizeBytes: 6_204_118,
          sha256: '9f2c41ab77e05d13'.repeat(4),
          bundlePassphrase: 'maple-orbit-candle-seven-harbour-quilt',
          caFingerprint: '4be190c7a2f85d13'.repeat(4),
          view: caseAt('disclosed'),
        },
      },
    },
    steps: async (page) => {
      await press(page, 'Hand this case over')
      await fill(page, 'Who receives it?', 'DC Helen Ward')
      await fill(page, 'Their organisation', 'Avon and Somerset Police')
      await fill(page, 'Rita Okafor, your session PIN', '9036')
      await press(page, 'Make the handover file')
    },
    heading: 'The handover file is ready',
  },
]
