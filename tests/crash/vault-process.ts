// A Vault in a process of its own over a data folder that is there already: two sign in, open the case, and halt or close it until they are
// killed. Built and started by `vault-kill.test.ts`; tells what has been acknowledged in lines on standard output.
import { writeSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Input, VaultIntention } from 'shared/contract'
import type { CaseId } from 'shared/parts'
import { openVault } from '../../src-main/vault/answering'
import { writeHaltMarker } from '../../src-main/vault/halt-marker-file'
import { exampleRecord, exampleUrl, passphrases, pins } from '../vault/investigation'

const [work, home = '', caseId = '', amina = '', tom = ''] = process.argv.slice(2)
const places = { home, exports: `${home}/exports`, resources: resolve('resources') }
const vault = await openVault({ places, version: 'test', notify: () => undefined })

/** Straight to the file descriptor: what is buffered when the process is killed would never have been said. */
function tell(line: string): void {
  writeSync(1, `${line}\n`)
}

const ask = <I extends VaultIntention>(name: I, input: Input<I>): Promise<unknown> => vault.answer({ from: 'face', name, input })

async function haltAtOnce(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    const { visitId } = (await vault.answer({ from: 'desk', name: 'visit.request', input: { url: exampleUrl, cause: 'typed' } })) as {
      visitId: string
    }
    await vault.answer({ from: 'desk', name: 'visit.record', input: { visitId, record: exampleRecord(exampleUrl) } })
    tell(`visited ${visitId}`)
  }
  // In the Desk's order: the marker first, the log after.
  const haltedAt = new Date().toISOString()
  const act = { cause: 'button' as const, categoryId: null, haltedAt }
  await writeHaltMarker(places, { format: 'incident-room/halt', version: 1, caseId: caseId as CaseId, reference: '', ...act })
  tell('marked')
  await vault.answer({ from: 'desk', name: 'halt.record', input: { ...act, url: exampleUrl, visitId: null, blankAfterMs: 20 } })
  tell('halted')
}

async function close(): Promise<void> {
  const both = [
    { personId: amina, pin: pins.amina },
    { personId: tom, pin: pins.tom },
  ] as unknown as Input<'case.close'>['both']
  await ask('case.close', { both })
  tell('closed')
}

for (const [who, personId] of [
  ['amina', amina],
  ['tom', tom],
] as const) {
  await ask('session.sign-in', { personId, passphrase: passphrases[who], pin: pins[who], purpose: 'pair' })
}
await ask('case.open', { caseId })
tell('ready')
await (work === 'halt' ? haltAtOnce() : close())
tell('done')
