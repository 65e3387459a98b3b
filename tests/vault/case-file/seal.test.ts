// The sealing of an event, against texts and hashes that other programs made.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { caseEventBodies } from 'shared/events'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { hashText, parseStored, sealEvent, writeCanonical } from '../../../src-main/vault/case-file/seal'
import type { UnsealedEvent } from '../../../src-main/vault/case-file/seal'
import { codeOf } from './sample-log'

const vector = z.object({ event: z.record(z.string(), z.unknown()), text: z.string(), hash: z.string() })
const vectors = z.array(vector).parse(JSON.parse(readFileSync('tests/vectors/sealed-events.json', 'utf8')))

function unsealed(event: Record<string, unknown>): UnsealedEvent {
  return { ...event } as unknown as UnsealedEvent
}

describe('RFC 8785', () => {
  it('section 3.2.4: the sample object, byte for byte', () => {
    const sample: unknown = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    )
    const published =
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d'
    expect(Buffer.from(writeCanonical(sample)).toString('hex')).toBe(published)
  })

  it('section 3.2.3: names are sorted by UTF-16 code units', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      1: 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(writeCanonical(sample)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    )
  })

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: the number %s is written %s', (bits, text) => {
    expect(writeCanonical(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text)
  })

  it.each(['7fffffffffffffff', '7ff0000000000000'])('appendix B: %s is no number of JSON', (bits) => {
    expect(() => writeCanonical(Buffer.from(bits, 'hex').readDoubleBE())).toThrow()
  })
})

describe('sealing', () => {
  it.each(vectors.map((each) => [each.event['seq'], each] as const))(
    'event %i has the text and hash that Python gave it',
    (_, { event, text, hash }) => {
      expect(sealEvent(unsealed(event), caseEventBodies)).toEqual({ text, hash })
      const entry = parseStored({ seq: Number(event['seq']), text, hash, signatures: [] }, caseEventBodies)
      expect(entry).toEqual({ ...pick(event, ['type', 'body', 'seq', 'at', 'monotonicMs', 'actors']), hash })
    },
  )

  it('says which field is wrong, and never what was in it', () => {
    const [first] = vectors
    const event = unsealed({ ...first?.event, at: 'SECRET' })
    expect(() => sealEvent(event, caseEventBodies)).toThrow(/session\.opened.*at:/)
    expect(() => sealEvent(event, caseEventBodies)).not.toThrow(/SECRET/)
  })

  it.each([
    ['a Date', new Date(0)],
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['a bigint', 1n],
    ['a Buffer', Buffer.from('x')],
  ])('does not turn %s into text behind our back', (_, value) => {
    const bodies = { 'any.thing': z.record(z.string(), z.unknown()) }
    const event = { ...unsealed(vectors[0]?.event ?? {}), type: 'any.thing', body: { value } }
    expect(codeOf(() => sealEvent(event, bodies))).toBe('event.refused')
  })

  it('seals and reads back any text whatever, unchanged but for halves of characters', () => {
    const bodies = { 'any.thing': z.strictObject({ text: z.string() }) }
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        (text, monotonicMs) => {
          const event = { ...unsealed(vectors[0]?.event ?? {}), type: 'any.thing', monotonicMs, body: { text } }
          const sealed = sealEvent(event, bodies)
          const entry = parseStored({ seq: 1, ...sealed, signatures: [] }, bodies)
          expect(entry.body.text).toBe(Buffer.from(text, 'utf8').toString('utf8'))
          expect(Object.is(entry.monotonicMs, monotonicMs) || entry.monotonicMs === 0).toBe(true)
        },
      ),
    )
  })
})

describe('reading back', () => {
  const [first] = vectors
  const text = first?.text ?? ''

  it.each([
    ['a changed text', text.replace('09:30', '09:31'), first?.hash, 'event.damaged'],
    ['no JSON', 'text', undefined, 'event.damaged'],
    ['a space', text.replace('{', '{ '), undefined, 'event.damaged'],
    ['another order', text.replace(/^\{"actors":\[[^\]]*\],/, (actors) => `{"zctors":1,${actors.slice(1)}`), undefined, 'event.damaged'],
    ['a name that comes twice', text.replace('"keyEpoch":1', '"keyEpoch":2,"keyEpoch":1'), undefined, 'event.damaged'],
    ['a field that nobody defined', text.replace('"keyEpoch":1', '"extra":1,"keyEpoch":1'), undefined, 'event.damaged'],
    ['a number spelt otherwise', text.replace('1250.5', '1250.50'), undefined, 'event.damaged'],
    ['a later version', text.replace('"v":1', '"v":2'), undefined, 'event.damaged'],
    ['an unknown type', text.replace('session.opened', 'session.dreamt'), undefined, 'event.unknown'],
  ])('refuses %s', (_, altered, hash, code) => {
    expect(altered).not.toBe('')
    expect(codeOf(() => parseStored({ seq: 1, text: altered, hash: hash ?? hashText(altered), signatures: [] }, caseEventBodies))).toBe(
      code,
    )
  })
})

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, from[name]]))
}
