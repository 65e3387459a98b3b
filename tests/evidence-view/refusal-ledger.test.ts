import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openRefusalLedger, type Refusal } from '../../src-main/evidence-view/refusal-ledger'

const popUp = (n: number): Refusal => ({ kind: 'pop-up', url: `https://example.org/${String(n)}`, detail: `window ${String(n)}` })

describe('the ledger of refusals', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('tells the first few one by one and the rest together', () => {
    const told: Refusal[] = []
    const ledger = openRefusalLedger({ tell: (refusal) => told.push(refusal), singly: 3, periodMs: 1_000 })
    for (let n = 1; n <= 10_000; n += 1) ledger.note(popUp(n))
    expect(told.map(({ detail }) => detail)).toEqual(['window 1', 'window 2', 'window 3'])
    vi.advanceTimersByTime(1_000)
    expect(told).toHaveLength(4)
    expect(told[3]).toEqual({
      kind: 'pop-up',
      url: 'https://example.org/10000',
      detail: '9997 more of this kind within a short time. The last: window 10000',
    })
  })

  test('one kind does not hide another, and a new period begins afresh', () => {
    const told: Refusal[] = []
    const ledger = openRefusalLedger({ tell: (refusal) => told.push(refusal), singly: 1, periodMs: 1_000 })
    ledger.note(popUp(1))
    ledger.note({ kind: 'download', url: 'https://example.org/a.zip', detail: 'a.zip' })
    vi.advanceTimersByTime(1_000)
    ledger.note(popUp(2))
    expect(told.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['pop-up', 'window 1'],
      ['download', 'a.zip'],
      ['pop-up', 'window 2'],
    ])
  })

  test('its end tells what was only counted, and nothing after it', () => {
    const told: Refusal[] = []
    const ledger = openRefusalLedger({ tell: (refusal) => told.push(refusal), singly: 1 })
    ledger.note(popUp(1))
    ledger.note(popUp(2))
    ledger.end()
    ledger.note(popUp(3))
    vi.runAllTimers()
    expect(told).toHaveLength(2)
    expect(told[1]?.detail).toContain('1 more of this kind')
  })

  test('an address and a detail without end are cut to what the log takes', () => {
    const told: Refusal[] = []
    const ledger = openRefusalLedger({ tell: (refusal) => told.push(refusal) })
    ledger.note({ kind: 'dialog', url: `https://example.org/${'a'.repeat(100_000)}`, detail: 'b'.repeat(100_000) })
    ledger.note({ kind: 'dialog', url: '', detail: '' })
    expect(told[0]?.url).toHaveLength(32_768)
    expect(told[0]?.detail).toHaveLength(2_000)
    expect(told[1]?.url).toBe('about:blank')
  })
})
