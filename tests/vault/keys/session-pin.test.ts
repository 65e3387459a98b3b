import fc from 'fast-check'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { SessionPin } from '../../../src-main/vault/keys/session-pin'
import { codeOf } from './school'

describe('choosing a PIN', () => {
  it.each(['', '123', '1234567890123', '12a4', '1234 ', '１２３４', '٠١٢٣', '0000', '-123', '1234\n'])('refuses %j', async (pin) => {
    expect(await codeOf(() => new SessionPin(pin))).toBe('pin.unsuitable')
  })

  it('accepts 4 to 12 digits, and then that PIN alone', async () => {
    const digits = fc.stringMatching(/^[0-9]{4,12}$/).filter((pin) => new Set(pin).size > 1)
    await fc.assert(
      fc.asyncProperty(digits, digits, async (pin, other) => {
        fc.pre(pin !== other)
        const chosen = new SessionPin(pin)
        chosen.confirm(pin)
        expect(await codeOf(() => chosen.confirm(other))).toBe('pin.wrong')
        chosen.confirm(pin)
      }),
    )
  })
})

describe('wrong tries', () => {
  it('run out at the fifth in a row, for the right PIN too', async () => {
    const pin = new SessionPin('4821')
    for (let tries = 1; tries < 5; tries += 1) expect(await codeOf(() => pin.confirm('1111'))).toBe('pin.wrong')
    expect(pin.isLocked()).toBe(false)
    expect(await codeOf(() => pin.confirm('1111'))).toBe('pin.locked')
    expect(pin.isLocked()).toBe(true)
    expect(await codeOf(() => pin.confirm('4821'))).toBe('pin.locked')
  })

  it('are counted anew after a right one', async () => {
    const pin = new SessionPin('4821')
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 1; tries < 5; tries += 1) expect(await codeOf(() => pin.confirm('9999'))).toBe('pin.wrong')
      pin.confirm('4821')
    }
  })

  it('say how many are left', () => {
    const pin = new SessionPin('4821')
    expect(() => pin.confirm('9999')).toThrow('4 tries are left')
    pin.confirm('4821')
    for (const left of ['4 tries are', '3 tries are', '2 tries are', '1 try is']) expect(() => pin.confirm('9999')).toThrow(`${left} left`)
  })
})

it('does not show in logs, and is gone when forgotten', async () => {
  const pin = new SessionPin('482193')
  expect(inspect(pin, { showHidden: true, depth: 5 }) + JSON.stringify(pin)).not.toContain('482193')
  pin.forget()
  expect(await codeOf(() => pin.confirm('482193'))).toBe('pin.locked')
})
