import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fallbackRuntimePin, nodePins } from '../../scripts/ground/pins.mjs'
import { checkIntegrity } from '../../scripts/ground/registry-package.mjs'

const folder = mkdtempSync(join(tmpdir(), 'incident-room-pin-'))
const tarball = join(folder, 'abc.tgz')
// SHA-512 of "abc", FIPS 180-4 example.
const integrity = 'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=='

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a pinned package', () => {
  it('is taken when its bytes are the pinned ones', async () => {
    writeFileSync(tarball, 'abc')
    await expect(checkIntegrity(tarball, { name: 'abc', version: '1.0.0', integrity })).resolves.toBeUndefined()
  })

  it('is refused when one byte differs', async () => {
    writeFileSync(tarball, 'abd')
    await expect(checkIntegrity(tarball, { name: 'abc', version: '1.0.0', integrity })).rejects.toThrow(
      'abc@1.0.0 is not the pinned package',
    )
  })

  it.each([fallbackRuntimePin, ...Object.values(nodePins)])('$name has an exact version and a SHA-512', (pin) => {
    expect(pin.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(pin.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/)
  })
})
