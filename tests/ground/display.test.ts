import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openDisplay } from '../../scripts/ground/display.mjs'

afterEach(() => {
  vi.unstubAllEnvs()
})

function askDisplay(display: string | undefined): string {
  return execFileSync('xwininfo', ['-root'], { env: { ...process.env, DISPLAY: display }, encoding: 'utf8', stdio: 'pipe' })
}

describe.runIf(process.platform === 'linux')('the display', () => {
  it('is a virtual one where there is none, and is ended with the work', async () => {
    vi.stubEnv('DISPLAY', undefined)
    vi.stubEnv('WAYLAND_DISPLAY', undefined)
    const display = await openDisplay()
    expect(display.isVirtual).toBe(true)
    expect(askDisplay(display.env.DISPLAY)).toContain('Width: 1680')
    await display.end()
    expect(() => askDisplay(display.env.DISPLAY)).toThrow('unable to open display')
  })

  it('is the person’s own where there is one', async () => {
    vi.stubEnv('DISPLAY', ':77')
    const display = await openDisplay()
    expect(display).toMatchObject({ env: {}, isVirtual: false })
    await display.end()
  })
})
