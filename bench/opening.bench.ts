// Opening a case of 100,000 entries beside opening one of 100, from the two people's shares to the state that the screens show. What makes a log that long is a page that asks and asks again for what
// the view refuses: each refusal is an entry. Both cases have the visits and concerns of a long review, as many as fit.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CaseFact } from 'shared/events'
import { visitId } from 'shared/parts'
import { parsePolicy } from 'shared/policy'
import { newBlob, OpenCase } from '../src-main/vault/open-case'
import { makeCaseKey } from '../src-main/vault/keys/case-key'
import { combineShares, dealShares } from '../src-main/vault/keys/shares'
import type { Sidecar } from '../src-main/vault/keys/sidecar'
import { caseOpened, concernDescribed } from '../tests/vault/case-file/sample-facts'
import { contextOf, makeSchool } from '../tests/vault/keys/school'
import { exampleRecord } from '../tests/vault/investigation'
import { median, timed } from './figure'
import type { Measure } from './figure'
import { inThrowawayFolder } from './throwaway-folder'

const rounds = 15
const factsAtOnce = 500

export const measure: Measure = ({ say }) =>
  inThrowawayFolder(async (folder) => {
    const small = await makeLongCase(join(folder, 'small.case'), 100)
    say('Making a case of 100,000 entries')
    const large = await makeLongCase(join(folder, 'large.case'), 100_000)
    const [smallMs, largeMs]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      smallMs.push((await timed(small)).millis)
      largeMs.push((await timed(large)).millis)
    }
    return [
      { name: 'Open a case of 100,000 entries ÷ one of 100', value: median(largeMs) / median(smallMs), unit: '×', goal: 2 },
      { name: 'Open a case of 100,000 entries: p50', value: median(largeMs), unit: 'ms', goal: null },
    ]
  })

/** Makes a case of so many entries and leaves it as the application does; answers what opens it again. */
async function makeLongCase(path: string, entries: number): Promise<() => Promise<void>> {
  const school = await makeSchool(['Amina Malik', 'Tom Jarvis'])
  const { members } = school
  const signers = members.map(({ secret }) => secret)
  const bytes = new Uint8Array(readFileSync(resolve('resources/policy/default.json')))
  const policy = parsePolicy(JSON.parse(Buffer.from(bytes).toString('utf8')))
  const pack = newBlob(bytes, 'application/json')
  const opened = caseOpened()
  if (opened.type !== 'case.opened') throw new Error('Not the opening of a case')
  const body = { ...opened.body, policy: { version: policy.version, hash: pack.sha256 }, policyBlob: pack.sha256 }
  const context = { ...contextOf(school), caseId: body.caseId, caseReference: body.reference }
  const key = makeCaseKey()
  const holders = members.map((member) => member.public)
  const epoch = await dealShares(context, { epoch: 1, caseKey: key, holders, dealers: signers, createdAt: new Date().toISOString() })
  const sidecar: Sidecar = { format: 'incident-room/keys', version: 1, ...context, epochs: [epoch] }
  const made = OpenCase.create(path, key, sidecar, { policy, bytes }, [{ type: 'case.opened', body }], signers)
  for (let left = entries - 1; left > 0; left -= factsAtOnce) {
    made.record(drawFacts(Math.min(left, factsAtOnce), made.state.visits.length), signers)
  }
  made.keepSnapshot()
  made.close()
  return async () => {
    OpenCase.open(path, await combineShares(sidecar, epoch, signers), sidecar).close()
  }
}

/** Ten visits (two entries each), ten concerns, and for the rest what the page asked for and was refused. */
function drawFacts(count: number, visitsBefore: number): CaseFact[] {
  const facts: CaseFact[] = []
  for (let number = 0; number < 10; number += 1) {
    const id = visitId.parse((visitsBefore + number).toString(16).padStart(32, '0'))
    const url = `https://forum.example.org/thread/${visitsBefore + number}`
    facts.push({ type: 'visit.requested', body: { visitId: id, url, cause: 'page' } })
    facts.push({ type: 'visit.recorded', body: { visitId: id, record: exampleRecord(url) } })
    facts.push(concernDescribed('The thread names the pupil and threatens them.'))
  }
  while (facts.length < count) {
    facts.push({ type: 'visit.refused', body: { kind: 'pop-up', url: 'https://forum.example.org/', detail: 'window.open' } })
  }
  return facts.slice(0, count)
}
