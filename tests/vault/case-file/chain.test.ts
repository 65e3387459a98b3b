// The chain as a handover's JSON lines hold it: no file, no SQLite. Each way of tampering is found and named where it is.
import type { SealedEvent, StoredEvent } from 'shared/events'
import { caseEventBodies } from 'shared/events'
import type { PersonOnRecord } from 'shared/parts'
import { describe, expect, it } from 'vitest'
import { verifyEntries } from '../../../src-main/vault/case-file/chain'
import type { ChainVerdict } from '../../../src-main/vault/case-file/chain'
import { noEventBefore, sealEvent } from '../../../src-main/vault/case-file/seal'
import { parseStoredLine } from '../../../src-main/vault/case-file/stored-event'
import { verifyEvent } from '../../../src-main/vault/keys/log-signature'
import { both, caseOpened, concernDescribed, first, logId, makeSigner, second, signAs } from './sample-facts'
import { codeOf } from './sample-log'

const stranger = makeSigner('f', 'Stranger')

type Change = (event: Omit<SealedEvent, 'v'>) => Omit<SealedEvent, 'v'>
const asIs: Change = (event) => event

/** A log of `length` entries a second apart; `change` may alter an event before it is sealed and signed. */
function makeLog(length: number, change: Change = asIs, signers = both as readonly (typeof first)[]): StoredEvent[] {
  const log: StoredEvent[] = []
  for (let seq = 1; seq <= length; seq += 1) {
    const fact = seq === 1 ? caseOpened() : concernDescribed(`entry ${seq}`)
    const event = change({
      log: logId,
      seq,
      at: new Date(Date.UTC(2026, 10, 22, 9, 0, seq)).toISOString(),
      monotonicMs: seq * 1_000,
      ...fact,
      actors: signers.map((signer) => signer.personId),
      prev: log.at(-1)?.hash ?? noEventBefore,
    })
    const { text, hash } = sealEvent(event, caseEventBodies)
    log.push({ seq, text, hash, signatures: signAs(signers)(hash) })
  }
  return log
}

function verify(
  log: readonly StoredEvent[],
  rules: { publicKeys?: (personId: string) => string | undefined; log?: string } = {},
): Promise<ChainVerdict> {
  return verifyEntries(log, { bodies: caseEventBodies, verifySignature: verifyEvent, ...rules })
}

/** The entry's text altered and its hash and signatures made to fit, as somebody with all the keys would. */
function reseal(stored: StoredEvent, alter: (text: string) => string, signers = both as readonly (typeof first)[]): StoredEvent {
  const { text, hash } = sealEvent({ ...(JSON.parse(alter(stored.text)) as SealedEvent) }, caseEventBodies)
  return { ...stored, text, hash, signatures: signAs(signers)(hash) }
}

/** How the first entry puts its first person on record. */
function firstOnRecord(fact: ReturnType<typeof caseOpened>): PersonOnRecord {
  return (fact.type === 'case.opened' ? fact.body.people[0] : undefined) ?? expect.fail('nobody on record')
}

describe('a sound log', () => {
  it('is found sound, with the keys that it puts on record itself', async () => {
    const log = makeLog(20)
    expect(await verify(log)).toEqual({ ok: true, entries: 20, head: { seq: 20, hash: log[19]?.hash }, clock: [] })
  })

  it('is found sound from lines of JSON, one at a time', async () => {
    const lines = makeLog(5).map((stored) => JSON.stringify(stored))
    async function* read(): AsyncGenerator<StoredEvent> {
      for (const [index, line] of lines.entries()) yield await Promise.resolve(parseStoredLine(line, index + 1))
    }
    expect(await verifyEntries(read(), { bodies: caseEventBodies, verifySignature: verifyEvent })).toMatchObject({ ok: true, entries: 5 })
  })

  it('may be empty', async () => {
    expect(await verify([])).toEqual({ ok: true, entries: 0, head: { seq: 0, hash: noEventBefore }, clock: [] })
  })
})

describe('tampering', () => {
  const sound = makeLog(6)
  const at = (seq: number): StoredEvent => sound[seq - 1] ?? expect.fail('no such entry')
  const replaced = (seq: number, by: Partial<StoredEvent>): StoredEvent[] =>
    sound.map((each) => (each.seq === seq ? { ...each, ...by } : each))
  const signaturesOf = (seq: number) => at(seq).signatures

  const cases: readonly (readonly [what: string, log: readonly StoredEvent[], code: string, seq: number])[] = [
    ['a word changed', replaced(4, { text: at(4).text.replace('entry 4', 'entry 5') }), 'event.damaged', 4],
    ['a hash changed', replaced(4, { hash: '0'.repeat(64) }), 'event.damaged', 4],
    ['an entry taken out', sound.filter(({ seq }) => seq !== 3), 'chain.gap', 3],
    ['the first entry taken out', sound.slice(1), 'chain.gap', 1],
    ['an entry twice', [...sound.slice(0, 3), at(3), ...sound.slice(3)], 'chain.gap', 4],
    ['two entries exchanged', [...sound.slice(0, 2), at(4), at(3), ...sound.slice(4)], 'chain.gap', 3],
    ['an entry renumbered from outside', replaced(4, { text: at(3).text, hash: at(3).hash, signatures: signaturesOf(3) }), 'chain.gap', 4],
    [
      'an entry rewritten by both, all keys in hand',
      replaced(
        4,
        reseal(at(4), (text) => text.replace('entry 4', 'harmless')),
      ),
      'chain.broken',
      5,
    ],
    [
      'an entry of another log',
      replaced(
        4,
        reseal(at(4), (text) => text.replace(logId, 'c1'.repeat(16))),
      ),
      'chain.foreign',
      4,
    ],
    ['a signature of another entry', replaced(4, { signatures: signaturesOf(3) }), 'signature.wrong', 4],
    ['one signature gone', replaced(4, { signatures: signaturesOf(4).slice(1) }), 'signature.missing', 4],
    ['both signatures gone', replaced(4, { signatures: [] }), 'signature.missing', 4],
    ['a third signature', replaced(4, { signatures: [...signaturesOf(4), ...signAs([stranger])(at(4).hash)] }), 'signature.stranger', 4],
    [
      'one signing for both',
      replaced(4, {
        signatures: [
          ...signAs([first])(at(4).hash),
          { ...signAs([first])(at(4).hash)[0], personId: second.personId, signature: signAs([first])(at(4).hash)[0]?.signature ?? '' },
        ],
      }),
      'signature.wrong',
      4,
    ],
  ]

  it.each(cases)('%s', async (_, log, code, seq) => {
    const verdict = await verify(log)
    expect(verdict).toMatchObject({ ok: false, code, at: { seq } })
    expect(!verdict.ok && verdict.sentence).toMatch(new RegExp(`^Entry ${seq} `))
  })

  it('names the person as the log knows them', async () => {
    const verdict = await verify(replaced(4, { signatures: signaturesOf(4).slice(1) }))
    expect(!verdict.ok && verdict.sentence).toBe('Entry 4 is not signed by Amina Okafor, who was present.')
  })

  it('by a person who is nowhere on record', async () => {
    expect(await verify(makeLog(3, asIs, [stranger]))).toMatchObject({ ok: false, code: 'signature.key-unknown', at: { seq: 1 } })
  })

  it('by nobody present at all', async () => {
    const log = makeLog(3, (event) => (event.seq === 3 ? { ...event, actors: [] } : event))
    const unsigned = log.map((stored) => (stored.seq === 3 ? { ...stored, signatures: [] } : stored))
    expect(await verify(unsigned)).toMatchObject({ ok: false, code: 'signature.missing', at: { seq: 3 } })
  })

  it('by making the whole log anew with other keys, against keys known from elsewhere', async () => {
    const imposter = makeSigner('a', first.name, 'imposter')
    const forged = makeLog(3, (event) => (event.seq === 1 ? { ...event, ...caseOpened([imposter, second]) } : event), [imposter, second])
    expect(await verify(forged)).toMatchObject({ ok: true })
    const known = new Map<string, string>(both.map((signer) => [signer.personId, signer.logKey]))
    expect(await verify(forged, { publicKeys: (id) => known.get(id) })).toMatchObject({
      ok: false,
      code: 'signature.wrong',
      at: { seq: 1 },
    })
  })

  it('by putting another’s name on record once more, with a key of one’s own', async () => {
    const imposter = makeSigner('a', first.name, 'imposter')
    const person = firstOnRecord(caseOpened([imposter]))
    const log = makeLog(4, (event) => (event.seq === 3 ? { ...event, type: 'person.noted', body: { person } } : event))
    expect(await verify(log)).toMatchObject({ ok: false, code: 'signature.key-changed', at: { seq: 3 } })
    const same = firstOnRecord(caseOpened())
    const repeated = makeLog(4, (event) => (event.seq === 3 ? { ...event, type: 'person.noted', body: { person: same } } : event))
    expect(await verify(repeated)).toMatchObject({ ok: true })
  })

  it('by showing a sound log of another case', async () => {
    expect(await verify(sound, { log: 'c1'.repeat(16) })).toMatchObject({ ok: false, code: 'chain.foreign', at: { seq: 1 } })
  })

  it.each(['', 'not JSON', '{}', '[]', '{"seq":1,"text":"","hash":"","signatures":[]}'])('a line that is no entry: %s', (line) => {
    expect(codeOf(() => parseStoredLine(line, 7))).toBe('event.damaged')
  })
})

describe('the clock', () => {
  const hourMs = 3_600_000
  const setBack = (event: Omit<SealedEvent, 'v'>, fromSeq: number): Omit<SealedEvent, 'v'> =>
    event.seq < fromSeq ? event : { ...event, at: new Date(Date.parse(event.at) - hourMs).toISOString() }

  it('set back by an hour shows, and is no fault', async () => {
    const verdict = await verify(makeLog(6, (event) => setBack(event, 4)))
    expect(verdict).toMatchObject({ ok: true, clock: [{ seq: 4, setBackMs: hourMs }] })
  })

  it('shows also across a restart of the program', async () => {
    const restarted: Change = (event) => (event.seq < 4 ? event : { ...setBack(event, 4), monotonicMs: (event.seq - 4) * 1_000 + 500 })
    const verdict = await verify(makeLog(6, restarted))
    expect(verdict.ok && verdict.clock).toEqual([{ seq: 4, setBackMs: hourMs - 1_000 + 500 }])
  })

  it('that slept or was restarted is unremarkable', async () => {
    const slept: Change = (event) => (event.seq < 4 ? event : { ...event, at: new Date(Date.parse(event.at) + hourMs).toISOString() })
    expect(await verify(makeLog(6, slept))).toMatchObject({ ok: true, clock: [] })
    const restarted: Change = (event) => (event.seq < 4 ? event : { ...slept(event), monotonicMs: event.seq })
    expect(await verify(makeLog(6, restarted))).toMatchObject({ ok: true, clock: [] })
  })
})
