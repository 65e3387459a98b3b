// `npm run demo [-- --out FOLDER]`: a whole investigation, played in the built application through its own screens, against a site of its
// own. It leaves the case files, the documents, the handover and pictures of every main screen in FOLDER, which is a data folder like any
// other: `INCIDENT_ROOM_HOME=FOLDER npm start` opens it, with the people and passphrases of demo.json.

import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Application } from './demo/application.mjs'
import { cast, school } from './demo/cast.mjs'
import { story } from './demo/story.mjs'
import { ensureBuild } from './ground/application-build.mjs'
import { openDisplay } from './ground/display.mjs'
import { runOnGround } from './ground/ground.mjs'
import { runScript, say, SetupError } from './ground/progress.mjs'

await runScript(() =>
  runOnGround(import.meta.url, async (ground) => {
    const { values } = parseArgs({ options: { out: { type: 'string', default: 'demo-output' } } })
    const out = resolve(values.out)
    await clearFolder(out)
    await ensureBuild(ground)
    return play(ground, out)
  }),
)

/**
 * Empties the folder of an earlier demo, and refuses any other that holds something.
 * @param {string} out
 */
async function clearFolder(out) {
  if (existsSync(out) && (await readdir(out)).length > 0) {
    if (!existsSync(join(out, 'demo.json')) && !existsSync(join(out, '.demo'))) {
      throw new SetupError(`${out} holds something that is not an earlier demo. Name an empty folder: npm run demo -- --out FOLDER`)
    }
    await rm(out, { recursive: true })
  }
  await mkdir(out, { recursive: true })
  await writeFile(join(out, '.demo'), 'Made by npm run demo; the next one may clear this folder.\n')
}

/**
 * @param {import('./ground/ground.mjs').Ground} ground
 * @param {string} out
 * @returns {Promise<number>}
 */
async function play(ground, out) {
  const { startSite } = await import('../tests/site/site.mjs')
  const { makeTrustingHome } = await import('../tests/site/trust.mjs')
  const site = await startSite()
  const display = await openDisplay()
  const home = await makeTrustingHome(site.caPem)
  const env = { ...display.env, HOME: home, INCIDENT_ROOM_HOME: out, INCIDENT_ROOM_EXPORTS: out }
  const screens = join(out, 'screens')
  /** @type {import('./demo/story.mjs').Stage} */
  const stage = {
    ground,
    env,
    out,
    site,
    told: { caseReference: '', bundle: '', bundlePassphrase: '', electronVersion: '', counts: { logEntries: 0, exhibits: 0 } },
    app: await Application.start({ ground, env, screens }),
  }
  /** @type {{ title: string, millis: number, ok: boolean }[]} */
  const steps = []
  let failed = false
  process.stdout.write(`\n  Incident Room, a sample investigation at ${school.name}\n\n`)
  try {
    stage.told.electronVersion = await stage.app.version()
    for (const [index, { title, play: playStep }] of story.entries()) {
      const number = String(index + 1).padStart(2)
      if (process.stdout.isTTY) process.stdout.write(`  ${number}  ${title} …`)
      const startedMs = performance.now()
      try {
        await playStep(stage)
      } catch (error) {
        failed = true
        process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}  ${number}  ${title}  FAILED\n`)
        await stage.app.picture('failed').catch(() => undefined)
        process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      }
      const millis = Math.round(performance.now() - startedMs)
      steps.push({ title, millis, ok: !failed })
      if (failed) break
      process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}  ${number}  ${title}  ${(millis / 1_000).toFixed(1)} s \n`)
    }
  } finally {
    await stage.app.close().catch(() => undefined)
    await Promise.all([site.stop(), display.end(), rm(home, { recursive: true, force: true })])
    await rm(join(out, 'profile'), { recursive: true, force: true })
    await writeFile(join(out, 'demo.json'), `${JSON.stringify(await describe(out, stage.told, steps), null, 2)}\n`)
  }
  if (failed) return 1
  tell(out, steps)
  return 0
}

/**
 * What demo.json says. Paths are relative to the folder.
 * @param {string} out
 * @param {import('./demo/story.mjs').Told} told
 * @param {{ title: string, millis: number, ok: boolean }[]} steps
 */
async function describe(out, told, steps) {
  const list = async (/** @type {string} */ folder, /** @type {string} */ ending) =>
    existsSync(join(out, folder)) ? (await readdir(join(out, folder))).filter((name) => name.endsWith(ending)).sort() : []
  const cases = await list('cases', '.case')
  const documents = await list('documents', '.pdf')
  const screens = await list('screens', '.png')
  return {
    school: school.name,
    caseReference: told.caseReference,
    people: Object.values(cast).map(({ name, position, roleId, passphrase }) => ({ name, position, role: roleId, passphrase })),
    caseFile: told.caseReference === '' ? null : `cases/${told.caseReference}.case`,
    haltedCaseFile: cases.map((name) => `cases/${name}`).find((path) => path !== `cases/${told.caseReference}.case`) ?? null,
    bundle: told.bundle,
    bundlePassphrase: told.bundlePassphrase,
    documents: documents.map((name) => `documents/${name}`),
    screens: screens.map((name) => `screens/${name}`),
    counts: { cases: cases.length, documents: documents.length, screens: screens.length, steps: steps.length, ...told.counts },
    electronVersion: told.electronVersion,
    ok: steps.length === story.length && steps.every((step) => step.ok),
    steps,
  }
}

/**
 * @param {string} out
 * @param {{ millis: number }[]} steps
 */
function tell(out, steps) {
  const seconds = steps.reduce((sum, step) => sum + step.millis, 0) / 1_000
  process.stdout.write('\n')
  say(`Done in ${seconds.toFixed(0)} s. Everything is in ${out}:`)
  say('screens/    the whole window at each main step')
  say('documents/  the signed record with its evidence schedule')
  say('handover/   what the Local Authority would be given; check it: npm run verify -- <zip>')
  say('demo.json   people, passphrases, files, timings')
  say(`Look around in it yourself: INCIDENT_ROOM_HOME=${out} npm start`)
}
