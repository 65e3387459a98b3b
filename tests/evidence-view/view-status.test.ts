import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { VisitId } from 'shared/parts'
import { viewState, type ViewState } from 'shared/view-state'
import { failures } from '../../src-main/evidence-view/failures'
import { openViewStatus } from '../../src-main/evidence-view/view-status'
import type { VisitOnScreen } from '../../src-main/evidence-view/visit-recorder'

const page = (n: number): VisitOnScreen => ({
  visitId: n.toString(16).padStart(32, '0') as VisitId,
  url: `https://example.org/${String(n)}`,
  remote: { ip: '192.0.2.1', port: 443 },
  tls: 'ok',
})

describe('what the Face is told of the view', () => {
  let told: ViewState[]
  beforeEach(() => {
    vi.useFakeTimers()
    told = []
  })
  afterEach(() => void vi.useRealTimers())
  const open = () => openViewStatus((state) => told.push(viewState.parse(state)))

  test('where it is going, then where it is', () => {
    const status = open()
    status.request('https://example.org/1')
    expect(status.read()).toMatchObject({ url: 'https://example.org/1', loading: true, visitId: null })
    expect(status.hasPage()).toBe(false)
    status.show(page(1))
    expect(status.read()).toMatchObject(page(1))
    expect(status.hasPage()).toBe(true)
  })

  test('a failure that left the page before standing shows that page’s address again', () => {
    const status = open()
    status.show(page(1))
    status.request('https://example.org/trip.zip')
    status.fail(failures.download('trip.zip'), { ...page(2), url: 'https://example.org/trip.zip' })
    expect(status.read()).toMatchObject({ ...page(1), loading: false, failure: { code: 'visit.download' } })
    status.request('https://example.org/3')
    expect(status.read().failure).toBeNull()
  })

  test('a failure that took the page before away leaves no visit to take a picture of', () => {
    const status = open()
    status.show(page(1))
    status.fail(failures.crashed)
    status.lose('https://example.org/1')
    expect(status.read()).toMatchObject({ visitId: null, url: 'https://example.org/1', remote: null, failure: { code: 'page.crashed' } })
    expect(status.hasPage()).toBe(false)
  })

  test('a thousand titles are told once, and nothing is told twice', () => {
    const status = open()
    status.show(page(1))
    for (let n = 0; n < 1_000; n += 1) status.change({ title: `Title ${String(n)}` })
    vi.advanceTimersByTime(1_000)
    expect(told.map(({ title }) => title)).toEqual(['Title 999'])
    status.change({ title: 'Title 999' })
    vi.advanceTimersByTime(1_000)
    expect(told).toHaveLength(1)
  })

  test('the end is there at once, and a listener that fails does not keep it from coming', () => {
    const status = openViewStatus(() => {
      throw new Error('The window is gone.')
    })
    status.show(page(1))
    expect(() => status.close(null)).not.toThrow()
    expect(status.read()).toMatchObject({ open: false, url: '', visitId: null })
    expect(status.hasPage()).toBe(false)
    expect(() => vi.runAllTimers()).toThrow('The window is gone.')
  })

  test('titles and addresses without end are cut', () => {
    const status = open()
    status.show({ ...page(1), url: `https://example.org/${'a'.repeat(100_000)}` })
    status.change({ title: 'b'.repeat(100_000) })
    expect(() => viewState.parse(status.read())).not.toThrow()
    expect(status.read().title).toHaveLength(2_000)
  })
})
