// What people do on the screens, one function for each thing that the procedure asks of them.

import { cast, school } from './cast.mjs'

/** @typedef {import('./application.mjs').Application} Application */
/** @typedef {import('./cast.mjs').Player} Player */

/** @param {Application} app */
export async function foundSchool(app) {
  await app.see('Set up Incident Room')
  await app.picture('first-run')
  await app.press('Start now')
  await app.fill('Name of the school', school.name)
  await app.fill('What you call this computer, and where it stands', school.computer)
  await app.picture('this-computer')
  await app.press('Continue')
  const { rita } = cast
  await app.fill('Your name', rita.name)
  await app.fill('Your position', rita.position)
  await choosePassphrase(app, rita)
  await app.press('Set up the school')
  await app.see('Who works with Incident Room?')
}

/** @param {Application} app @param {Player} player */
export async function enrol(app, player) {
  await app.press('Add a person')
  await app.fill('Your name', player.name)
  await app.fill('Your position', player.position)
  await app.choose(player.role)
  await choosePassphrase(app, player)
  await app.press('Add me')
  await app.page.getByRole('heading', { name: 'Add a person', level: 1 }).waitFor({ state: 'detached' })
}

/** @param {Application} app @param {Player} player */
async function choosePassphrase(app, player) {
  await app.fill('Your passphrase', player.passphrase)
  await app.fill('The same passphrase again', player.passphrase)
}

/** @param {Application} app @param {Player} player @param {string} [passphrase] */
async function giveCredentials(app, player, passphrase = player.passphrase) {
  await app.select('Your name', `${player.name}, ${player.position}`)
  await app.fill('Your passphrase', passphrase)
  await app.fill('Choose a session PIN', player.pin)
}

/** @param {Application} app @param {boolean} [withPictures] */
export async function signInTogether(app, withPictures = false) {
  await app.see('Sign in, both of you')
  if (withPictures) {
    await giveCredentials(app, cast.amina, 'not her passphrase')
    await app.press('Sign in')
    await app.read(/passphrase/i)
    await app.page.getByRole('alert').first().waitFor()
    await app.picture('sign-in-refused')
  }
  await giveCredentials(app, cast.amina)
  await app.press('Sign in')
  await app.see('Now the second person')
  if (withPictures) await app.picture('one-alone-gets-no-further')
  await giveCredentials(app, cast.tom)
  await app.press('Sign in')
  await app.page.getByRole('heading', { name: 'Now the second person', level: 1 }).waitFor({ state: 'detached' })
  await declareWhereAsked(app, [cast.amina, cast.tom])
}

/** The first time in a year, each makes the school's declaration. @param {Application} app @param {Player[]} players */
async function declareWhereAsked(app, players) {
  for (const player of players) {
    await app.page.getByRole('heading', { name: 'The school’s declaration', level: 1 }).waitFor({ state: 'detached' })
    const asked = app.page.getByRole('heading', { name: `${player.name}, do you accept this?`, level: 1 })
    if (!(await asked.isVisible())) continue
    await app.fill(`${player.name}, your session PIN`, player.pin)
    await app.press('I accept it')
    await asked.waitFor({ state: 'detached' })
  }
}

/** @param {Application} app @param {Player} player */
export async function signInAlone(app, player) {
  await app.follow('Sign in alone')
  await app.see('Sign in alone')
  await giveCredentials(app, player)
  await app.press('Sign in alone')
  await app.page.getByRole('heading', { name: 'Sign in alone', level: 1 }).waitFor({ state: 'detached' })
  await declareWhereAsked(app, [player])
}

/** @param {Application} app */
export async function signOut(app) {
  await app.follow('Sign out')
  const sure = app.page.getByRole('heading', { name: /^Sign (both of you )?out\?$/, level: 1 })
  await sure.waitFor()
  await app.page
    .locator('main')
    .getByRole('button', { name: /sign.* out/i })
    .first()
    .click()
  await app.page.getByRole('heading', { name: 'Sign in, both of you', level: 1 }).waitFor()
}

/** Both confirm, each with their own PIN. @param {Application} app */
export async function confirmBoth(app) {
  for (const player of [cast.amina, cast.tom]) await app.fill(`${player.name}, your session PIN`, player.pin)
}

/** @param {Application} app @param {{ what: string, subject: string, kind: string, withPictures?: boolean }} report */
export async function recordReport(app, { what, subject, kind, withPictures = false }) {
  await app.follow('Report suspected misuse')
  await app.see('What was reported?')
  await app.fill('What was reported?', what)
  if (withPictures) await app.picture('report')
  await app.press('Continue')
  await app.fill('Who reported it?', 'P. Shah, class teacher of 9B')
  const aWhileAgo = new Date(Date.now() - 12 * 60_000)
  await app.fill('Time', aWhileAgo.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }))
  await app.press('Continue')
  await app.choose(kind)
  await app.fill('Their name, if it was given', subject)
  await app.press('Continue')
  await app.fill('Which device or account?', 'Room 12, computer 4; account 9b-14')
  await app.press('Continue')
  await app.choose('No, as far as we know')
  await app.press('Continue')
  await app.see('Check the report before it is recorded')
  if (withPictures) await app.picture('check-report')
  await app.press('Record the report and begin the case')
  await app.page.getByRole('heading', { name: 'Check the report before it is recorded' }).waitFor({ state: 'detached' })
}

/** @param {Application} app @param {boolean} [withPictures] */
export async function answerTriage(app, withPictures = false) {
  await openTask(app, 'Could it be illegal?')
  await app.choose('No, we do not suspect it')
  await confirmBoth(app)
  if (withPictures) await app.picture('triage')
  await app.page.locator('main form').getByRole('button').last().click()
  await app.page.getByRole('heading', { name: 'Could it be illegal?', level: 1 }).waitFor({ state: 'detached' })
}

/** @param {Application} app @param {boolean} [withPictures] */
export async function authorise(app, withPictures = false) {
  await openTask(app, 'Authorisation')
  await app.fill('Why does this have to be looked into?', 'A pupil says that others threaten them in an online forum.')
  await app.fill('What may be looked at?', 'The thread that was reported, and what it links to.')
  await app.press('Continue')
  await app.see('Is either of you close to anybody whom this concerns?')
  for (const player of [cast.amina, cast.tom])
    await app.page.getByRole('group', { name: player.name }).getByLabel('I am not close to anybody whom this concerns').check()
  await app.press('Continue')
  await app.see('Who else may open this case?')
  await app.choose(cast.rita.name)
  await app.press('Continue')
  await app.choose('No, the sites can be reached as they are')
  await app.press('Continue')
  await app.see('Check and authorise')
  await app.select('Who authorises?', /^Rita Okafor/)
  await app.fill('Passphrase of whoever authorises', cast.rita.passphrase)
  if (withPictures) await app.picture('authorise')
  await app.press('Authorise this case')
  await app.see('What you have done, and what is left')
}

/** @param {Application} app @param {boolean} [withPictures] */
export async function checkComputer(app, withPictures = false) {
  await openTask(app, 'This computer')
  await confirmBoth(app)
  if (withPictures) await app.picture('computer')
  await app.press('Confirm this computer')
  await app.see('What you have done, and what is left')
}

/** From the task list to one step; some steps come up by themselves. @param {Application} app @param {string} title */
export async function openTask(app, title) {
  const tasks = app.page.getByRole('heading', { name: 'What you have done, and what is left', level: 1 })
  const already = app.page.getByRole('heading', { name: title, level: 1 })
  await tasks.or(already).first().waitFor()
  if (await already.isVisible()) return
  await app.follow(title)
}

/** Opens an address and waits until its page is there. @param {Application} app @param {string} url */
export async function openAddress(app, url) {
  await app.page.getByLabel('Address', { exact: true }).fill(url)
  await app.press('Open')
}

/** @param {Application} app @param {{ category: string, words: string }} concern */
export async function describeConcern(app, { category, words }) {
  await app.page.getByRole('button', { name: 'Describe a concern' }).first().click()
  await app.page.getByLabel(category, { exact: false }).first().check()
  await app.fill('What do you see?', words)
  await app.press('Record the concern')
  await app.read(/Concern described/)
}

/** Each agrees with an own act. @param {Application} app @param {Player} player */
export async function agree(app, player) {
  await app.press(`${player.name}: agree with your PIN`)
  await app.page.locator('.agree__form input').fill(player.pin)
  await app.press('I agree')
  await app.read(`${player.name.split(' ')[0] ?? ''} agrees`)
}
