// The sample investigation, step by step: a forum thread in which a pupil is threatened, from the report to the handover; then a second case
// that is halted from inside the page, killed, and comes back halted.

import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as act from './acts.mjs'
import { Application } from './application.mjs'
import { cast } from './cast.mjs'

/**
 * @typedef {object} Told
 * @property {string} caseReference
 * @property {string} bundle
 * @property {string} bundlePassphrase
 * @property {string} electronVersion
 * @property {{ logEntries: number, exhibits: number }} counts as the verifier tells them
 */

/**
 * @typedef {object} Stage what the steps share
 * @property {import('../ground/ground.mjs').Ground} ground
 * @property {NodeJS.ProcessEnv} env
 * @property {string} out
 * @property {import('../../tests/site/site.mjs').Site} site the local site
 * @property {Application} app
 * @property {Told} told what demo.json will say
 */

/** @typedef {{ title: string, play: (stage: Stage) => Promise<void> }} Step */

/** @type {Step[]} */
export const story = [
  {
    title: 'The school is set up: authority, computer, head',
    play: async ({ app }) => act.foundSchool(app),
  },
  {
    title: 'Three more people enrol, each with their own passphrase',
    play: async ({ app }) => {
      for (const player of [cast.amina, cast.tom, cast.dana]) await act.enrol(app, player)
      await app.picture('people')
      await act.signOut(app)
    },
  },
  {
    title: 'Two sign in; one alone gets no further',
    play: async ({ app }) => {
      await act.signInTogether(app, true)
      await app.picture('home')
    },
  },
  {
    title: 'They record the report',
    play: async ({ app }) =>
      act.recordReport(app, {
        what: 'Threats against a pupil in an online forum\nA pupil of 9B showed the thread on a classroom computer and was upset.',
        kind: 'A pupil',
        subject: 'Sam Reported',
        withPictures: true,
      }),
  },
  {
    title: 'Could it be illegal? Both answer before anything opens',
    play: async ({ app }) => act.answerTriage(app, true),
  },
  {
    title: 'The head authorises in writing',
    play: async ({ app }) => act.authorise(app, true),
  },
  {
    title: 'The computer is the designated one',
    play: async ({ app }) => {
      await act.checkComputer(app, true)
      await app.picture('task-list')
    },
  },
  {
    title: 'They open the thread: two redirects, TLS, all recorded',
    play: async ({ app, site }) => {
      await act.openTask(app, 'Review the sites')
      await act.openAddress(app, `${site.httpUrl}/go/88213`)
      await app.read(/^Opened /)
      await app.picture('review')
    },
  },
  {
    title: 'They describe the concern',
    play: async ({ app }) => {
      await act.describeConcern(app, {
        category: 'Threats, violence or mental harm',
        words: 'Several posts threaten a pupil by name and tell others to wait for him after school.',
      })
    },
  },
  {
    title: 'Both agree, and a picture is kept',
    play: async ({ app }) => {
      await act.agree(app, cast.amina)
      await app.picture('one-has-agreed')
      await act.agree(app, cast.tom)
      await app.press('Keep picture')
      await app.page.getByRole('heading', { name: /Exhibit 1/ }).waitFor()
      await app.picture('receipt')
      await app.press('Carry on')
    },
  },
  {
    title: 'A pop-up, a download, a page that cannot be trusted: refused and recorded',
    play: async ({ app, site }) => {
      await act.openAddress(app, `${site.httpUrl}/pop-up`)
      await app.read('Pop-up refused')
      await act.openAddress(app, `${site.httpUrl}/download-by-itself`)
      await app.read('Download refused')
      await act.openAddress(app, site.bad.expired)
      await app.read(/^Did not open/)
      await app.picture('certificate-refused')
      await act.openAddress(app, 'file:///etc/passwd')
      await app.read('Address refused: not a web page')
    },
  },
  {
    title: 'A second page, a second picture',
    play: async ({ app, site }) => {
      await act.openAddress(app, `${site.httpsUrl}/gallery`)
      await app.read(/Opened forum\.localhost:\d+\/gallery/)
      await act.agree(app, cast.amina)
      await act.agree(app, cast.tom)
      await app.press('Keep picture')
      await app.page.getByRole('heading', { name: /Exhibit 2/ }).waitFor()
      await app.press('Carry on')
    },
  },
  {
    title: 'They judge together, in writing',
    play: async ({ app }) => {
      await app.follow(/finish the review/i)
      await app.see('Have you seen enough?')
      await app.press('Finish the review')
      await act.openTask(app, 'Does the concern have substance?')
      await app.choose('Yes, it has substance')
      await app.fill(
        'Your reasons',
        'The thread names the pupil and threatens violence on school grounds. The account belongs to a pupil of 9B.',
      )
      await app.fill(
        'Conclusion, and the action proposed or taken',
        'The concern has substance. The school acts under its behaviour policy and tells both families.',
      )
      await act.confirmBoth(app)
      await app.picture('judge')
      await app.press('Record our judgement')
      await app.see('What you have done, and what is left')
    },
  },
  {
    title: 'The table proposes, they decide',
    play: async ({ app }) => {
      await act.openTask(app, 'Actions')
      await app.see('What kind of incident was it?')
      await app.page.getByLabel(/^Sending an email, text or message/).check()
      await app.press('Continue')
      await app.see('What will be done?')
      const owners = app.page.getByLabel('Who does it?')
      for (let row = 0; row < (await owners.count()); row += 1) await owners.nth(row).fill(cast.amina.name)
      await act.confirmBoth(app)
      await app.picture('actions')
      await app.press('Record the actions')
      await app.see('What you have done, and what is left')
    },
  },
  {
    title: 'Both sign; the case is closed',
    play: async ({ app, told }) => {
      await act.openTask(app, 'Sign and close')
      await app.see('Check what you will both sign')
      await app.picture('sign-and-close')
      await act.confirmBoth(app)
      await app.press('Sign and close the case')
      await app.page.getByRole('heading', { name: /closed/i, level: 1 }).waitFor({ timeout: 120_000 })
      told.caseReference = /INC-\d{4}-\d{4}/.exec(await app.page.locator('body').innerText())?.[0] ?? ''
      await app.press('Check the log')
      await app.read(/unchanged and signed/)
      await app.page
        .getByRole('button', { name: /^Save a copy/ })
        .first()
        .click()
      await app.read(/Saved as/)
      await app.picture('closed')
      await act.signOut(app)
    },
  },
  {
    title: 'The DSL reads the closed case alone and signs the review',
    play: async ({ app, told }) => {
      await act.signInAlone(app, cast.dana)
      await app.follow(told.caseReference)
      await app.press('Review this case')
      await app.choose('Yes. I sign the review')
      await app.fill('Remarks (optional)', 'The procedure was followed. The record is complete.')
      await app.page.getByLabel(/Dana Whitfield.*PIN/).fill(cast.dana.pin)
      await app.picture('dsl-review')
      await app.page
        .locator('main form')
        .getByRole('button', { name: /sign|send/i })
        .last()
        .click()
      await app.page.getByRole('heading', { name: /^Review INC-/, level: 1 }).waitFor({ state: 'detached' })
      await act.signOut(app)
    },
  },
  {
    title: 'The head hands the case over, encrypted and signed',
    play: async ({ app, told, out }) => {
      await act.signInAlone(app, cast.rita)
      await app.follow(told.caseReference)
      await app.press('Hand this case over')
      await app.see('Who receives this case?')
      await app.fill('Who receives it?', 'J. Ellis, LADO')
      await app.fill('Their organisation', 'Northshire County Council')
      await app.page.getByLabel(/Rita Okafor.*PIN/).fill(cast.rita.pin)
      await app.picture('handover')
      await app.page.locator('main form').getByRole('button').last().click()
      await app.see('The handover file is ready')
      await app.picture('handed-over')
      told.bundlePassphrase = (await app.page.locator('.passphrase__words').innerText()).trim()
      await app.follow('I have written the passphrase down')
      await app.page.getByRole('heading', { name: 'The handover file is ready', level: 1 }).waitFor({ state: 'detached' })
      const [bundle] = (await readdir(join(out, 'handover'))).filter((name) => name.endsWith('.zip'))
      told.bundle = `handover/${bundle ?? ''}`
      await act.signOut(app)
    },
  },
  {
    title: 'Whoever receives it checks it, offline',
    play: async ({ told, out, ground }) => {
      const env = { ...ground.env, INCIDENT_ROOM_PASSPHRASE: told.bundlePassphrase }
      const { stdout } = await promisify(execFile)(ground.node, [join(ground.root, 'scripts', 'verify.mjs'), join(out, told.bundle)], {
        env,
      })
      if (!stdout.includes('INTACT')) throw new Error(`The verifier did not find the bundle intact:\n${stdout}`)
      told.counts = {
        logEntries: Number(/Log\s+(\d+) entries/.exec(stdout)?.[1]),
        exhibits: Number(/Exhibits\s+(\d+) enclosed/.exec(stdout)?.[1]),
      }
    },
  },
  {
    title: 'A second case; STOP on one key, from inside the page',
    play: async ({ app, site }) => {
      await act.signInTogether(app)
      await act.recordReport(app, { what: 'A link found in a lost property phone', kind: 'A pupil', subject: '' })
      await act.answerTriage(app)
      await act.authorise(app)
      await act.checkComputer(app)
      await act.openTask(app, 'Review the sites')
      await act.openAddress(app, `${site.httpsUrl}/thread/88213`)
      await app.read(/^Opened /)
      await app.keyInEvidence('F9')
      await app.read('This computer is locked')
      if ((await app.countEvidenceViews()) !== 0) throw new Error('the evidence view is still there after STOP')
      await app.picture('halted')
    },
  },
  {
    title: 'kill -9, and it comes back halted',
    play: async (stage) => {
      await stage.app.kill()
      stage.app = await Application.start({ ...stage, screens: join(stage.out, 'screens'), pictures: stage.app.pictures })
      await stage.app.read('This computer is locked')
      await stage.app.picture('halted-after-kill')
    },
  },
]
