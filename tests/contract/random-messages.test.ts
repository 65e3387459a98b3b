// A hundred thousand random messages to the Vault, as a Face or a Desk that somebody else has taken over could send them: arbitrary names
// and values, valid inputs, and valid inputs with one thing broken. None is accepted out of schema, none goes unanswered or is answered as
// if something had broken inside, none is answered with a secret, and the Vault is there afterwards.
import fc from 'fast-check'
import { contract, deskAsks } from 'shared/contract'
import { describeError } from 'shared/errors'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { pins } from '../vault/investigation'
import { leaving, messages, vaultShapes, type Question } from './messages'
import { recipes, standIn, type Situation } from './rooms'
import { flatten } from './vault-secrets'

const messagesInAll = 100_000
const seed = Date.now() % 1_000_000

/** Rows and files grow with what is accepted; every so many messages the room is put back anyway. */
const restoreEvery = 2_500

function isInSchema({ from, name, input }: Question): boolean {
  const table: Readonly<Record<string, { input: z.ZodType }>> = from === 'face' ? contract : deskAsks
  return typeof name === 'string' && Object.hasOwn(table, name) && table[name]?.input.safeParse(input).success === true
}

/** Sends one message and looks at what comes back. Answers whether the room has to be put back. */
async function judge(question: Question, { vault, home, secrets }: Situation, tally: Map<string, number>): Promise<boolean> {
  const inSchema = isInSchema(question)
  const answer = await vault()
    .answer(question)
    .then(
      (value) => ({ ok: true as const, value }),
      (error: unknown) => ({ ok: false as const, error: describeError(error), raw: error }),
    )
  const code = answer.ok ? 'accepted' : answer.error.code
  tally.set(code, (tally.get(code) ?? 0) + 1)
  // What it answers it has parsed by the contract itself.
  if (answer.ok) expect(inSchema).toBe(true)
  else if (code === 'internal') throw answer.raw
  const told = answer.ok ? flatten(answer.value) : answer.error.sentence
  expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
  expect(told).not.toContain(home())
  expect(told).not.toMatch(/\\n\s+at \S+|\n\s+at \S+ \(|node_modules|src-main/)
  return code === 'pin.locked' || (answer.ok && leaving.has(question.name))
}

describe.each(Object.keys(recipes))('%s', (name) => {
  const recipe = recipes[name]
  const runs = Math.ceil(messagesInAll / Object.keys(recipes).length)
  it(`stands ${String(runs)} messages (seed ${String(seed)})`, async () => {
    if (!recipe) throw new Error('no such room')
    const situation = await standIn(recipe)
    const tally = new Map<string, number>()
    let count = 0
    const known = { ids: situation.ids, words: [...Object.values(pins), 'threats', 'child-sexual-abuse', 'record-of-review'] }
    try {
      await fc.assert(
        fc.asyncProperty(messages(vaultShapes, known), async (question) => {
          const isChanged = await judge(question, situation, tally)
          if (isChanged || (count += 1) % restoreEvery === 0) await situation.restore()
        }),
        { numRuns: runs, seed, endOnFailure: true },
      )
      await situation.restore()
      expect(await situation.vault().answer({ from: 'face', name: 'room.state', input: {} })).toHaveProperty('version', 'test')
      // Both ways are really tried: a test whose messages are all turned away at the door would find nothing.
      expect(tally.get('accepted') ?? 0).toBeGreaterThan(runs / 200)
      // Where nobody is in, the gate turns most away before their input is looked at.
      expect(tally.get('input.invalid') ?? 0).toBeGreaterThan(runs / (recipe.people.length === 0 ? 15 : 5))
      expect(tally.get('intention.unknown') ?? 0).toBeGreaterThan(runs / 50)
      expect({}).not.toHaveProperty('polluted')
    } finally {
      await situation.end()
    }
  }, 240_000)
})
