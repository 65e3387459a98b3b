// Random messages through the real window: page, preload, contract host, Vault. The hundred thousand go to the Vault directly
// (tests/contract); here it is the way there that is tried.
import fc from 'fast-check'
import { contract, type Intention } from 'shared/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as act from '../../scripts/demo/acts.mjs'
import { faceShapes, leaving, messages } from '../contract/messages'
import { collectSecrets, flatten } from '../contract/vault-secrets'
import { openRoom, type Room } from './opened-application'

const seed = Date.now() % 1_000_000
let room: Room
let secrets: string[]

beforeAll(async () => {
  room = await openRoom('reviewing')
  secrets = await collectSecrets(room.home)
})
afterAll(() => room.end())

/** Accepted, these end what the test stands in, or open a window of the desktop. */
const spared = new Set<string>([
  ...leaving,
  'halt',
  'exports.show',
  'known-list.import',
  'visit.open',
  'concern.describe',
  'triage.answer',
  'capture.agree',
  'judgement.make',
  'case.close',
])

/** The bridge between the worlds carries no own property of this name: what arrives is the message without it. */
function readArrived(text: string): [name: Intention, input: unknown] {
  return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value)) as [Intention, unknown]
}

async function sendAll(count: number): Promise<Map<string, number>> {
  const tally = new Map<string, number>()
  const drawn = fc.sample(messages(faceShapes, { ids: [], words: [] }), { numRuns: count, seed })
  // The test's driver speaks JSON to the page.
  const sent = drawn
    .map(({ name, input }) => JSON.stringify([name, input ?? null]))
    .filter((text) => {
      const [name, input] = readArrived(text)
      return !(spared.has(name) && contract[name].input.safeParse(input).success)
    })
  for (let from = 0; from < sent.length; from += 100) {
    const batch = sent.slice(from, from + 100)
    const answers = await room.app.page.evaluate(
      (texts) =>
        Promise.all(
          texts.map(async (text) => {
            const [name, input] = JSON.parse(text) as [Intention, never]
            // What is nested a thousand deep is refused by the bridge between the worlds before it reaches us.
            try {
              return await window.incidentRoom.call(name, input)
            } catch (error) {
              return { ok: false as const, error: { code: 'bridge.refused', sentence: String(error) } }
            }
          }),
        ),
      batch,
    )
    for (const [place, answer] of answers.entries()) {
      const [name, input] = readArrived(batch[place] ?? '')
      const told = flatten(answer)
      expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
      expect(told).not.toContain(room.home)
      expect(told).not.toMatch(/\\n\s+at \S+ \(|node_modules/)
      const code = answer.ok ? 'accepted' : answer.error.code
      tally.set(code, (tally.get(code) ?? 0) + 1)
      expect(code, batch[place]).not.toBe('internal')
      if (answer.ok)
        expect(
          typeof name === 'string' && Object.hasOwn(contract, name) && contract[name].input.safeParse(input).success,
          batch[place],
        ).toBe(true)
    }
  }
  return tally
}

it(`stands 2,000 before anybody has signed in (seed ${String(seed)})`, async () => {
  const tally = await sendAll(2_000)
  expect(tally.get('input.invalid') ?? 0).toBeGreaterThan(500)
  expect(tally.get('intention.unknown') ?? 0).toBeGreaterThan(50)
  expect(await room.say('room.state', {})).toHaveProperty('value.phase', 'sign-in')
})

it(`stands 2,000 with the two at their review (seed ${String(seed)})`, async () => {
  await act.signInTogether(room.app)
  await room.app.follow('INC-2026-0001')
  await act.openTask(room.app, 'Review the sites')
  const tally = await sendAll(2_000)
  expect(tally.get('accepted') ?? 0).toBeGreaterThan(20)
  expect(await room.say('room.state', {})).toMatchObject({ value: { phase: 'room', room: 'pair', halt: null } })
})
